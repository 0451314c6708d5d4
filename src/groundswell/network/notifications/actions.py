"""Marking notices as read, muting threads, and choosing how much to hear of a group."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from groundswell.activity import log
from groundswell.foundation import clock, ids
from groundswell.foundation.errors import NotFound
from groundswell.network.notifications import bundles, queries
from groundswell.network.notifications.models import Attention, GroupLevel, Kind, Level, Notice
from groundswell.network.notifications.reading import NOUN
from groundswell.network.posts import queries as posts
from groundswell.network.posts.models import Placement
from groundswell.network.streams import queries as streams
from groundswell.people.persons.models import Person

A_MOMENT = timedelta(minutes=1)  # by which the clocks of two processes may differ


@transaction.atomic
def mark_thread_read(*, reader: Person, thread_id: int, up_to: int) -> None:
    """What happened in a thread until that moment (an id minted then) is seen.

    Raises:
        NotFound: no such thread for this reader.
    """
    thread = posts.post(reader, thread_id)
    up_to = min(up_to, ids.floor(clock.now() + A_MOMENT))
    attention, _ = Attention.objects.get_or_create(thread_id=thread.thread_id, person=reader)
    if attention.read_up_to < up_to:
        attention.read_up_to = up_to
        attention.save(update_fields=["read_up_to"])
    waiting = list(Notice.objects.unread().filter(person=reader, thread_id=thread.thread_id))
    facts = bundles.facts(notice.pk for notice in waiting)
    later = {fact.notice_id for fact in facts if fact.moment > up_to}
    seen = [notice.pk for notice in waiting if notice.pk not in later]
    unseen = [notice.pk for notice in waiting if notice.pk in later]
    Notice.objects.filter(pk__in=unseen, since_id__lte=up_to).update(
        since_id=up_to + 1, since_at=ids.instant_of(up_to)
    )
    _mark(reader, seen)


@transaction.atomic
def mark_conversation_read(*, reader: Person, conversation_id: int) -> None:
    """What notices tell of the messages in a conversation is seen; of replies to them it is not.

    Raises:
        NotFound: no such conversation for this reader.
    """
    stream = streams.stream(reader, conversation_id)
    placed = Placement.objects.filter(stream=stream, post=OuterRef("thread"))
    waiting = Notice.objects.unread().filter(Exists(placed), person=reader)
    reacted = waiting.filter(kind=Kind.REACTION, subject_id=F("thread_id"))
    named = dict(waiting.filter(kind=Kind.MENTION).values_list("pk", "thread_id"))
    elsewhere = {
        fact.notice_id for fact in bundles.facts(named) if fact.post_id != named[fact.notice_id]
    }
    _mark(reader, [*reacted.values_list("pk", flat=True), *(named.keys() - elsewhere)])


@transaction.atomic
def mark_read(*, reader: Person, notice_id: int) -> None:
    """One notice, and those that are bundled with it, is done with.

    Raises:
        NotFound: no such notice of this reader.
    """
    notice = queries.notice(reader, notice_id)
    if notice is None:
        raise NotFound
    same = Notice.objects.unread().filter(person=reader, kind=notice.kind)
    same = (
        same.filter(thread_id=notice.thread_id) if notice.thread_id else same.filter(pk=notice_id)
    )
    _mark(reader, list(same.values_list("pk", flat=True)))


@transaction.atomic
def mark_all_read(*, reader: Person) -> None:
    """Nothing waits any more."""
    waiting = Notice.objects.unread().filter(person=reader)
    _mark(reader, list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def mark_answered(*, reader: Person, kind: Kind) -> None:
    """What asked somebody for a yes or a no is done with, once they have said it."""
    waiting = Notice.objects.unread().filter(person=reader, kind=kind)
    _mark(reader, list(waiting.values_list("pk", flat=True)))


def _mark(reader: Person, notice_ids: list[int]) -> None:
    if Notice.objects.unread().filter(pk__in=notice_ids).update(read_at=clock.now()):
        log.record(actor_id=reader.pk, verb="read", noun=NOUN, noun_id=reader.pk)


@transaction.atomic
def mute(*, person: Person, thread_id: int, is_muted: bool = True) -> None:
    """Hear nothing more of a thread but mentions, or hear of it again.

    Raises:
        NotFound: no such thread for this person.
    """
    thread = posts.post(person, thread_id)
    Attention.objects.update_or_create(
        thread_id=thread.thread_id, person=person, defaults={"is_muted": is_muted}
    )
    verb = "muted" if is_muted else "unmuted"
    log.record(actor_id=person.pk, verb=verb, noun="thread", noun_id=thread.thread_id)


@transaction.atomic
def choose_level(*, person: Person, stream_id: int, level: Level) -> None:
    """Choose how much to hear of a group.

    Raises:
        NotFound: no such stream for this person.
    """
    stream = streams.stream(person, stream_id)
    if level == Level.HIGHLIGHTS:
        GroupLevel.objects.filter(person=person, stream=stream).delete()
    else:
        GroupLevel.objects.update_or_create(person=person, stream=stream, defaults={"level": level})
    log.record(actor_id=person.pk, verb="chose_level", noun="stream", noun_id=stream.pk)
