"""The addresses of the interface, below `/api/groundswell/v1/`."""

from __future__ import annotations

from django.urls import path

from groundswell.api import adoption, answers

urlpatterns = [
    path("adoption/", adoption.measures),
    path("adoption/figures/<str:name>", adoption.measure),
    path("adoption/pages/<str:name>", adoption.page),
    path("adoption/at/<str:on>/<str:name>", adoption.kept),
    path("<path:rest>", answers.nothing),
]
