"""Figures of two weeks beside each other. It tells what both pages tell, and their difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from groundswell.adoption import queries, saying, sources
from groundswell.adoption.catalogue import measure
from groundswell.adoption.days import day, is_recent, week_end
from groundswell.adoption.lines import Line, lines
from groundswell.adoption.measures.measure import Yardstick
from groundswell.adoption.measures.rates import of_difference
from groundswell.adoption.queries import Figure, NobodyWasEmployed
from groundswell.adoption.sources import Imported
from groundswell.adoption.told.queries import measures_of, page
from groundswell.adoption.viewing import Viewer

# Told in tens or fifties, rounded down, and what comes of it outward: a difference of two would be
# that of their rounding.
IN_STEPS = frozenset({"adopters"})


class Hindrance(StrEnum):
    """Why two figures are not to be compared."""

    DEFINITION = "definition"
    SOURCE = "source"
    WITHHELD = "withheld"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Pair:
    """One number in two weeks. The difference is that of the values, with its 95 % interval."""

    now: Line
    then: Line | None
    difference: float | None
    low: float | None = None
    high: float | None = None
    hindrance: Hindrance | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure in two weeks, number by number."""

    now: Figure
    then: Figure | None
    pairs: Sequence[Pair]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A page in two weeks."""

    on: date
    other_on: date
    measures: Sequence[Compared]


def comparison(viewer: Viewer, name: str, on: date | None, other_on: date) -> Comparison:
    """A page at the end of one week beside the same at the end of another.

    Raises:
        NotFound: there is no such page, or the viewer may not see it.
        NobodyWasEmployed: in one of the weeks.
        NothingWasKeptThen: of one that is long ago.
        DayIsNotOver, DayIsTooEarly: see `day`.
    """
    now_on, then_on = week_end(day(on)), week_end(day(other_on))
    now, then = (_by_name(viewer, name, week) for week in (now_on, then_on))
    spans = [one.span for one in (*now.values(), *then.values())]
    earliest = min((one.first_on for one in spans), default=then_on)
    imports = sources.imported(earliest, now_on)
    found = [_compared(figure, then.get(each), imports) for each, figure in now.items()]
    return Comparison(now_on, then_on, found)


def _by_name(viewer: Viewer, name: str, on: date) -> Mapping[str, Figure]:
    names = measures_of(name)
    # Of a week of long ago what was told of it then, and nothing that is counted now.
    found = queries.of_week(viewer, on) if is_recent(on) else page(viewer, name, on).figures
    figures = {figure.measure.name: figure for figure in found}
    if not figures:
        raise NobodyWasEmployed(on=on)
    return {name: figures[name] for name in names if name in figures}


def _compared(now: Figure, then: Figure | None, imports: Sequence[Imported]) -> Compared:
    if then is not None and (then.first_on, then.last_on) == (now.first_on, now.last_on):
        then = None  # both weeks tell of the same quarter
    before = {(line.by, line.cell): line for line in lines([then] if then else [])}
    is_same = then is not None and then.defined_on == now.defined_on
    has_moved = then is not None and bool(sources.moved(imports, then.span, now.span))
    pairs = [
        _pair(line, before.get((line.by, line.cell)), is_same=is_same, has_moved=has_moved)
        for line in lines([now])
    ]
    return Compared(now, then, pairs)


def _pair(now: Line, then: Line | None, *, is_same: bool, has_moved: bool) -> Pair:
    if then is None:
        return Pair(now, None, None, hindrance=Hindrance.MISSING)
    if not is_same:
        return Pair(now, then, None, hindrance=Hindrance.DEFINITION)
    if now.value is None or then.value is None:
        is_hidden = now.withheld or then.withheld
        return Pair(
            now, then, None, hindrance=Hindrance.WITHHELD if is_hidden else Hindrance.MISSING
        )
    is_capped = saying.is_capped(now) or saying.is_capped(then)
    if is_capped or now.measure in IN_STEPS:
        return Pair(now, then, None, hindrance=Hindrance.MISSING)
    if has_moved:
        return Pair(now, then, None, hindrance=Hindrance.SOURCE)
    return Pair(now, then, now.value - then.value, *_interval(now, then))


def _interval(now: Line, then: Line) -> tuple[float | None, float | None]:
    """The 95 % interval of the difference of two values that have one each.

    Where the band is that of chance the value has none.
    """
    ends = (now.low, now.high, then.low, then.high)
    is_of_chance = measure(now.measure).yardstick is Yardstick.CHANCE and now.chance is not None
    if is_of_chance or now.value is None or then.value is None:
        return None, None
    if any(end is None for end in ends):
        return None, None
    low, high, then_low, then_high = (float(end or 0) for end in ends)
    return of_difference((now.value, low, high), (then.value, then_low, then_high))
