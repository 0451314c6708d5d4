"""What was written and is not sent: drafts, kept as one types, and posts that wait."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.foundation.errors import Refused
from groundswell.network.posts.kinds import KINDS
from groundswell.network.unsent import drafts, queries, scheduling
from groundswell.network.unsent.drafts import Typed
from groundswell.people.persons.queries import zone_of
from groundswell.web import composing, drafts_page, wording
from groundswell.web.answers import for_members, go, page, viewer_of
from groundswell.web.forms.posts import DraftForm, PartsForm, ScheduledForm


@require_safe
@for_members
def index(request: HttpRequest) -> HttpResponse:
    """All that the viewer wrote and did not send."""
    viewer = viewer_of(request)
    return page(
        request,
        "drafts.jinja",
        drafts=drafts_page.drafts(viewer),
        scheduled=drafts_page.scheduled(viewer),
        handed=drafts_page.handed(viewer),
    )


@require_POST
@for_members
def keep(request: HttpRequest, place: str) -> HttpResponse:
    """Keep what stands in a box; a script sends it while somebody writes."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    typed = form.cleaned_data
    drafts.keep(
        person=viewer_of(request),
        place=place,
        typed=Typed(
            source=typed["source"],
            title=typed["title"],
            kind=typed["kind"] or "post",
            stream_id=typed["stream"],
            answerers=typed["answerers"],
            parts={name: typed[name] for name in PartsForm.base_fields if name in request.POST},
            request_key=typed["request_key"],
        ),
    )
    return HttpResponse(status=204)


@require_POST
@for_members
def forget(request: HttpRequest, place: str) -> HttpResponse:
    """Delete a draft."""
    drafts.forget(person=viewer_of(request), place=place)
    return go("/drafts/", toast=_("Deleted."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def scheduled(request: HttpRequest, scheduled_id: int) -> HttpResponse:
    """Change a post that waits: its text and its time."""
    writer = viewer_of(request)
    waiting = queries.scheduled_post(writer, scheduled_id)
    zone, is_sent = zone_of(writer), request.method == "POST"
    form = ScheduledForm(request.POST) if is_sent else ScheduledForm()
    if is_sent and form.is_valid():
        typed = form.cleaned_data
        try:
            scheduling.change(
                writer=writer,
                scheduled_id=scheduled_id,
                source=typed["source"],
                due_at=typed["later"].replace(tzinfo=zone),
                title=typed["title"],
            )
            return go("/drafts/#scheduled", toast=_("Changed."))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    local = waiting.due_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    now = {"source": waiting.source, "title": waiting.title, "later": local}
    return page(
        request,
        "scheduled.jinja",
        status=422 if is_sent else 200,
        waiting=waiting,
        when=wording.local(writer, waiting.due_at),
        takes_title=KINDS[waiting.kind].takes_title,
        typed=form.data if is_sent else now,
        errors=composing.errors_of(form) if is_sent else [],
    )


@require_POST
@for_members
def cancel(request: HttpRequest, scheduled_id: int) -> HttpResponse:
    """Call a post off that waits."""
    scheduling.cancel(writer=viewer_of(request), scheduled_id=scheduled_id)
    return go("/drafts/#scheduled", toast=_("Called off. Nothing was published."))
