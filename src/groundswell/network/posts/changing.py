"""Editing and removing. Each is one transaction and one activity."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.posts import answering, describing, places, queries, waiting
from groundswell.network.posts.actions import refuse_unnamed
from groundswell.network.posts.answering import PostIsRemoved
from groundswell.network.posts.kinds import KINDS
from groundswell.network.posts.models import (
    Attachment,
    Placement,
    Post,
    PostVersion,
    VersionFile,
)
from groundswell.network.posts.recording import record
from groundswell.network.posts.taking import take_away
from groundswell.network.posts.text import TextIsEmpty
from groundswell.network.posts.writing import Change, attach, replace_links, write
from groundswell.network.rules import holding
from groundswell.network.rules.asking import ask
from groundswell.people.persons.models import Person

NOTHING_SAID: Mapping[int, str] = MappingProxyType({})


class OnlyTheAuthorMayEdit(Refused):
    """A text is changed by whoever wrote it."""

    message = _lazy("Only its author may change this text. Reply to it instead.")


class OnlyTheAuthorMayRemove(Refused):
    """A text is removed by whoever wrote it, an owner of its group or a moderator."""

    message = _lazy("Only its author or an owner of the group may remove this.")


def edit(
    *,
    editor: Person,
    post_id: int,
    source: str,
    title: str = "",
    add_file_ids: Sequence[int] = (),
    drop_file_ids: Collection[int] = (),
    descriptions: Mapping[int, str] = NOTHING_SAID,
    answerers: str | None = None,
    is_approved: bool = False,
) -> Post:
    """Change an own text and what hangs on it; what it was before stays in its history.

    `descriptions` says of pictures that hang there what they show, by their ids.

    Raises:
        NotFound: no such post for this editor.
        WaitsForApproval: the change is kept until an owner of the group or a moderator has seen it.
        OnlyTheAuthorMayEdit: it is somebody else's.
        PostIsRemoved: it is gone.
        GroupIsArchived: it is kept for reading.
        DescriptionIsTooLong: what it says of a picture is.
    """
    written = write(source, title=title.strip())
    said = describing.changed(editor, post_id, descriptions)
    change = Change(written, title.strip(), add_file_ids, drop_file_ids, answerers, said)
    try:
        with transaction.atomic():
            post = _own_post(editor, post_id)
            if not (written.html or _has_title(post)):
                raise TextIsEmpty
            refuse_unnamed(post.kind, editor, written)
            found = places.of_thread(editor, post.thread_id)
            texts = [title, written.plain, *said.values(), *describing.of(add_file_ids)]
            ask([places.living(found)], *texts, hand=editor, is_approved=is_approved)
            if not is_approved:
                waiting.ask_owners(editor, found)
            _change(post, change, editor)
    except holding.MustWait as wait:
        raise waiting.held_change(wait, post, change) from None
    return post


def _has_title(post: Post) -> bool:
    return post.root_id is None and KINDS[post.kind].takes_title


def _own_post(editor: Person, post_id: int) -> Post:
    post = queries.post_to_change(editor, post_id)
    if post.author_id != editor.pk:
        raise OnlyTheAuthorMayEdit
    if post.removed_at is not None:
        raise PostIsRemoved
    return post


def _change(post: Post, change: Change, editor: Person) -> None:
    now = clock.now()
    keep_version(post, editor, now)
    Attachment.objects.filter(post=post, file_id__in=change.drop_file_ids).delete()
    attach(post, change.add_file_ids)
    describing.change(post, change.descriptions)
    if KINDS[post.kind].takes_title and change.title:
        post.title = change.title
    if change.answerers is not None and post.root_id is None:
        _ask(post, change.answerers)
    written = change.written
    post.source, post.html, post.edited_at = written.source, written.html, now
    post.version += 1
    post.save(update_fields=["title", "source", "html", "answerers", "edited_at", "version"])
    replace_links(post, written)
    _raise_thread_version(post)
    record("edited", post, None, actor=editor)


def _ask(post: Post, answerers: str) -> None:
    streams = Placement.objects.filter(post=post).values_list("stream_id", flat=True)
    answering.refuse_without_members(answerers, list(streams))
    post.answerers = answerers


def keep_version(post: Post, editor: Person, now: datetime) -> PostVersion:
    """Keep what a post says and what hangs on it before it is edited."""
    version = PostVersion.objects.create(
        post=post,
        title=post.title,
        source=post.source,
        html=post.html,
        said_at=post.edited_at or post.published_at,
        replaced_at=now,
        replaced_by=editor,
    )
    VersionFile.objects.bulk_create(
        VersionFile(
            version=version,
            file_id=hung.file_id,
            position=hung.position,
            description=hung.file.description,
        )
        for hung in Attachment.objects.filter(post=post).select_related("file")
    )
    return version


@transaction.atomic
def remove(*, remover: Person, post_id: int, is_moderator: bool = False) -> Post:
    """Remove a post. Its replies stay; a removed thread without replies leaves every stream.

    Raises:
        NotFound: no such post for this person.
        OnlyTheAuthorMayRemove: it is not theirs, and they own no group that it stands in.
    """
    post = queries.post_to_change(remover, post_id)
    if post.removed_at is not None:
        return post
    may_moderate = is_moderator and not queries.is_private(post)
    is_theirs = post.author_id == remover.pk or may_moderate
    if not is_theirs and not queries.owns_a_place(remover, post):
        raise OnlyTheAuthorMayRemove
    take_away(post, remover)
    return post


def _raise_thread_version(post: Post) -> None:
    # The thread's card shows its best answer, so a change of a reply may show there too.
    if post.root_id is not None:
        Post.objects.filter(pk=post.root_id).update(version=F("version") + 1)
