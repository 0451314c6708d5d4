"""The site as an app of its own: what a phone's home screen shows of it, for everybody.

An iPhone tells its owner of news only once the site stands there.
"""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from groundswell.config import accents, branding
from groundswell.foundation import images, lettering
from groundswell.foundation.errors import NotFound
from groundswell.web import static_files

EDGES = (180, 192, 512)  # pixels: as iPhones, Android and what shows an app while it starts want it
A_DAY = "public, max-age=86400"


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """What an app is called and how it looks."""
    icons = [(edge, "any") for edge in EDGES] + [(EDGES[-1], "maskable")]
    told = {
        "id": "/",
        "name": settings.OPTIONS.organisation,
        "lang": translation.get_language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": accents.GROUNDS["light"],
        "theme_color": lettering.accent(),
        "icons": [
            {
                "src": f"/icons/{edge}.png",
                "sizes": f"{edge}x{edge}",
                "type": "image/png",
                "purpose": purpose,
            }
            for edge, purpose in icons
        ],
    }
    headers = {"Cache-Control": "no-cache"}
    return JsonResponse(told, content_type="application/manifest+json", headers=headers)


@require_safe
def icon(_request: HttpRequest, edge: int) -> HttpResponse:
    """The sign of the app: the organisation's mark, or ours."""
    if edge not in EDGES:
        raise NotFound
    drawn = branding.icon(edge) or _ours(edge)
    return HttpResponse(drawn, "image/png", headers={"Cache-Control": A_DAY})


@cache
def _ours(edge: int) -> bytes:
    content = (static_files.SOURCE / "images" / "icon.png").read_bytes()
    return images.square(content, edge, share=1, ground="#00323f")
