"""The product's addresses, and an empty view to compare with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from groundswell.config.urls import handler404, handler500
from groundswell.web.answers import for_members

__all__ = ["handler404", "handler500", "urlpatterns"]


@for_members
def empty(request: HttpRequest) -> HttpResponse:
    """Signed in, and nothing else."""
    return HttpResponse(b"")


urlpatterns = [path("bench/empty/", empty), path("", include("groundswell.config.urls"))]
