"""What may be read of conversations. Every function takes the viewer first.

A conversation exists for those who take part in it, and for nobody else, whatever their roles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count

from groundswell.foundation import ids, sql
from groundswell.foundation.errors import NotFound
from groundswell.network.messages.models import Conversation, Pulse, Seat, WithoutReadMarks
from groundswell.network.posts.models import Placement
from groundswell.network.streams.models import StreamKind
from groundswell.people.persons.models import Person

PAGE = 30  # messages: two screens of a phone
LISTED = 30  # conversations of one page
MOST_NEW = 100  # messages that a page which was left alone asks for at once
QUERIES = sql.folder(__package__)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part; `read_up_to` is 0 when they do not show it."""

    id: int
    name: str
    title: str
    photo: str
    is_here: bool
    read_up_to: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as one of its people sees it; `others` are all but the viewer."""

    id: int
    name: str
    is_pair: bool
    is_muted: bool
    last_read: int
    others: Sequence[Participant]

    @property
    def is_deserted(self) -> bool:
        """Whether nobody else would read what is written."""
        return not any(person.is_here for person in self.others)


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation in the list, with its last words (`html` is empty when they were removed)."""

    id: int
    name: str
    is_pair: bool
    is_muted: bool
    is_unread: bool
    latest: int
    author_id: int | None
    html: str
    said_at: datetime | None
    others: Sequence[Participant]


@dataclass(frozen=True, slots=True)
class Entries:
    """One page of the list, and where the next one starts ("" on the last)."""

    entries: Sequence[Entry]
    before: tuple[int, int] | None


class Line(NamedTuple):
    """One message of a page: half of its fragment's key each."""

    id: int
    version: int


@dataclass(frozen=True, slots=True)
class Messages:
    """Messages of one page, oldest first; below which id older ones are, from which newer."""

    lines: Sequence[Line]
    older_than: int | None
    newer_from: int | None = None


def conversation(viewer: Person, conversation_id: int) -> Talk:
    """One conversation that the viewer takes part in.

    Raises:
        NotFound: no such conversation for this viewer: we do not say which.
    """
    found = Conversation.objects.visible_to(viewer).filter(pk=conversation_id).first()
    if found is None:
        raise NotFound
    own = Seat.objects.filter(person=viewer, stream_id=conversation_id).first() or Seat()
    others = _others(viewer, [conversation_id])[conversation_id]
    return Talk(found.pk, found.name, found.is_pair, own.is_muted, own.last_read, others)


def conversations(viewer: Person, before: tuple[int, int] | None = None) -> Entries:
    """The viewer's conversations, those with something unread first, then the newest.

    `before` is whether the last one shown held something unread (1, 0), and its last message.
    """
    unread, older_than = before or (2, ids.MAX)
    rows = QUERIES.tuples(
        "conversations",
        viewer=viewer.pk,
        unread=unread,
        older_than=older_than,
        limit=LISTED + 1,
    )
    others = _others(viewer, [row[0] for row in rows])
    shown = [_entry(row, others[row[0]]) for row in rows[:LISTED]]
    last = shown[-1] if len(rows) > LISTED else None
    return Entries(shown, (int(last.is_unread), last.latest) if last else None)


def newest(
    viewer: Person, conversation_id: int, *, older_than: int | None = None, limit: int | None = None
) -> Messages:
    """The newest messages, or those before one; none when the viewer does not take part."""
    size = limit or PAGE
    lines = QUERIES.rows(
        "older",
        Line,
        viewer=viewer.pk,
        stream=conversation_id,
        older_than=older_than or ids.MAX,
        limit=size + 1,
    )
    shown = lines[:size]
    return Messages(shown[::-1], shown[-1].id if len(lines) > size else None)


def since(viewer: Person, conversation_id: int, message_id: int) -> Messages:
    """A message and what was said after it, as far as one page goes."""
    lines = QUERIES.rows(
        "newer",
        Line,
        viewer=viewer.pk,
        stream=conversation_id,
        since=message_id,
        limit=MOST_NEW + 1,
    )
    shown = lines[:MOST_NEW]
    more = lines[MOST_NEW].id if len(lines) > MOST_NEW else None
    return Messages(shown, None, more)


def unread_count(viewer: Person) -> int:
    """How many conversations hold something that the viewer has not read."""
    return int(QUERIES.tuples("unread", viewer=viewer.pk)[0][0])


def of_two(viewer: Person, other_id: int) -> int | None:
    """The conversation between the viewer and one other person, if there is one."""
    pairs = Conversation.objects.visible_to(viewer).filter(is_pair=True)
    both = pairs.annotate(people=Count("stream__memberships")).filter(
        people=2, stream_id__in=Seat.objects.filter(person_id=other_id).values("stream_id")
    )
    return both.order_by("-pk").values_list("pk", flat=True).first()


def of_message(message_id: int) -> int | None:
    """The conversation that a message stands in; whoever asks may read the message."""
    places = Placement.objects.filter(post_id=message_id, stream__kind=StreamKind.CONVERSATION)
    return places.values_list("stream_id", flat=True).first()


def shows_read_marks(viewer: Person) -> bool:
    """Whether others see how far the viewer has read, and the viewer sees it of them."""
    return not WithoutReadMarks.objects.filter(person=viewer).exists()


def pulses_after(pulse_id: int) -> list[Pulse]:
    """Who typed or read since; whom it may be told to, the caller asks."""
    return list(Pulse.objects.filter(pk__gt=pulse_id).order_by("pk"))


def _others(viewer: Person, conversation_ids: Iterable[int]) -> dict[int, list[Participant]]:
    found: dict[int, list[Participant]] = defaultdict(list)
    rows = QUERIES.tuples("people", viewer=viewer.pk, streams=list(conversation_ids))
    for stream_id, person_id, name, title, photo, is_here, read_up_to in rows:
        person = Participant(person_id, name, title, photo, bool(is_here), read_up_to)
        found[stream_id].append(person)
    return found


def _entry(row: Sequence[Any], others: Sequence[Participant]) -> Entry:
    flags = (bool(row[2]), bool(row[3]), bool(row[4]))
    return Entry(row[0], row[1], *flags, row[5], row[6], row[7] or "", row[8], others)
