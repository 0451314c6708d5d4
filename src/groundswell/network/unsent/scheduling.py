"""Posts that are written now and published later: put off, changed, called off."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.files.models import File
from groundswell.network.posts import actions as posts
from groundswell.network.posts import answering, delegating
from groundswell.network.posts.kinds import KINDS
from groundswell.network.posts.writing import write
from groundswell.network.unsent import flags, queries
from groundswell.network.unsent.models import Scheduled, ScheduledFile, scheduled_key
from groundswell.people.delegates.models import Right
from groundswell.people.persons.models import Person

LATEST = timedelta(days=366)
MOST = 100  # posts of a person that wait


class ThatTimeIsOver(Refused):
    """Later is not before now."""

    message = _lazy("That time is over. Choose a later one, or publish it now.")


class ThatIsTooFarAway(Refused):
    """Nobody remembers what they meant to say in two years."""

    message = _lazy("A post waits for a year at most. Choose an earlier time.")


class TooManyWait(Refused):
    """A few at a time."""

    message = _lazy("%(most)s of your posts wait already. Publish or cancel some of them first.")


class ThisKindCannotWait(Refused):
    """Some kinds are about the moment."""

    message = _lazy("Only posts and questions can be published later. Choose one of these.")


class ItIsBeingPublished(Refused):
    """Too late to change it there."""

    message = _lazy("It is being published at this moment. Change the post itself.")


def schedule(
    *,
    author: Person,
    stream_id: int,
    source: str,
    due_at: datetime,
    title: str = "",
    kind: str = "post",
    answerers: str = "",
    file_ids: Sequence[int] = (),
    request_key: str | None = None,
    acted_by: Person | None = None,
) -> Scheduled:
    """Let a post wait for its time; a repeated request returns the first.

    `acted_by`: the delegate who posts it for its author; whether they may is asked then as well.

    Raises:
        NotFound: no such stream for this author.
        Refused: what publishing it now would refuse, or the time.
    """
    title = _checked(
        author=author,
        acted_by=acted_by,
        stream_id=stream_id,
        source=source,
        due_at=due_at,
        title=title,
        kind=kind,
        answerers=answerers,
    )
    if not KINDS[kind].may_wait:
        raise ThisKindCannotWait
    if Scheduled.objects.filter(author=author).count() >= MOST:
        raise TooManyWait(most=MOST)
    with transaction.atomic():
        waiting, is_new = Scheduled.objects.get_or_create(
            request_key=scheduled_key(author, request_key or secrets.token_urlsafe(12)),
            defaults={
                "author": author,
                "acted_by": acted_by,
                "stream_id": stream_id,
                "kind": kind,
                "title": title,
                "source": source,
                "answerers": answerers,
                "created_at": clock.now(),
                "due_at": due_at,
            },
        )
        if is_new:
            _keep_files(waiting, file_ids)
            flags.refresh_writers(waiting)
            _record("scheduled", waiting, acted_by or author)
    return waiting


def change(
    *,
    writer: Person,
    scheduled_id: int,
    source: str,
    due_at: datetime,
    title: str = "",
) -> Scheduled:
    """Change text and time of a post that waits; one that was refused is tried again.

    Its author may, and the delegate who wrote it.

    Raises:
        NotFound: the writer has none of that number.
        ItIsBeingPublished: it is too late.
        Refused: what publishing it now would refuse, or the time.
    """
    before = queries.scheduled_post(writer, scheduled_id)
    title = _checked(
        author=before.author,
        acted_by=before.acted_by,
        stream_id=before.stream_id,
        source=source,
        due_at=due_at,
        title=title,
        kind=before.kind,
        answerers=before.answerers,
    )
    with transaction.atomic():
        waiting = _unclaimed(writer, scheduled_id)
        waiting.source, waiting.title = source, title
        waiting.due_at, waiting.refusal = due_at, ""
        waiting.save(update_fields=["source", "title", "due_at", "refusal"])
        flags.refresh_writers(waiting)
        _record("rescheduled", waiting, writer)
    return waiting


@transaction.atomic
def cancel(*, writer: Person, scheduled_id: int) -> None:
    """Call a post off that waits. Its files go with it, after a day.

    Raises:
        NotFound: the writer has none of that number.
        ItIsBeingPublished: it is too late.
    """
    waiting = _unclaimed(writer, scheduled_id)
    _record("cancelled", waiting, writer)
    Scheduled.objects.filter(pk=scheduled_id).delete()
    flags.refresh_writers(waiting)


def _checked(
    *,
    author: Person,
    acted_by: Person | None,
    stream_id: int,
    source: str,
    due_at: datetime,
    title: str,
    kind: str,
    answerers: str,
) -> str:
    """The title, when all is as publishing wants it."""
    now = clock.now()
    if due_at <= now:
        raise ThatTimeIsOver
    if due_at > now + LATEST:
        raise ThatIsTooFarAway
    title = posts.titled(kind, title)
    write(source, title=title)
    if acted_by is not None:
        delegating.ask_to_act(acted_by, author, Right.POST)
    delegating.ask_to_post(acted_by, author, stream_id)
    answering.refuse_without_members(answerers, [stream_id])
    return title


def _unclaimed(writer: Person, scheduled_id: int) -> Scheduled:
    own = queries.scheduled(writer).select_related(None).select_for_update()
    waiting = own.filter(pk=scheduled_id).first()
    if waiting is None:
        raise NotFound
    if waiting.claimed_at is not None:
        raise ItIsBeingPublished
    return waiting


def _keep_files(waiting: Scheduled, file_ids: Sequence[int]) -> None:
    hand_id = waiting.acted_by_id or waiting.author_id
    own = File.objects.filter(pk__in=file_ids, uploader_id=hand_id, attachments=None)
    ScheduledFile.objects.bulk_create(
        ScheduledFile(scheduled=waiting, file=file, position=list(file_ids).index(file.pk))
        for file in (own if file_ids else ())
    )


def _record(verb: str, waiting: Scheduled, writer: Person) -> None:
    log.record(actor_id=writer.pk, verb=verb, noun="scheduled", noun_id=waiting.pk)
