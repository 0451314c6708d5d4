"""The doors' addresses, and what answers when there is none."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/groundswell/v1/", include("groundswell.api.urls")),
    path("", include("groundswell.web.urls")),
]
handler404 = "groundswell.web.views.errors.not_found"
handler500 = "groundswell.web.views.errors.server_error"
