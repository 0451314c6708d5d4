"""Threads: the ids and versions of one and of its replies, a window of them where they are many.

Most threads fit into one window. A longer one is shown from a reply on, so that a thread of five
thousand replies costs what one of fifty does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from groundswell.foundation import ids, sql
from groundswell.foundation.errors import NotFound
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
WINDOW = 50  # replies
BEFORE_ONE = 10  # replies shown before the one that an address names
MOST_NEWS = 1_000  # replies that are counted


class ThreadLine(NamedTuple):
    """The thread's start (first) or a reply in it, and which reply it answers."""

    id: int
    version: int
    parent_id: int | None


class Window(NamedTuple):
    """Where a long thread begins: so many replies back from one of them, that one included."""

    until: int = 0
    back: int = 1


BEGINNING = Window()


@dataclass(frozen=True, slots=True)
class Lines:
    """A window of a thread: its start and the replies shown, in the order they were written.

    `earlier` ends the window before, `later` begins the next (None where there is none), and
    `newest` is the last of all, the start while nobody answered.
    """

    lines: list[ThreadLine]
    earlier: int | None
    later: int | None
    newest: int


def ending(until: int = ids.MAX) -> Window:
    """The window that ends with a reply, or with the last of all."""
    return Window(until, WINDOW)


def around(reply_id: int) -> Window:
    """The window that shows a reply, and some before it."""
    return Window(reply_id, BEFORE_ONE)


def thread(
    viewer: Person, thread_id: int, window: Window = BEGINNING, *, best_first: bool = False
) -> Lines:
    """A thread and its replies, oldest first.

    Args:
        best_first: bring the best answer along wherever the thread begins.

    Raises:
        NotFound: no such thread for this viewer.
    """
    parts: dict[str, list[ThreadLine]] = {}
    for part, *line in QUERIES.tuples(
        "thread", thread=thread_id, viewer=viewer.pk, limit=WINDOW + 1, **window._asdict()
    ):
        parts.setdefault(part, []).append(ThreadLine(*line))
    if "start" not in parts:
        raise NotFound
    shown = parts.get("shown", [])
    answered = {line.parent_id for line in shown[:WINDOW]}
    above = [line for line in parts.get("above", []) if line.id in answered]
    best = parts.get("best", []) if best_first and not window.until else []
    by_id = {line.id: line for line in (*best, *above, *shown[:WINDOW])}
    return Lines(
        lines=[*parts["start"], *(by_id[pk] for pk in sorted(by_id))],
        earlier=_first(parts.get("earlier", [])),
        later=_first(shown[WINDOW:]),
        newest=_first(parts.get("newest", [])) or thread_id,
    )


def newer(viewer: Person, thread_id: int, than: int) -> list[int]:
    """The replies of a thread since one of them, oldest first.

    Raises:
        NotFound: no such thread for this viewer.
    """
    found = QUERIES.tuples(
        "thread_news", thread=thread_id, viewer=viewer.pk, newer_than=than, limit=MOST_NEWS
    )
    if not found:
        raise NotFound
    return [row[0] for row in found[1:]]


def _first(lines: Iterable[ThreadLine]) -> int | None:
    return next((line.id for line in lines), None)
