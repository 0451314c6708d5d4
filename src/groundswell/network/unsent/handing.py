"""Drafts that delegates leave: the leader reads, changes, publishes or throws them away."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.files.models import File
from groundswell.network.posts import actions as posts
from groundswell.network.posts import answering, delegating
from groundswell.network.posts import queries as post_queries
from groundswell.network.posts.kinds import KINDS
from groundswell.network.posts.models import Post
from groundswell.network.posts.writing import write
from groundswell.network.rules.holding import WaitsForApproval
from groundswell.network.unsent import flags, queries
from groundswell.network.unsent.models import Handed, HandedFile
from groundswell.people.delegates.models import Right
from groundswell.people.persons.models import Person

MOST = 100  # drafts that wait for a leader


class TooManyDraftsWait(Refused):
    """Nobody reads a heap."""

    message = _lazy("%(most)s drafts wait for %(name)s already. Ask them to look at some first.")


class ThisKindCannotBeDrafted(Refused):
    """A draft is a text."""

    message = _lazy("Only posts and questions can be left as a draft. Choose one of these.")


def hand(
    *,
    writer: Person,
    leader: Person,
    source: str,
    stream_id: int | None = None,
    reply_to_id: int | None = None,
    title: str = "",
    kind: str = "post",
    answerers: str = "",
    file_ids: Sequence[int] = (),
    request_key: str = "",
) -> Handed:
    """Leave a draft for a leader; a repeated request returns the first.

    Its files are the leader's from then on, so that they can be opened before it is said.

    Raises:
        NotFound: no such place for the writer.
        Refused: no such right, or what publishing it now would refuse.
    """
    title = posts.titled(kind, title)
    write(source, title=title)
    if KINDS[kind].has_parts:
        raise ThisKindCannotBeDrafted
    with transaction.atomic():
        delegating.ask_to_act(writer, leader, Right.DRAFT)
        _ask_place(writer, leader, stream_id, reply_to_id)
        answering.refuse_without_members(answerers, [stream_id] if stream_id else [])
        if Handed.objects.filter(leader=leader).count() >= MOST:
            raise TooManyDraftsWait(most=MOST, name=leader.name)
        draft, is_new = Handed.objects.get_or_create(
            request_key=f"{writer.pk}-{request_key or secrets.token_urlsafe(12)}"[:64],
            defaults={
                "leader": leader,
                "writer": writer,
                "stream_id": stream_id,
                "reply_to_id": reply_to_id,
                "kind": kind,
                "title": title,
                "source": source,
                "answerers": answerers,
                "written_at": clock.now(),
            },
        )
        if is_new:
            _hand_over(draft, file_ids)
            flags.refresh(leader.pk)
            delegating.remember(writer, leader, "drafted for", draft.pk)
            log.record(actor_id=writer.pk, verb="drafted", noun="handed", noun_id=draft.pk)
    return draft


@transaction.atomic
def change(*, leader: Person, draft_id: int, source: str, title: str = "") -> Handed:
    """Change what was drafted, and keep it for later.

    Raises:
        NotFound: there is none of that number for the leader.
        Refused: the text is empty or too long.
    """
    write(source, title=title.strip())
    draft = queries.handed_draft(leader, draft_id)
    draft.source, draft.title = source, posts.titled(draft.kind, title)
    draft.save(update_fields=["source", "title"])
    return draft


def publish(*, leader: Person, draft_id: int, source: str, title: str = "") -> Post:
    """Say what was drafted, as it stands now, in one's own name; twice it is the same post.

    Raises:
        NotFound: there is none of that number, or its place is not there for the leader any more.
        WaitsForApproval: it is with the owners of its group now, and no draft any more.
        Refused: what refuses a post or a reply.
    """
    draft = queries.handed_draft(leader, draft_id)
    try:
        post = _say(leader, draft, source, title)
    except WaitsForApproval:
        _forget(leader, draft_id)
        raise
    _forget(leader, draft_id)
    return post


def _say(leader: Person, draft: Handed, source: str, title: str) -> Post:
    key = f"handed-{draft.pk}"
    hung = draft.files.order_by("position").values_list("file_id", flat=True)
    if draft.reply_to_id is not None:
        return posts.reply(
            author=leader,
            to_id=draft.reply_to_id,
            source=source,
            file_ids=list(hung),
            request_key=key,
        )
    return posts.publish(
        author=leader,
        stream_ids=[draft.stream_id or 0],
        source=source,
        title=title,
        kind=draft.kind,
        answerers=draft.answerers,
        file_ids=list(hung),
        request_key=key,
    )


def _hand_over(draft: Handed, file_ids: Sequence[int]) -> None:
    own = File.objects.filter(pk__in=file_ids, uploader_id=draft.writer_id, attachments=None)
    given = list(own.values_list("pk", flat=True)) if file_ids else []
    File.objects.filter(pk__in=given).update(uploader_id=draft.leader_id)
    HandedFile.objects.bulk_create(
        HandedFile(handed=draft, file_id=pk, position=list(file_ids).index(pk)) for pk in given
    )


@transaction.atomic
def throw_away(*, leader: Person, draft_id: int) -> None:
    """Delete a draft unsaid.

    Raises:
        NotFound: there is none of that number for the leader.
    """
    queries.handed_draft(leader, draft_id)
    _forget(leader, draft_id)


@transaction.atomic
def _forget(leader: Person, draft_id: int) -> None:
    Handed.objects.filter(leader=leader, pk=draft_id).delete()
    flags.refresh(leader.pk)


def _ask_place(
    writer: Person, leader: Person, stream_id: int | None, reply_to_id: int | None
) -> None:
    if reply_to_id is not None:
        thread_id = post_queries.post(writer, reply_to_id).thread_id
        delegating.ask_to_reply(writer, leader, thread_id)
        answering.refuse_answer(leader, thread_id)
    elif stream_id is not None:
        delegating.ask_to_post(writer, leader, stream_id)
    else:
        raise NotFound
