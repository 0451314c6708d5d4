"""Publishing, changing, reacting to and removing posts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.foundation.errors import Refused
from groundswell.network.feeds import cards, marks
from groundswell.network.messages import queries as messages
from groundswell.network.moderation import approving
from groundswell.network.posts import changing, queries, text
from groundswell.network.posts.writing import resolve
from groundswell.network.reactions import actions as reactions
from groundswell.network.rules.holding import WaitsForApproval
from groundswell.network.unsent import drafts, scheduling
from groundswell.people.persons.models import Person
from groundswell.people.persons.queries import zone_of
from groundswell.people.roles.queries import Permission
from groundswell.web import (
    addresses,
    composing,
    fragments,
    interruption,
    jinja,
    publishing,
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
    viewer_of,
    wants_part,
)
from groundswell.web.forms.posts import EditForm, PostForm
from groundswell.web.views import home
from groundswell.web.writing_for import Voice


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
        return go("/", toast=writing_for.left(voice), sent=typed["request_key"])
    return _scheduled(voice, author, form) if typed["later"] else _said(voice, author, form)


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


@require_POST
@for_members
def react(request: HttpRequest, post_id: int, name: str) -> HttpResponse:
    """React, change it or take it back; a script gets the new bar, others their page."""
    viewer = viewer_of(request)
    post = reactions.react(person=viewer, post_id=post_id, name=name)
    if not wants_part(request):
        return back_to(request, f"post-{post_id}")
    card = cards.cards([post_id])[post_id]
    mine = marks.of(viewer, [post_id])[post_id].reactions
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
    attached = cards.cards([post_id])[post_id].files
    if request.method == "POST" and form.is_valid():
        try:
            changing.edit(
                editor=editor,
                post_id=post_id,
                source=form.cleaned_data["source"],
                title=form.cleaned_data["title"],
                add_file_ids=composing.stored_files(editor, form),
                drop_file_ids=form.cleaned_data["drop"],
                descriptions=composing.descriptions(request.POST, attached),
                answerers=form.cleaned_data["answerers"],
            )
            return go(
                addresses.of_post(post.pk, post.root_id),
                toast=_("Changed. What it said before is in its history."),
            )
        except WaitsForApproval as waits:
            return go(addresses.of_post(post.pk, post.root_id), toast=str(waits))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    waiting = approving.waiting_change(editor, post_id)
    before = waiting or post
    stands = {"source": before.source, "title": before.title}
    shows = {file.id: file.description for file in attached}
    if waiting is not None:
        shows |= {int(file_id): said for file_id, said in waiting.descriptions.items()}
    typed = form.data if request.method == "POST" else stands
    return page(
        request,
        "edit.jinja",
        status=422 if form.errors else 200,
        post=post,
        is_waiting=waiting is not None,
        address=addresses.of_post(post.pk, post.root_id),
        source=typed.get("source", ""),
        post_title=typed.get("title", ""),
        attached=attached,
        shows={**shows, **composing.descriptions(request.POST, attached)},
        described=composing.described(form if form.is_bound else None),
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
        return page(
            request, "remove.jinja", card=card, address=addresses.of_post(post.pk, post.root_id)
        )
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
