"""The report on adoption by mail: ordered, changed and ended by each for themselves."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.adoption import catalogue, days
from groundswell.adoption.reports import actions, mailing, words
from groundswell.adoption.reports import queries as reports
from groundswell.adoption.reports.models import Subscription
from groundswell.adoption.told.queries import NothingWasKeptThen
from groundswell.adoption.viewing import seen
from groundswell.foundation import clock, mail
from groundswell.foundation.errors import Refused
from groundswell.people.persons.models import Person
from groundswell.web import wording
from groundswell.web.answers import for_members, go, page, signed_in_of, viewer_of
from groundswell.web.logged import logged

LANGUAGES = (("en", "English"), ("de", "Deutsch"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
@logged("report")
def own(request: HttpRequest) -> HttpResponse:
    """How the viewer's report comes, and how it would read now."""
    viewer = viewer_of(request)
    held = reports.subscription(viewer)
    error = ""
    if request.method == "POST":
        try:
            _subscribe(request, viewer, len(_offered(request)))
            return go("/adoption/report/", toast=_("The report comes so from now on."))
        except Refused as refusal:
            error = str(refusal)
    week = days.week_end(clock.today() - days.DAY)
    return page(
        request,
        "adoption_report.jinja",
        status=422 if error else 200,
        error=error,
        held=held,
        now=held or Subscription(person=viewer),
        can_mail=mail.can_send(),
        measures=_offered(request),
        weekdays=[(str(number), name) for number, name in enumerate(wording.weekdays())],
        languages=[("", _("As in my settings")), *LANGUAGES],
        preview="" if error else _preview(viewer, week, held),
    )


def _offered(request: HttpRequest) -> list[tuple[str, str]]:
    found = seen(signed_in_of(request), catalogue.measures().values())
    return [(one.name, _(one.title)) for one in found]


def _subscribe(request: HttpRequest, viewer: Person, of: int) -> None:
    chosen = request.POST.getlist("measures")
    actions.subscribe(
        person=viewer,
        cadence=request.POST.get("cadence", ""),
        weekday=_number(request.POST.get("weekday", "")),
        hour=_number(request.POST.get("hour", "")),
        language=request.POST.get("language", ""),
        measures=[] if len(chosen) == of else chosen,
    )


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 3 else -1


def _preview(viewer: Person, week: date, held: Subscription | None) -> str:
    names = held.measures if held else []
    try:
        return mailing.text_of(words.report(viewer, week, names))
    except NothingWasKeptThen:
        return ""


@require_POST
@for_members
def stop(request: HttpRequest) -> HttpResponse:
    """Let no report come any more."""
    viewer = viewer_of(request)
    reports.subscription(viewer)
    actions.stop(person_id=viewer.pk)
    return go("/adoption/report/", toast=_("No report comes any more."))


@csrf_exempt  # Mail programs post here by themselves (RFC 8058); the signature stands for a token.
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether, since programs open every link of a mail; a POST does it."""
    person_id = actions.whose(token)
    is_done = request.method == "POST"
    if is_done:
        actions.stop(person_id=person_id)
    return page(request, "unsubscribe.jinja", what="report", is_done=is_done)
