"""Metrics for Prometheus, for those alone whom the settings name."""

from __future__ import annotations

import hmac
from ipaddress import ip_address, ip_network
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.config.measuring import exposition

TYPE = "text/plain; version=0.0.4; charset=utf-8"


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All metrics; for everybody else there is nothing here."""
    if not (_is_named(request) or _has_token(request)):
        raise Http404
    return HttpResponse(exposition.text(), content_type=TYPE)


def _is_named(request: HttpRequest) -> bool:
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    named = settings.OPTIONS.metrics_addresses
    return any(address in ip_network(network, strict=False) for network in named)


def _has_token(request: HttpRequest) -> bool:
    file = settings.OPTIONS.metrics_token_file
    if not file:
        return False
    token = Path(file).read_text("utf-8").strip()
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())
