"""What is measured about the viewer: all of it, and what they may switch themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.adoption import roster as roster_figures
from groundswell.adoption.consents import actions, queries
from groundswell.adoption.consents.models import What
from groundswell.adoption.looks import queries as looking
from groundswell.adoption.own import queries as own
from groundswell.adoption.own import rows
from groundswell.adoption.register import lines
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.notifications import actions as notices
from groundswell.network.notifications.models import Kind
from groundswell.web.answers import for_members, go, page, viewer_of
from groundswell.web.insight import about_me as words
from groundswell.web.insight import leadership, own_bridge
from groundswell.web.insight.looks import shown

ADDRESS = "/adoption/about-me/"
LOOKS = 100


@require_safe
@for_members
def about_me(request: HttpRequest) -> HttpResponse:
    """What is measured about the viewer, who sees it, and who did."""
    viewer = viewer_of(request)
    place = queries.own_place(viewer)
    mine = roster_figures.own(viewer) if place and place.is_shown else None
    return page(
        request,
        "about_me.jinja",
        weeks=words.weeks(own.weeks(viewer)),
        bridge=own_bridge.bridge(viewer),
        persona=words.persona(own.mirror(viewer)),
        offers=words.offers(viewer),
        roster=place,
        own_figures=leadership.own_facts(mine) if mine else [],
        looks=[shown(look) for look in looking.at_own_figures(viewer)[:LOOKS]],
        chapters=lines.chapters(),
    )


@require_safe
@for_members
def everything(request: HttpRequest) -> StreamingHttpResponse:
    """All rows about the viewer, as a file."""
    name = f"about-me-{clock.today():%Y-%m-%d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    written = rows.written(viewer_of(request))
    return StreamingHttpResponse(written, content_type="application/json", headers=headers)


@require_POST
@for_members
def named(request: HttpRequest, what: str) -> HttpResponse:
    """Agree to be named, or take it back."""
    if what not in What.values:
        raise NotFound
    if request.POST.get("answer") == "yes":
        actions.agree(person=viewer_of(request), what=What(what))
        toast = _("Agreed. You can take it back at any time.")
    else:
        actions.withdraw(person=viewer_of(request), what=What(what))
        toast = _("Taken back. Nobody sees it any more.")
    notices.mark_answered(reader=viewer_of(request), kind=Kind.CONSENT)
    return go(f"{ADDRESS}#named", toast=toast)


@require_POST
@for_members
def roster(request: HttpRequest) -> HttpResponse:
    """Agree that one's own figures stand on the roster of leaders, or say no."""
    agrees = request.POST.get("answer") == "yes"
    actions.answer(leader=viewer_of(request), agrees=agrees)
    notices.mark_answered(reader=viewer_of(request), kind=Kind.FIGURES)
    toast = _("Agreed. You can take it back at any time.") if agrees else _("Nobody sees them.")
    return go(f"{ADDRESS}#own-roster", toast=toast)
