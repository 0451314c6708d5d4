"""When people began to take part, read from what they contributed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from groundswell.adoption.arrays import columns
from groundswell.adoption.measures.given import Beginner, Begun
from groundswell.foundation import clock, ids, sql

if TYPE_CHECKING:
    from groundswell.adoption.begun_bounds import Crowd

FOLDER = sql.folder(__package__)
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
    from groundswell.adoption import begun_bounds  # noqa: PLC0415 - the pages do without

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
    bounds = begun_bounds.could_have(_crowd(rows, began), starts_on, on)
    told = [(week_of(day), low, high) for day, low, high in bounds]
    return Begun(starts_on, week_of(on) + 1, there, told)


def _crowd(rows: Sequence[_Row], began: Mapping[int, date | None]) -> Crowd:
    from groundswell.adoption.begun_bounds import Crowd  # noqa: PLC0415

    def left(row: _Row) -> date:
        return _day(row.left_on) or (date.min if row.state == "left" else date.max)

    days = (
        (row.person, began[row.person] or date.max, _day(row.started_on) or date.min, left(row))
        for row in rows
    )
    numbers = [(person, *(day.toordinal() for day in each)) for person, *each in days]
    return Crowd(*columns(numbers, 4))


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
