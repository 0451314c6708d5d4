"""What waits for somebody. Every function takes the viewer first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from groundswell.foundation import ids, sql
from groundswell.network.groups import queries as groups
from groundswell.network.notifications.bundles import Bundle, Line, bundles
from groundswell.network.notifications.models import GroupLevel, Level, Notice
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
NO_ID = sql.Fixed(ids.MAX)  # that of no notice: all are older
PAGE = 30  # notices that were read
UNREAD_PAGE = 50  # those that wait stand together, as far as that reads well


class Stance(NamedTuple):
    """How somebody stands to a thread: whether a notice of it waits, whether it is muted."""

    waits: bool
    is_muted: bool


@dataclass(frozen=True, slots=True)
class GroupHeard:
    """A group of the viewer, and how much of it they hear."""

    id: int
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits, and below the last of it what was read; where the next page of each begins."""

    unread: Sequence[Bundle]
    read: Sequence[Bundle]
    waiting_before: int | None
    older_than: int | None


def unread_count(viewer: Person) -> int:
    """How many notices wait, a hundred for more."""
    ((count,),) = QUERIES.tuples("unread", viewer=viewer.pk)
    return int(count)


def inbox(
    viewer: Person, *, waiting_before: int | None = None, older_than: int | None = None
) -> Inbox:
    """The viewer's notices: page by page all that are unread, then those that were read."""
    unread, next_waiting = (
        ([], None) if older_than else _page(viewer, "waiting", waiting_before, UNREAD_PAGE)
    )
    read, next_older = ([], None) if next_waiting else _page(viewer, "read", older_than, PAGE)
    told = bundles([*unread, *read])
    return Inbox(
        unread=[bundle for bundle in told if not bundle.is_read],
        read=[bundle for bundle in told if bundle.is_read],
        waiting_before=next_waiting,
        older_than=next_older,
    )


def notice(viewer: Person, notice_id: int) -> Line | None:
    """One of the viewer's notices, as long as what it is about exists for them."""
    found = QUERIES.rows("lines.one", Line, viewer=viewer.pk, notice=notice_id, limit=1)
    return found[0] if found else None


def still_waiting(viewer: Person, notice_id: int, *, since_id: int) -> list[Line]:
    """The notice, if it is unread and waits for what it waited for then; else none."""
    found = notice(viewer, notice_id)
    return [found] if found and found.read_at is None and found.since_id == since_id else []


def _page(
    viewer: Person, sort: str, before: int | None, most: int
) -> tuple[list[Line], int | None]:
    """Notices older than a mark, the newest first, and the mark of the next page, if there is one.

    A page never ends between two of the same mark: one of them would be on none.
    """
    lines = QUERIES.rows(
        f"lines.{sort}", Line, viewer=viewer.pk, before=before or NO_ID, limit=most + 1
    )
    if len(lines) <= most:
        return lines, None
    shown = [line for line in lines if line.since_id > lines[most].since_id] or lines[:most]
    return shown, shown[-1].since_id


def waits_in(viewer: Person, thread_id: int) -> bool:
    """Whether a notice about a thread is unread. For whoever reads the thread: it is not asked."""
    return Notice.objects.unread().filter(person=viewer, thread_id=thread_id).exists()


def stance(viewer: Person, thread_id: int) -> Stance:
    """How the viewer stands to a thread that they read; one query."""
    waits, is_muted = QUERIES.tuples("stance", viewer=viewer.pk, thread=thread_id)[0]
    return Stance(bool(waits), bool(is_muted))


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
