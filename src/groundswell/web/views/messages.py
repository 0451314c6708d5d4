"""Messages between two and several. Whoever does not take part gets a 404, whatever their roles."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.foundation import paging
from groundswell.foundation.errors import Refused
from groundswell.network.messages import actions, queries
from groundswell.network.messages.queries import Messages, Talk
from groundswell.network.notifications import actions as notices
from groundswell.network.posts import actions as posts
from groundswell.network.unsent import drafts
from groundswell.people.persons import queries as persons
from groundswell.people.persons.models import Person
from groundswell.web import composing, jinja, talking
from groundswell.web.answers import (
    for_members,
    go,
    not_done,
    page,
    part,
    signed_in_of,
    viewer_of,
    wants_part,
)
from groundswell.web.forms.messages import people_named
from groundswell.web.forms.posts import TextForm

BEFORE = re.compile(r"([01])-(\d{1,19})", re.ASCII)
AROUND = 10  # messages shown before the one that an address names
ONE = re.compile(r"\d{1,18}", re.ASCII)


@require_safe
@for_members
def index(request: HttpRequest) -> HttpResponse:
    """The viewer's conversations; a script asks for the list alone."""
    if not wants_part(request):
        return page(request, "messages.jinja", talk=None, title="", **_list(request))
    here = request.GET.get("here", "")
    shown = _list(request)
    here_id = int(here) if ONE.fullmatch(here) else 0
    entries = ("components/talk.jinja", "entries", shown["rows"], here_id, shown["more"])
    return part(request, jinja.macro(*entries))


def _list(request: HttpRequest) -> dict[str, Any]:
    viewer = viewer_of(request)
    before = BEFORE.fullmatch(request.GET.get("before", ""))
    found = queries.conversations(viewer, (int(before[1]), int(before[2])) if before else None)
    more = f"{found.before[0]}-{found.before[1]}" if found.before else ""
    return {"rows": talking.rows(viewer.pk, found), "more": more}


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def begin(request: HttpRequest) -> HttpResponse:
    """Write to one person or several; to one with whom one talks already, in that conversation."""
    author = viewer_of(request)
    if request.method != "POST":
        to = _asked_for(author, request.GET.get("to", ""))
        if to and (known := queries.of_two(author, to[0].pk)):
            return go(f"/messages/{known}/")
        return page(request, "message_new.jinja", to=to, source="", described="", errors=[])
    form = TextForm(request.POST, request.FILES)
    to = []
    if form.is_valid():
        try:
            to = people_named(author, request.POST.getlist("to"))
            file_ids = composing.stored_files(author, form)
            conversation_id = actions.start(
                author=author,
                person_ids=[person.pk for person in to],
                source=_source(form),
                file_ids=file_ids,
                request_key=form.cleaned_data["request_key"] or None,
            )
            return go(f"/messages/{conversation_id}/")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return page(
        request,
        "message_new.jinja",
        status=422,
        to=to,
        source=form.data.get("source", ""),
        described=composing.described(form),
        errors=composing.errors_of(form),
    )


