"""Which streams moved, and who of those who wait may know it: a few queries for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from groundswell.activity import log
from groundswell.activity.log import Entry, Position
from groundswell.foundation import clock, sql
from groundswell.network.messages import queries as messages
from groundswell.network.messages.models import Pulse
from groundswell.network.notifications.models import Notice
from groundswell.network.notifications.reading import NOUN as NOTICES
from groundswell.network.streams.models import Stream, StreamKind

QUERIES = sql.folder(__package__)
READ_AT_ONCE = 500
LONGEST_AWAY = 5_000  # activities: a busy day of a large company
STILL_FELT = timedelta(seconds=2)  # what was felt while somebody came is told to them too
NOUNS = {"post", "conversation"}  # joining and following move nothing that is shown


@dataclass(frozen=True, slots=True)
class Movement:
    """Streams that moved, each with the number of its last activity, up to a place in the log.

    And the waves in which notices were opened, and who read theirs.
    """

    up_to: Position
    streams: dict[int, int]
    waves: frozenset[int] = frozenset()
    readers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may read each of some streams, and who has it in their feed."""

    open_ids: frozenset[int]
    member_pairs: frozenset[tuple[int, int]]
    follower_pairs: frozenset[tuple[int, int]]
    conversation_ids: frozenset[int] = frozenset()

    def may_read(self, person_id: int, stream_id: int) -> bool:
        return stream_id in self.open_ids or (person_id, stream_id) in self.member_pairs

    def follows(self, person_id: int, stream_id: int) -> bool:
        return (person_id, stream_id) in self.follower_pairs

    def hears(self, person_id: int, stream_id: int, *, of_followed: bool) -> bool:
        """Whether a listener is told, who wants to hear of all streams, or of followed ones alone.

        A conversation is in no feed, and all who take part hear of it.
        """
        is_theirs = stream_id in self.conversation_ids or self.follows(person_id, stream_id)
        return (is_theirs or not of_followed) and self.may_read(person_id, stream_id)


def caught_up(position: Position) -> Movement:
    """The same for somebody who comes back: at most what happened in a while.

    Who was away for longer, or names a place where the log never was (before a restore, or made
    up), hears of what comes from now on.
    """
    newest = log.newest()
    if not _is_near(position, newest):
        return Movement(newest, {})
    return moved_after(position)


def _is_near(position: Position, newest: Position) -> bool:
    return position <= newest and len(log.after(position, limit=LONGEST_AWAY)) < LONGEST_AWAY


def moved_after(position: Position) -> Movement:
    """The streams in which something was said, changed or removed behind `position`."""
    streams: dict[int, int] = {}
    notices: list[Entry] = []
    while entries := log.after(position, limit=READ_AT_ONCE):
        position = entries[-1].position
        streams |= _streams_of([entry for entry in entries if entry.noun in NOUNS])
        notices += [entry for entry in entries if entry.noun == NOTICES]
        if len(entries) < READ_AT_ONCE:
            break
    waves = frozenset(entry.noun_id for entry in notices if entry.verb == "noticed")
    readers = frozenset(entry.actor_id or 0 for entry in notices if entry.verb == "read")
    return Movement(position, streams, waves, readers)


def noticed(person_ids: Collection[int], movement: Movement) -> frozenset[int]:
    """Those of the people whose number of unread notices may have changed."""
    people = set(person_ids)
    opened = Notice.objects.filter(wave__in=movement.waves, person_id__in=people)
    found = set(opened.values_list("person_id", flat=True)) if movement.waves else set()
    return frozenset(found | (people & movement.readers))


def _streams_of(entries: Sequence[Entry]) -> dict[int, int]:
    # An activity names one stream; its thread may stand in more.
    places = defaultdict(list)
    if posts := sorted({entry.noun_id for entry in entries if entry.noun == "post"}):
        for post_id, stream_id in QUERIES.tuples("places", posts=posts):
            places[post_id].append(stream_id)
    return {
        stream_id: entry.position.id
        for entry in entries
        for stream_id in [*places[entry.noun_id], entry.stream_id]
        if stream_id is not None
    }


def audience(person_ids: Collection[int], stream_ids: Collection[int]) -> Audience:
    """Who of the people may read which of the streams: the rule of `visible_to`, for many."""
    rows = list(Stream.objects.filter(pk__in=stream_ids).values_list("pk", "is_open", "kind"))
    streams = {stream_id for stream_id, _, _ in rows}
    closed = [stream_id for stream_id, is_open, _ in rows if not is_open]
    people = sorted(person_ids)
    return Audience(
        open_ids=frozenset(streams.difference(closed)),
        member_pairs=_pairs("members", people, closed),
        follower_pairs=_pairs("followers", people, sorted(streams)),
        conversation_ids=frozenset(
            stream_id for stream_id, _, kind in rows if kind == StreamKind.CONVERSATION
        ),
    )


def last_pulse() -> int:
    """The number of the last pulse that is over; whoever begins to listen feels those since."""
    over = Pulse.objects.filter(felt_at__lt=clock.now() - STILL_FELT).order_by("-pk")
    return over.values_list("pk", flat=True).first() or 0


def pulses_after(pulse_id: int, person_ids: Collection[int]) -> tuple[int, list[tuple[int, Pulse]]]:
    """The number of the newest pulse, and which pulse which of the people may feel."""
    pulses = messages.pulses_after(pulse_id)
    if not pulses:
        return pulse_id, []
    members = _pairs("members", sorted(person_ids), sorted({pulse.stream_id for pulse in pulses}))
    felt = [
        (person_id, pulse)
        for pulse in pulses
        for person_id, stream_id in members
        if stream_id == pulse.stream_id and person_id != pulse.person_id
    ]
    return pulses[-1].pk, felt


def _pairs(query: str, people: Sequence[int], streams: Sequence[int]) -> frozenset[tuple[int, int]]:
    if not people or not streams:
        return frozenset()
    rows = QUERIES.tuples(query, people=list(people), streams=list(streams))
    return frozenset((person_id, stream_id) for person_id, stream_id in rows)
