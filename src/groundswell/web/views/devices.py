"""Which of the viewer's devices are told while they are closed, and the script that shows it."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.network.notifications import devices
from groundswell.web import static_files
from groundswell.web.answers import for_members, go, signed_in_of, viewer_of

PLACE = "/settings/notices/#devices"


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The script that shows what a closed browser is told. Its address is its reach: all pages."""
    # Browsers look for a newer one themselves; a kept one would outlive an upgrade.
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(_script(), "text/javascript; charset=utf-8", headers=headers)


@cache
def _script() -> bytes:
    return (static_files.SOURCE / "service-worker.js").read_bytes()


@require_POST
@for_members
def add(request: HttpRequest) -> HttpResponse:
    """Tell this browser from now on."""
    devices.add(
        person=viewer_of(request),
        session_id=signed_in_of(request).session_id,
        endpoint=request.POST.get("endpoint", ""),
        p256dh=request.POST.get("p256dh", "")[:200],
        auth=request.POST.get("auth", "")[:200],
    )
    return go(PLACE, toast=_("This device is notified from now on."))


@require_POST
@for_members
def remove(request: HttpRequest, device_id: int) -> HttpResponse:
    """Tell a device no more."""
    devices.remove(person=viewer_of(request), device_id=device_id)
    return go(PLACE, toast=_("That device is not notified any more."))
