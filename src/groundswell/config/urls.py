"""The doors' addresses."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("groundswell.web.urls"))]
