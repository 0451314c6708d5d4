"""How few and how many can have begun, where as many took part in each period as did.

Whoever was there all of a period may have changed places in it with somebody who stood alike: what
is told counts both the same. By such changes alone two companies are made. In one as few as can be
have ever taken part: first those who had before, then who stays longest. In the other as many:
first those who had not, and of these who leaves first (Glover 1967, Naval Research Logistics
Quarterly 14(3), 313-316). Where people move neither need be the utmost, but both are possible, so
what lies between is never too much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from groundswell.adoption import alike
from groundswell.adoption.coarsening import NOWHERE, Place
from groundswell.adoption.consents import queries as consents
from groundswell.adoption.days import DAY, EARLIEST, FIRST_PERIOD, as_day, period_end
from groundswell.adoption.leading.rows import leaders_on
from groundswell.adoption.measures.activation import FIRST_DAYS
from groundswell.adoption.measures.measure import PARTICIPATION_DAYS, Alike
from groundswell.adoption.measures.structure.arcs import Ints
from groundswell.adoption.sealed.models import SealedDay
from groundswell.foundation import sql

FOLDER = sql.folder(__package__)
LAST = (PARTICIPATION_DAYS - 1) * DAY
type Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Crowd:
    """Everybody who is or was on the list, in the order of `people`: days as ordinals.

    `left` is the first day on which they were not there any more.
    """

    people: Ints
    began: Ints
    started: Ints
    left: Ints

    @property
    def is_known(self) -> Flags:
        """Who changes places with nobody when they begin: newcomers, and who leaves soon."""
        first = self.began - (self.began - FIRST_PERIOD.toordinal()) % PARTICIPATION_DAYS
        is_new = self.started > first - FIRST_DAYS
        return is_new | (self.left < first + PARTICIPATION_DAYS)


def could_have(crowd: Crowd, starts_on: date, on: date) -> Iterator[tuple[date, int, int]]:
    """The fewest and the most who can have begun by the ends of periods but the first, and by `on`.

    Of a period that is not over the 28 days to the day stand for the fewest, nothing for the most.
    """
    stands, is_known = _Stands.read(crowd.people), crowd.is_known
    few, many = (np.zeros(len(crowd.people), dtype=bool) for _ in range(2))
    first = period_end(starts_on + LAST)
    for day in _ends(first, on):
        shown = np.isin(crowd.people, [*consents.shown_between(day - LAST, day)])
        sure = (is_known | shown) & (crowd.began <= day.toordinal())
        few, many = few | sure, many | sure
        period = _Period.of(crowd, stands, day, sure, shown)
        period.choose(few, period.most, [~few, -crowd.left])
        if day == period_end(day):
            period.choose(many, period.fewest, [many, crowd.left])
        if day != first:
            yield day, int(few.sum()), int(many.sum())


def _ends(first: date, on: date) -> Iterator[date]:
    day = first
    while day < on:
        yield day
        day += LAST + DAY
    yield on


@dataclass(frozen=True, eq=False)
class _Period:
    """The 28 days to a day: where each is counted, who may or may not have taken part.

    Of `fresh` it is known whether they did, unless they had begun before. `fewest` and `most` of
    each cell did of the others: of leaders who show figures all or none.
    """

    cell: Ints
    free: Flags
    fresh: Flags
    fewest: Ints
    most: Ints

    @staticmethod
    def of(crowd: Crowd, stands: _Stands, on: date, sure: Flags, shown: Flags) -> _Period:
        first, last = (on - LAST).toordinal(), on.toordinal()
        cell, active = stands.cells(on)
        there = (crowd.started <= last) & (last < crowd.left) & (cell >= 0)
        fresh = crowd.started > first - FIRST_DAYS
        did = there & fresh & sure & (crowd.began >= first) & ~shown
        most = active - np.bincount(cell[did], minlength=len(active))
        fewest = most - np.bincount(cell[there & shown], minlength=len(active))
        return _Period(cell, there & ~did & ~shown, fresh, fewest, most)

    def choose(self, begun: Flags, many: Ints, order: Sequence[Ints | Flags]) -> None:
        """Let so many of each cell take part, in an order; they have begun then."""
        there = np.flatnonzero(self.free & (begun | ~self.fresh))
        there = there[np.lexsort([*(key[there] for key in reversed(order)), self.cell[there]])]
        cell = self.cell[there]
        rank = np.arange(len(cell)) - np.searchsorted(cell, cell)
        begun[there[rank < many[cell]]] = True


@dataclass(frozen=True, eq=False)
class _Stands:
    """Where each stood from a day until, but not with, another; `names` are the places."""

    people: Ints
    who: Ints
    since: Ints
    until: Ints
    place: Ints
    names: Sequence[tuple[str, str, str]]

    @staticmethod
    def read(people: Ints) -> _Stands:
        number = {person: place for place, person in enumerate(people.tolist())}
        rows = [row for row in FOLDER.tuples("stood", first=EARLIEST) if row[0] in number]
        names = {NOWHERE[:3]: 0}
        return _Stands(
            people,
            who=_whole(number[row[0]] for row in rows),
            since=_whole(as_day(row[1]).toordinal() for row in rows),
            until=_whole(as_day(row[2] or date.max).toordinal() for row in rows),
            place=_whole(names.setdefault(row[3:], len(names)) for row in rows),
            names=[*names],
        )

    def cells(self, on: date) -> tuple[Ints, Ints]:
        """For each the cell where they are counted on a day, -1 for none; how many of it took part.

        Cells of few are put together once figures of the day are not counted any more.
        """
        found = _alike(on)
        cells: dict[Place, int] = {
            (one.function, one.site, one.level, int(one.leads)): n for n, one in enumerate(found)
        }
        rest = cells.get(NOWHERE, -1)
        there = (self.since <= on.toordinal()) & (on.toordinal() < self.until)
        place = np.zeros(len(self.people), dtype=np.int64)  # nowhere
        place[self.who[there]] = self.place[there]
        leads = np.isin(self.people, [*leaders_on(on)])
        of = [[cells.get((*name, one), rest) for one in (0, 1)] for name in self.names]
        return np.array(of)[place, leads.astype(np.int64)], _whole(one.active for one in found)


def _alike(on: date) -> list[Alike]:
    # Of a day that is final the rows were dropped, so it holds though it was marked since.
    day = SealedDay.objects.filter(on=on).first()
    holds = day is not None and (day.is_final or not day.is_stale)
    return alike.sealed(on) if holds else alike.counted(on)


def _whole(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, np.int64)
