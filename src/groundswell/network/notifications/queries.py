"""What waits for somebody. Every function takes the viewer first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.foundation import sql
from groundswell.network.groups import queries as groups
from groundswell.network.notifications.bundles import Bundle, bundles
from groundswell.network.notifications.models import Attention, GroupLevel, Level, Notice
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
PAGE = 30  # notices that were read
MOST_UNREAD = 100  # as many as the frame counts; whoever has more marks all as read


@dataclass(frozen=True, slots=True)
class GroupHeard:
    """A group of the viewer, and how much of it they hear."""

    id: int
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits, and below it what was read; below which mark the older page starts."""

    unread: Sequence[Bundle]
    read: Sequence[Bundle]
    older_than: int | None


def unread_count(viewer: Person) -> int:
    """How many notices wait, a hundred for more."""
    ((count,),) = QUERIES.tuples("unread", viewer=viewer.pk)
    return int(count)


def inbox(viewer: Person, *, older_than: int | None = None) -> Inbox:
    """The viewer's notices: on the first page all that are unread, then those that were read."""
    own = Notice.objects.visible_to(viewer)
    unread = list(own.unread().order_by("-since_id")[:MOST_UNREAD]) if not older_than else []
    read = own.exclude(read_at=None)
    if older_than:
        read = read.filter(since_id__lt=older_than)
    lines = list(read.order_by("-since_id", "-pk")[: PAGE + 1])
    shown = lines[:PAGE]
    told = bundles([*unread, *shown])
    return Inbox(
        unread=[bundle for bundle in told if not bundle.is_read],
        read=[bundle for bundle in told if bundle.is_read],
        older_than=shown[-1].since_id if len(lines) > PAGE else None,
    )


def waits_in(viewer: Person, thread_id: int) -> bool:
    """Whether a notice about a thread is unread. For whoever reads the thread: it is not asked."""
    return Notice.objects.unread().filter(person=viewer, thread_id=thread_id).exists()


def is_muted(viewer: Person, thread_id: int) -> bool:
    """Whether the viewer wants to hear nothing more of a thread."""
    return Attention.objects.filter(thread_id=thread_id, person=viewer, is_muted=True).exists()


def level(viewer: Person, stream_id: int) -> Level:
    """How much the viewer wants to hear of a group."""
    chosen = GroupLevel.objects.filter(person=viewer, stream_id=stream_id).first()
    return Level(chosen.level) if chosen else Level.HIGHLIGHTS


def levels(viewer: Person) -> list[GroupHeard]:
    """The viewer's groups by name, each with how much they hear of it."""
    chosen = dict(GroupLevel.objects.filter(person=viewer).values_list("stream_id", "level"))
    return [
        GroupHeard(group.pk, group.name, chosen.get(group.stream_id, Level.HIGHLIGHTS))
        for group in groups.mine(viewer)
    ]
