"""When people began to take part, read from what they contributed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q

from groundswell.adoption import alike
from groundswell.adoption.days import DAY, period_end
from groundswell.adoption.measures.given import Beginner, Begun
from groundswell.adoption.measures.measure import PARTICIPATION_DAYS
from groundswell.adoption.sealed.models import SealedDay
from groundswell.foundation import clock, ids, sql

FOLDER = sql.folder(__package__)
PERIOD = timedelta(days=PARTICIPATION_DAYS)
type Place = tuple[str, str, str, bool]  # the last: whether they lead
WEEK = 7
FOREVER = 1 << 30  # weeks


@dataclass(frozen=True, slots=True)
class _Row:
    person: int
    started_on: date | str | None
    left_on: date | str | None
    state: str
    function: str
    site: str
    level: str
    manager: int | None
    acted: date | str | None


def begun(on: date, dropped_until: date | None) -> Begun:
    """Everybody who is or was on the list, up to the end of a week.

    Where counts were dropped, posts and reactions themselves say who had begun before.
    """
    earlier = _earlier(dropped_until) if dropped_until else {}
    rows = FOLDER.rows("began", _Row, last=on)
    began = {row.person: _first(_day(row.acted), earlier.get(row.person)) for row in rows}
    days = [day for day in began.values() if day]
    if not days:
        return Begun(None, 0, [])
    starts_on = min(days) - timedelta(days=min(days).weekday())
    place = {row.person: number for number, row in enumerate(rows)}

    def week_of(day: date) -> int:
        return (day - starts_on).days // WEEK

    def beginner(row: _Row) -> Beginner:
        acted, started, left = began[row.person], _day(row.started_on), _day(row.left_on)
        first = max(0, week_of(started + timedelta(days=WEEK - 1))) if started else 0
        last = FOREVER if row.state != "left" else -1
        last = week_of(left) - 1 if left else last
        week = week_of(acted) if acted else -1
        return Beginner(
            began=week,
            first=min(first, week) if acted else first,
            last=max(last, week),
            where=(row.function, row.site, row.level),
            manager=place.get(row.manager or 0, -1),
        )

    there = [beginner(row) for row in rows]
    could_have = [(week_of(day), low, high) for day, low, high in _could_have(starts_on, on)]
    return Begun(starts_on, week_of(on) + 1, there, could_have)


def _could_have(starts_on: date, on: date) -> Iterator[tuple[date, int, int]]:
    """How few and how many can have begun by some days, by what is told of periods at the most.

    Of those who stand alike at least as many as in any period took part, at most as many as in all.
    Of a period that is not over the 28 days to the day stand for the fewest, nothing for the most.
    """
    end = period_end(starts_on + PERIOD - DAY)
    fewest, most, there = Counter[Place](), Counter[Place](), Counter[Place]()
    for day in [*_days(end, on, PERIOD), *([on] if on != period_end(on) else [])]:
        for place, employed, active in _alike(day):
            fewest[place] = max(fewest[place], active)
            there[place] = max(there[place], employed)
            most[place] += active if day == period_end(day) else 0
        if day != end:
            yield day, fewest.total(), sum(min(many, there[one]) for one, many in most.items())


def _days(first: date, last: date, step: timedelta) -> Iterator[date]:
    while first <= last:
        yield first
        first += step


def _alike(on: date) -> Iterator[tuple[Place, int, int]]:
    """Of those who stood alike on a day: how many were employed, and took part in 28 days."""
    # Of a day that is final the rows were dropped, so it holds though it was marked since.
    holds = SealedDay.objects.filter(Q(is_stale=False) | Q(is_final=True), on=on).exists()
    for one in alike.sealed(on) if holds else alike.counted(on):
        yield (one.function, one.site, one.level, one.leads), one.employed, one.active


def _earlier(dropped_until: date) -> dict[int, date]:
    at = clock.start_of(dropped_until + timedelta(days=1))
    rows = FOLDER.tuples("began_earlier", before=ids.floor(at), at=at)
    return {
        person: clock.day_of(min(_instant(moment) for moment in moments if moment))
        for person, *moments in rows
        if any(moments)
    }


def _instant(written: datetime | str) -> datetime:
    # What SQLite works out has no type: an instant comes as text, UTC.
    return (
        datetime.fromisoformat(written).replace(tzinfo=UTC) if isinstance(written, str) else written
    )


def _first(one: date | None, other: date | None) -> date | None:
    return min(filter(None, (one, other)), default=None)


def _day(written: date | str | None) -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) else written