def _asked_for(author: Person, wanted: str) -> list[Person]:
    if not ONE.fullmatch(wanted) or int(wanted) == author.pk:
        return []
    return [persons.person(author, int(wanted))]


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def conversation(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Read a conversation, or say something in it."""
    viewer = viewer_of(request)
    talk = queries.conversation(viewer, conversation_id)
    if request.method == "POST":
        return _send(request, talk)
    shown = _messages(request, talk)
    return _part(request, talk, shown) if wants_part(request) else _page(request, talk, shown)


def _messages(request: HttpRequest, talk: Talk) -> Messages:
    viewer = viewer_of(request)
    if since := paging.cursor(request.GET.get("from")):
        return queries.since(viewer, talk.id, since)
    if (at := paging.cursor(request.GET.get("at"))) is None:
        older_than = paging.cursor(request.GET.get("older_than"))
        return queries.newest(viewer, talk.id, older_than=older_than)
    before = queries.newest(viewer, talk.id, older_than=at, limit=AROUND)
    behind = queries.since(viewer, talk.id, at)
    return Messages([*before.lines, *behind.lines], before.older_than, behind.newer_from)


def _send(request: HttpRequest, talk: Talk) -> HttpResponse:
    author = viewer_of(request)
    form = TextForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            posts.publish(
                author=author,
                stream_ids=[talk.id],
                source=_source(form),
                file_ids=composing.stored_files(author, form),
                request_key=form.cleaned_data["request_key"] or None,
            )
            drafts.sent(person=author, request_key=form.cleaned_data["request_key"])
            seen = paging.cursor(request.POST.get("seen")) or 0
            actions.mark_read(reader=author, conversation_id=talk.id, message_id=seen)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    if form.errors:
        said = composing.errors_of(form)
        if wants_part(request):
            return not_done(" ".join(said), 422)
        shown = queries.newest(author, talk.id)
        return _page(request, talk, shown, refused=form)
    if not wants_part(request):
        return go(f"/messages/{talk.id}/#write", sent=form.cleaned_data["request_key"])
    since = paging.cursor(request.POST.get("from"))
    new = queries.since(author, talk.id, since) if since else queries.newest(author, talk.id)
    return _part(request, talk, new)


def _source(form: TextForm) -> str:
    """What is said; of files without a word, their names, so that lists and search have some."""
    typed = str(form.cleaned_data["source"])
    names = [str(chosen.name) for chosen in form.cleaned_data["files"]]
    return typed or ", ".join(re.sub(r"([\\`*_\[\]<>#@])", r"\\\1", name) for name in names)


def _part(request: HttpRequest, talk: Talk, shown: Messages) -> HttpResponse:
    drawn = talking.flow(signed_in_of(request), talk, shown)
    days = talking.days(drawn)
    return part(request, jinja.macro("components/message.jinja", "part", talk, drawn, days))


def _page(
    request: HttpRequest, talk: Talk, shown: Messages, *, refused: TextForm | None = None
) -> HttpResponse:
    drawn = talking.flow(signed_in_of(request), talk, shown)
    typed = refused.data.get("source", "") if refused else ""
    draft = None if refused else composing.draft_in(viewer_of(request), f"talk-{talk.id}")
    return page(
        request,
        "messages.jinja",
        status=422 if refused else 200,
        talk=talk,
        title=talking.title(talk.name, talk.others),
        flow=drawn,
        days=talking.days(drawn),
        names={person.id: person.name for person in talk.others},
        source=draft.source if draft else typed,
        described=composing.described(refused),
        draft_key=draft.request_key if draft else "",
        errors=composing.errors_of(refused),
        **_list(request),
    )


@require_safe
@for_members
def unread(request: HttpRequest) -> HttpResponse:
    """How many conversations hold something unread, for a page that stays open."""
    count = queries.unread_count(viewer_of(request))
    return part(request, jinja.macro("components/notice.jinja", "badge", count))


@require_POST
@for_members
def read(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Everything up to a message has been read, and what notices tell of the conversation."""
    reader = viewer_of(request)
    message_id = paging.cursor(request.POST.get("message") or request.GET.get("message"))
    actions.mark_read(reader=reader, conversation_id=conversation_id, message_id=message_id or 0)
    notices.mark_conversation_read(reader=reader, conversation_id=conversation_id)
    return _done(request, f"/messages/{conversation_id}/")


@require_POST
@for_members
def typing(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Those who look at the conversation see that somebody types."""
    actions.show_typing(person=viewer_of(request), conversation_id=conversation_id)
    return _done(request, f"/messages/{conversation_id}/")


def _done(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=204) if wants_part(request) else go(address)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def people(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Who takes part; let others in."""
    viewer = viewer_of(request)
    talk = queries.conversation(viewer, conversation_id)
    errors: list[str] = []
    if request.method == "POST":
        try:
            new = people_named(viewer, request.POST.getlist("to"))
            actions.add(
                adder=viewer,
                conversation_id=conversation_id,
                person_ids=[person.pk for person in new],
            )
            return go(f"/messages/{conversation_id}/", toast=_("They read along from now on."))
        except Refused as refusal:
            errors = [str(refusal)]
    return page(
        request,
        "conversation.jinja",
        status=422 if errors else 200,
        talk=talk,
        title=talking.title(talk.name, talk.others),
        errors=errors,
    )


@require_POST
@for_members
def name(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Name a conversation of several."""
    typed = request.POST.get("name", "")
    actions.name(person=viewer_of(request), conversation_id=conversation_id, name=typed)
    return go(f"/messages/{conversation_id}/", toast=_("It is called so now."))


@require_POST
@for_members
def mute(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Let a conversation not call any more, or again."""
    is_muted = "no" not in request.GET
    actions.mute(person=viewer_of(request), conversation_id=conversation_id, is_muted=is_muted)
    toast = _("Muted.") if is_muted else _("It counts as unread again.")
    return go(f"/messages/{conversation_id}/people/", toast=toast)


@require_POST
@for_members
def leave(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Leave a conversation of several."""
    actions.leave(person=viewer_of(request), conversation_id=conversation_id)
    return go("/messages/", toast=_("You left the conversation."))
