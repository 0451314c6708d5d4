"""Reading a thread, and writing in it."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.foundation import clock, ids, paging
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.feeds import cards, threads
from groundswell.network.messages import queries as messages
from groundswell.network.moderation import approving
from groundswell.network.notifications import queries as notices
from groundswell.network.posts import actions, answering, changing, queries, text
from groundswell.network.posts.models import Post
from groundswell.network.posts.writing import resolve
from groundswell.network.reactions import actions as reactions
from groundswell.network.rules.holding import WaitsForApproval
from groundswell.network.unsent import drafts, scheduling
from groundswell.people.persons.models import Person
from groundswell.people.persons.queries import zone_of
from groundswell.people.roles.queries import Permission
from groundswell.web import (
    composing,
    fragments,
    interruption,
    jinja,
    publishing,
    renewing,
    thread_page,
    wording,
    writing_for,
)
from groundswell.web.answers import (
    back_to,
    for_members,
    go,
    may,
    page,
    part,
    signed_in_of,
    viewer_of,
    wants_part,
)
from groundswell.web.forms.posts import EditForm, PostForm, TextForm
from groundswell.web.views import home
from groundswell.web.writing_for import Voice

PEOPLE_SHOWN = 8
JUST_NOW = timedelta(minutes=5)


@require_POST
@for_members
def publish(request: HttpRequest) -> HttpResponse:
    """Publish a thread; what is refused comes back with the text in its box."""
    author = viewer_of(request)
    form = PostForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            voice = writing_for.voice(author, form.cleaned_data)
            if voice.may_post and (asked := interruption.question(request, form)):
                return asked
            said = _published(voice, author, form)
            drafts.sent(person=author, request_key=form.cleaned_data["request_key"])
            return said
        except WaitsForApproval as waits:
            sent = form.cleaned_data["request_key"]
            drafts.sent(person=author, request_key=sent)
            return go("/moderation/waiting/", toast=str(waits), sent=sent)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return home.with_refused(request, composing.composer(form=form))


def _published(voice: Voice, author: Person, form: PostForm) -> HttpResponse:
    typed = form.cleaned_data
    if not voice.may_post:
        files = [*typed["kept_files"], *composing.stored_files(author, form)]
        writing_for.leave(voice, typed, file_ids=files, stream_id=typed["stream"])
        return go("/", toast=_left(voice), sent=typed["request_key"])
    return _scheduled(voice, author, form) if typed["later"] else _said(voice, author, form)


def _left(voice: Voice) -> str:
    return _("The draft waits for %(name)s.") % {"name": voice.author.name}


def _said(voice: Voice, author: Person, form: PostForm) -> HttpResponse:
    typed = form.cleaned_data
    post = publishing.publish(
        typed["kind"] or "post",
        typed,
        author=voice.author,
        acted_by=voice.delegate,
        stream_ids=[voice.stream(typed["stream"])],
        source=typed["source"],
        title=typed["title"],
        file_ids=[*typed["kept_files"], *composing.stored_files(author, form)],
        answerers=typed["answerers"],
        request_key=voice.key(typed["request_key"]),
    )
    return go(f"/posts/{post.pk}/", toast=_("Your post stands."), sent=typed["request_key"])


def _scheduled(voice: Voice, author: Person, form: PostForm) -> HttpResponse:
    typed = form.cleaned_data
    waiting = scheduling.schedule(
        author=voice.author,
        acted_by=voice.delegate,
        stream_id=voice.stream(typed["stream"]),
        source=typed["source"],
        due_at=typed["later"].replace(tzinfo=zone_of(author)),
        title=typed["title"],
        kind=typed["kind"] or "post",
        answerers=typed["answerers"],
        file_ids=[*typed["kept_files"], *composing.stored_files(author, form)],
        request_key=voice.key(typed["request_key"]),
    )
    toast = _("It waits until %(time)s.") % {"time": wording.local(author, waiting.due_at)}
    return go("/drafts/#scheduled", toast=toast, sent=typed["request_key"])


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
        return go(f"/posts/{reply.thread_id}/?at={post_id}#post-{post_id}")


def _news(request: HttpRequest, thread_id: int) -> HttpResponse:
    known = paging.cursor(request.GET.get("newer_than")) or ids.MAX
    new = threads.newer(viewer_of(request), thread_id, known)
    shown = ("components/reply.jinja", "news", len(new), thread_id, new[0] if new else 0)
    changed = thread_page.changed(signed_in_of(request), thread_id, renewing.shown(request))
    return part(request, (jinja.macro(*shown) if new else "") + changed)


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
    return page(
        request,
        "thread.jinja",
        status=422 if form is not None else 200,
        thread=shown,
        read_up_to=_read_up_to(request, shown),
        is_muted=notices.is_muted(viewer_of(request), post_id),
        people=shown.authors[:PEOPLE_SHOWN],
        reply_to=answered,
        why_not=_why_not(request, shown),
        source=form.data.get("source", "") if form is not None else draft.source if draft else "",
        draft_key=draft.request_key if draft else "",
        writes_for=composing.leader_of(form),
        errors=composing.errors_of(form),
    )


def _read_up_to(request: HttpRequest, shown: thread_page.Thread) -> int:
    """Up to which moment the page shows the thread; 0 when no notice waits for being read so."""
    now = clock.now()
    # What was just said may be told in a moment: whoever reads it here already is not told.
    is_warm = now - ids.instant_of(shown.newest) < JUST_NOW
    if is_warm or notices.waits_in(viewer_of(request), shown.card.id):
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
        return go(address, toast=_left(voice), sent=sent)
    written = actions.reply(
        author=voice.author,
        acted_by=voice.delegate,
        to_id=answered.pk,
        source=typed["source"],
        file_ids=composing.stored_files(author, form),
        request_key=voice.key(sent),
    )
    return go(f"{address}?at={written.pk}#post-{written.pk}", sent=sent)


@require_POST
@for_members
def react(request: HttpRequest, post_id: int, name: str) -> HttpResponse:
    """React, change it or take it back; a script gets the new bar, others their page."""
    viewer = viewer_of(request)
    post = reactions.react(person=viewer, post_id=post_id, name=name)
    if not wants_part(request):
        return back_to(request, f"post-{post_id}")
    card = cards.cards([post_id])[post_id]
    mine = cards.marks(viewer, [post_id])[post_id].reactions
    if "/messages/" in request.headers.get("HX-Current-URL", ""):
        bar = jinja.macro("components/reaction_bar.jinja", "message_bar", card)
        return part(request, jinja.filled(bar.split("\x00"), fragments.reacted(mine)))
    on_thread = post.root_id is None and "/posts/" in request.headers.get("HX-Current-URL", "")
    bar = jinja.macro("components/reaction_bar.jinja", "reaction_bar", card, on_thread)
    return part(request, jinja.filled(bar.split("\x00"), fragments.reacted(mine)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Change an own text."""
    editor = viewer_of(request)
    post = queries.post(editor, post_id)
    if post.author_id != editor.pk:
        raise changing.OnlyTheAuthorMayEdit
    form = EditForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            changing.edit(
                editor=editor,
                post_id=post_id,
                source=form.cleaned_data["source"],
                title=form.cleaned_data["title"],
                add_file_ids=composing.stored_files(editor, form),
                drop_file_ids=form.cleaned_data["drop"],
                answerers=form.cleaned_data["answerers"],
            )
            return go(_address(post), toast=_("Changed. What it said before is in its history."))
        except WaitsForApproval as waits:
            return go(_address(post), toast=str(waits))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    waiting = approving.waiting_change(editor, post_id)
    before = waiting or post
    stands = {"source": before.source, "title": before.title}
    typed = form.data if request.method == "POST" else stands
    return page(
        request,
        "edit.jinja",
        status=422 if form.errors else 200,
        post=post,
        is_waiting=waiting is not None,
        address=_address(post),
        source=typed.get("source", ""),
        post_title=typed.get("title", ""),
        attached=cards.cards([post_id])[post_id].files,
        answerers=typed.get("answerers", post.answerers),
        dropped=form.cleaned_data.get("drop", ()) if form.is_bound else (),
        errors=composing.errors_of(form) if request.method == "POST" else [],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def remove(request: HttpRequest, post_id: int) -> HttpResponse:
    """Ask whether, then remove a post."""
    viewer = viewer_of(request)
    post = queries.post(viewer, post_id)
    if request.method == "GET":
        card = cards.cards([post_id])[post_id]
        return page(request, "remove.jinja", card=card, address=_address(post))
    conversation_id = messages.of_message(post_id)
    changing.remove(remover=viewer, post_id=post_id, is_moderator=may(request, Permission.MODERATE))
    is_gone = post.root_id is None and not post.reply_count
    if is_gone and conversation_id:
        return go(f"/messages/{conversation_id}/", toast=_("Removed."))
    return go("/" if is_gone else f"/posts/{post.thread_id}/", toast=_("Removed."))


@require_safe
@for_members
def history(request: HttpRequest, post_id: int) -> HttpResponse:
    """What a post said before each edit."""
    viewer = viewer_of(request)
    versions = queries.history(viewer, post_id)
    card = cards.cards([post_id])[post_id]
    return page(request, "history.jinja", card=card, versions=versions)


@require_POST
@for_members
def preview(request: HttpRequest) -> HttpResponse:
    """What a text will look like."""
    try:
        rendered = text.render(request.POST.get("source", ""), resolve=resolve)
    except Refused as refusal:
        return part(request, jinja.macro("components/composer.jinja", "errors", [str(refusal)]))
    return part(request, rendered.html)


def _address(post: Post) -> str:
    return f"/posts/{post.thread_id}/" + (f"?at={post.pk}#post-{post.pk}" if post.root_id else "")
