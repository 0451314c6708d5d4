"""Reading a thread, and answering in it."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_POST, require_safe

from groundswell.foundation import clock, ids, paging
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.feeds import threads
from groundswell.network.notifications import queries as notices
from groundswell.network.notifications.queries import Stance
from groundswell.network.posts import actions, answering, queries
from groundswell.network.posts.models import Post
from groundswell.network.rules.holding import WaitsForApproval
from groundswell.network.unsent import drafts
from groundswell.people.persons.models import Person
from groundswell.web import addresses, composing, jinja, renewing, thread_page, writing_for
from groundswell.web.answers import (
    for_members,
    go,
    page,
    part,
    signed_in_of,
    viewer_of,
    wants_part,
)
from groundswell.web.forms.posts import TextForm

PEOPLE_SHOWN = 8
JUST_NOW = timedelta(minutes=5)


@require_safe
@for_members
def thread(request: HttpRequest, post_id: int) -> HttpResponse:
    """A thread; the address of a reply leads to its place in the thread."""
    if wants_part(request):
        return _news(request, post_id)
    try:
        return _thread(request, post_id)
    except NotFound:
        reply = queries.post(viewer_of(request), post_id)
        return go(addresses.of_post(post_id, reply.thread_id))


def _news(request: HttpRequest, thread_id: int) -> HttpResponse:
    known = paging.cursor(request.GET.get("newer_than")) or ids.MAX
    new = threads.newer(viewer_of(request), thread_id, known)
    shown = ("components/reply.jinja", "news", len(new), thread_id, new[0] if new else 0)
    changed = thread_page.changed(signed_in_of(request), thread_id, renewing.shown(request))
    seen = _seen_till(request, thread_id, new[0] if new else 0)
    return part(request, (jinja.macro(*shown) if new else "") + seen + changed)


def _seen_till(request: HttpRequest, thread_id: int, first_new: int) -> str:
    """What marks as read what an open page shows: all but the replies behind its button."""
    if not notices.waits_in(viewer_of(request), thread_id):
        return ""
    up_to = first_new - 1 if first_new else ids.floor(clock.now())
    token = get_token(request)
    return jinja.macro("components/notice.jinja", "read_mark", thread_id, up_to, token)


def _thread(
    request: HttpRequest, post_id: int, *, form: TextForm | None = None, reply_to: int = 0
) -> HttpResponse:
    wanted = request.GET.get("reply_to", "")
    to = reply_to or (int(wanted) if wanted.isascii() and wanted.isdigit() else 0)
    order = request.GET.get("order", "best")
    shown = thread_page.thread(
        signed_in_of(request),
        post_id,
        order=order if order in thread_page.ORDERS else "best",
        window=thread_page.window_of(request.GET, to),
    )
    # What nobody answered under itself stands in its conversation.
    talk = next((place for place in shown.places if place.kind == "conversation"), None)
    if talk and form is None and not shown.card.reply_count and "reply_to" not in request.GET:
        return go(f"/messages/{talk.id}/?at={post_id}#post-{post_id}")
    answered = shown.reply_card(to)
    place = f"reply-{answered.id if answered else post_id}"
    draft = composing.draft_in(viewer_of(request), place)
    stance = notices.stance(viewer_of(request), post_id)
    return page(
        request,
        "thread.jinja",
        status=422 if form is not None else 200,
        thread=shown,
        read_up_to=_read_up_to(shown, stance),
        has_notice=stance.waits,
        is_muted=stance.is_muted,
        people=shown.authors[:PEOPLE_SHOWN],
        reply_to=answered,
        why_not=_why_not(request, shown),
        source=form.data.get("source", "") if form is not None else draft.source if draft else "",
        draft_key=draft.request_key if draft else "",
        writes_for=composing.leader_of(form),
        described=composing.described(form),
        errors=composing.errors_of(form),
    )


def _read_up_to(shown: thread_page.Thread, stance: Stance) -> int:
    """Up to which moment the page shows the thread; 0 when no notice waits for being read so."""
    now = clock.now()
    # What was just said may be told in a moment: whoever reads it here already is not told.
    is_warm = now - ids.instant_of(shown.newest) < JUST_NOW
    if is_warm or stance.waits:
        return max(ids.floor(now), shown.newest)
    return 0


def _why_not(request: HttpRequest, shown: thread_page.Thread) -> str:
    """Why the viewer cannot answer; no query where everybody can."""
    card = shown.card
    if not (card.is_locked or card.answerers) or card.is_removed:
        return ""
    viewer = viewer_of(request)
    refusal = answering.why_not(viewer, queries.post(viewer, card.id))
    return str(refusal) if refusal else ""


@require_POST
@for_members
def reply(request: HttpRequest, post_id: int) -> HttpResponse:
    """Answer a thread or an answer in it."""
    author = viewer_of(request)
    answered = queries.post(author, post_id)
    form = TextForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            said = _replied(author, answered, form)
            drafts.sent(person=author, request_key=form.cleaned_data["request_key"])
            return said
        except WaitsForApproval as waits:
            sent = form.cleaned_data["request_key"]
            drafts.sent(person=author, request_key=sent)
            return go(f"/posts/{answered.thread_id}/", toast=str(waits), sent=sent)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    to = post_id if answered.root_id else 0
    return _thread(request, answered.thread_id, form=form, reply_to=to)


def _replied(author: Person, answered: Post, form: TextForm) -> HttpResponse:
    typed = form.cleaned_data
    voice = writing_for.voice(author, typed)
    address, sent = f"/posts/{answered.thread_id}/", typed["request_key"]
    if not voice.may_post:
        files = composing.stored_files(author, form)
        writing_for.leave(voice, typed, file_ids=files, reply_to_id=answered.pk)
        return go(address, toast=writing_for.left(voice), sent=sent)
    written = actions.reply(
        author=voice.author,
        acted_by=voice.delegate,
        to_id=answered.pk,
        source=typed["source"],
        file_ids=composing.stored_files(author, form),
        request_key=voice.key(sent),
    )
    return go(addresses.of_post(written.pk, written.thread_id), sent=sent)
