"""The organisation's own mark and colours: chosen by administrators, served to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.config import accents, choosing
from groundswell.config import branding as brand
from groundswell.foundation.colours import HEX, as_hex
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.persons import queries as persons
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import for_permission, go, page, viewer_of

HOME = "/administration/branding/"
FOR_EVER = "public, max-age=31536000, immutable"
KEYS = ("branding.accent_light", "branding.accent_dark", "branding.logo")
LARGEST = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Accent:
    """A colour for one scheme: as typed, how it can be read, and what could."""

    scheme: accents.Scheme
    value: str
    least: float
    nearest: str = ""
    problem: str = ""

    @property
    def ground(self) -> str:
        """The sheet on which it is tried."""
        return as_hex(accents.SHEETS[self.scheme][1])

    @property
    def on(self) -> str:
        """What is written on it."""
        return as_hex(accents.ON[self.scheme])


@require_safe
def part(request: HttpRequest, name: str) -> HttpResponseBase:
    """The style sheet or the mark; for everybody, since the door shows them."""
    if (sheet := brand.style(name)) is not None:
        answer: HttpResponseBase = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    elif (file := brand.logo(name)) is not None:
        answer = FileResponse(file.open("rb"), content_type="image/webp")
    else:
        raise NotFound
    answer.headers["Cache-Control"] = FOR_EVER
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_permission(Permission.CHANGE_SETTINGS)
def change(request: HttpRequest) -> HttpResponse:
    """Try colours, see how they can be read, then let them be so."""
    chosen = settings.OPTIONS.branding
    if request.method != "POST":
        return _page(request, _tried(chosen.accent_light, chosen.accent_dark))
    typed = [request.POST.get(scheme, "").strip()[:20].lower() for scheme in accents.SCHEMES]
    tried = _tried(*typed)
    if any(accent.problem for accent in tried):
        return _page(request, tried, status=422)
    if "sure" not in request.POST:
        return _page(request, tried, is_preview=True)
    values = {f"branding.accent_{accent.scheme}": accent.value for accent in tried}
    choosing.choose(person=viewer_of(request), values=values)
    return go(HOME, toast=_("These are the colours from now on."))


@require_POST
@for_permission(Permission.CHANGE_SETTINGS)
def logo(request: HttpRequest) -> HttpResponse:
    """Send the mark."""
    chosen = request.FILES.get("file")
    tried = _tried(settings.OPTIONS.branding.accent_light, settings.OPTIONS.branding.accent_dark)
    if chosen is None or not chosen.size or chosen.size > LARGEST:
        words = _("Choose a picture of at most 5 MB: PNG, WebP, JPEG or GIF.")
        return _page(request, tried, status=422, refused=words)
    try:
        brand.take_logo(
            person=viewer_of(request), name=chosen.name or "logo", content=chosen.read()
        )
    except Refused as refusal:
        return _page(request, tried, status=422, refused=str(refusal))
    return go(HOME, toast=_("This is the mark from now on."))


@require_POST
@for_permission(Permission.CHANGE_SETTINGS)
def forget(request: HttpRequest) -> HttpResponse:
    """As the file says again."""
    choosing.forget(person=viewer_of(request), keys=KEYS)
    return go(HOME, toast=_("It is as the file says again."))


def _tried(light: str, dark: str) -> list[Accent]:
    return [_accent("light", light), _accent("dark", dark)]


def _accent(scheme: accents.Scheme, value: str) -> Accent:
    if not value:
        return Accent(scheme, "", 0.0)
    if not HEX.fullmatch(value):
        return Accent(scheme, value, 0.0, problem=_("Write it like #005f6b, or leave it empty."))
    least = accents.least_contrast(scheme, value)
    if least >= accents.LEAST:
        return Accent(scheme, value, least)
    words = _("It stands at %(least).1f : 1 in places; to be read it needs 4.5 : 1.")
    near = accents.nearest(scheme, value)
    return Accent(scheme, value, least, near, words % {"least": least})


def _page(
    request: HttpRequest,
    tried: list[Accent],
    *,
    status: int = 200,
    refused: str = "",
    is_preview: bool = False,
) -> HttpResponse:
    return page(
        request,
        "branding.jinja",
        status=status,
        tried=tried,
        refused=refused,
        is_preview=is_preview,
        people=persons.counts(viewer_of(request))["active"],
        chosen=settings.OPTIONS.branding,
        names={"light": _("On light pages"), "dark": _("On dark pages")},
    )
