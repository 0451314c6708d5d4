"""Bringing the counts behind the figures up to date, where no server runs or it is behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from groundswell.activity import log, readers
from groundswell.activity.models import ReaderCursor
from groundswell.adoption import announced, coarsening, group_counts, switching, weekly
from groundswell.adoption.books import Book
from groundswell.adoption.bridges import actions as bridges
from groundswell.adoption.contributions import actions as contributions
from groundswell.adoption.contributions import reading as contributing
from groundswell.adoption.days import ends_of_periods
from groundswell.adoption.interactions import actions as interactions
from groundswell.adoption.interactions import reading as interacting
from groundswell.adoption.looks import noting as looks
from groundswell.adoption.sealed import actions as sealed
from groundswell.adoption.sealed import marking
from groundswell.adoption.told import actions as told
from groundswell.foundation import clock

MANY = 20_000  # activities: from here on counting everything anew is quicker
PATIENCE_SECONDS = 20.0  # for a server that reads the log at the same time
READERS = ((contributing, contributions), (interacting, interactions))


def catch_up() -> bool:
    """Count what happened since the last time; whether all is counted now."""
    until = time.monotonic() + PATIENCE_SECONDS
    for reading, counting in READERS:
        if _waiting(reading.NAME, MANY) == MANY:
            readers.fill(reading.NAME, counting.rebuild)
        reader = readers.register(reading.NAME, reading.recount)
        while _waiting(reading.NAME, 1):
            if not readers.run_once(reader):
                if time.monotonic() > until:
                    return False
                time.sleep(0.1)
    while sweep_on():
        pass
    return True


def fill() -> None:
    """Count a history that was just written, from scratch: a tenth of the time of reading it."""
    for reading, counting in READERS:
        readers.fill(reading.NAME, counting.rebuild)


def sweep_on() -> bool:
    """Count some days or posts more anew after an import was taken back; False: there is no need.

    Some hundred in a short transaction: other writers come in between, and a stop loses nothing.
    """
    days = contributions.is_sweeping() and contributions.sweep_on()
    posts = interactions.is_sweeping() and interactions.sweep_on()
    return days or posts


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the night: the days (or else) that are due, and what is done for one of them."""

    name: str
    due: Callable[[], Iterable[Any]]
    keep: Callable[[Any], object]


DAYS = "days summed up"


def nightly() -> tuple[Part, ...]:
    """All that is kept at night, in order: each asks what the one before it kept."""
    later: weekly.Later = []
    return (
        Part(DAYS, sealed.due, sealed.seal),
        Part("leaders who show nothing any more", _now, lambda _: weekly.forget_others()),
        Part("periods decided of", ends_of_periods, Book().keep),
        Part("weeks counted", weekly.due, lambda on: weekly.seal(on, later)),
        # In between, for of very much talk something is still counted beside it.
        Part("own bridges", _now, lambda _: bridges.keep_due()),
        Part("groups told", group_counts.due, group_counts.keep),
        Part("what was counted beside", lambda: weekly.waiting(later), lambda keep: keep()),
        Part("weeks told", told.due, told.keep),
        Part("announcements told", announced.due, announced.keep),
        Part("old rows dropped", _now, lambda _: sealed.drop_old()),
        Part("old sums put together", coarsening.due, coarsening.coarsen),
        Part("measures switched off", _now, lambda _: switching.sweep()),
        Part("old looks dropped", _now, lambda _: looks.drop_old()),
        Part("old marks dropped", _now, lambda _: marking.drop_old()),
    )


def seal_due(*, until: Callable[[], bool] = lambda: False) -> int:
    """Sum up the days that are over, and drop what is older than the settings keep; how many days.

    Each day is a transaction of its own, so that it can be stopped anywhere and run twice. What
    fails keeps nothing else from being done.

    Raises:
        ExceptionGroup: all that failed, once the rest is done, or was stopped.
    """
    failures = list[Exception]()
    days = _work_off(until, failures)
    if failures:
        msg = "some of the night's work failed"
        raise ExceptionGroup(msg, failures)
    return days


def _work_off(until: Callable[[], bool], failures: list[Exception]) -> int:
    days = 0
    for part in nightly():
        for on in _each(part, failures):
            if until():
                return days
            try:
                part.keep(on)
                days += part.name == DAYS
            except Exception as failure:  # noqa: BLE001 - raised at the end
                _note(failure, part, failures)
    return days


def _each(part: Part, failures: list[Exception]) -> Iterator[Any]:
    """What is due of a part; where that cannot be said, nothing more is."""
    try:
        yield from part.due()
    except Exception as failure:  # noqa: BLE001 - raised at the end
        _note(failure, part, failures)


def _note(failure: Exception, part: Part, failures: list[Exception]) -> None:
    failure.add_note(f"in: {part.name}")
    failures.append(failure)
    if not connection.is_usable():
        connection.close()


def _now() -> tuple[date]:
    return (clock.today(),)


def _waiting(name: str, limit: int) -> int:
    cursor = ReaderCursor.objects.filter(name=name).first() or ReaderCursor()
    return len(log.after(log.Position(cursor.xid, cursor.position), limit=limit))
