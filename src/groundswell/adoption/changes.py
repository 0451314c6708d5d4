"""What changed in a week, beyond chance: from what was kept of it and of the weeks before.

All of it has passed the gate, in both weeks; what is withheld in one of them is not looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from groundswell.adoption import catalogue, sources
from groundswell.adoption.days import day, week_end
from groundswell.adoption.lines import Line, lines
from groundswell.adoption.measures.changes import beyond_chance, tail
from groundswell.adoption.register import queries as register
from groundswell.adoption.shown import Figure
from groundswell.adoption.sources import Imported
from groundswell.adoption.told.queries import Shelf
from groundswell.adoption.viewing import Viewer, ask_to_see_all

WEEK = timedelta(weeks=1)
QUARTER_WEEKS = 12  # reach is told each fourth week
MONTH = 4  # weeks: 28 days that do not overlap
RECORD_WEEKS = 26  # a record is one of so many
MOST_SAID = 6  # that simply changed; the surest, and the figures stand below
LOOKED_AT = frozenset({"weekly", "reach", "unheard"})
LINE = 0.25  # of a function: a rule of thumb for where a thing begins to carry itself


class Sort(StrEnum):
    """What a sentence says, in the order in which it is said."""

    CROSSED = "crossed a line"
    UNHEARD = "unheard"
    TREND = "trend"
    RECORD = "record"
    CHANGED = "changed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to say: of which number, now and before."""

    sort: Sort
    now: Line
    before: Line | None = None
    weeks: int = 1  # between them


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed until the end of a week, and how many figures were looked at for it.

    By what is `moved` earlier weeks come from another source: they are compared with none of now.
    """

    on: date
    looked_at: int
    found: Sequence[Change]
    moved: Sequence[Imported] = ()


@dataclass(frozen=True, slots=True)
class _Looked:
    now: Line
    before: Line
    weeks: int


def changes(viewer: Viewer, on: date | None = None) -> Changes | None:
    """What changed in the week that ended last; None: nothing is kept to tell it from.

    Raises:
        NotFound: the viewer may not see it.
        DayIsNotOver, DayIsTooEarly: see `day`.
    """
    ask_to_see_all(viewer)
    sunday = week_end(day(on))
    return found(Shelf(needed(sunday), register.off()), sunday, imports(sunday))


def needed(sunday: date) -> Iterator[tuple[date, Collection[str]]]:
    """Which figures of which weeks are looked at."""
    for back in range(RECORD_WEEKS, -1, -1):
        yield sunday - back * WEEK, ("weekly",)
    # Told each fourth week: in the three others it has not changed.
    for back in (QUARTER_WEEKS, MONTH, 0):
        yield sunday - back * WEEK, ("reach",)
    yield sunday, ("unheard",)


def since(sunday: date) -> date:
    """A day before all that are looked at."""
    return sunday - (RECORD_WEEKS + MONTH) * WEEK


def imports(sunday: date) -> list[Imported]:
    """What was brought of all days that are looked at."""
    return sources.imported(since(sunday), sunday)


def found(shelf: Shelf, sunday: date, brought: Sequence[Imported]) -> Changes | None:
    """The same of what is at hand."""
    wanted = [(catalogue.measure(name), on) for on, names in needed(sunday) for name in names]
    kept = [figure for one, on in wanted for figure in shelf.figures([one], [on])]
    all_weeks = {(figure.measure.name, figure.on): figure for figure in kept}
    moved = {week: _moved(figure, all_weeks, brought, sunday) for week, figure in all_weeks.items()}
    by_week = {week: figure for week, figure in all_weeks.items() if not moved[week]}
    looked = list(_pairs(by_week, sunday))
    alarms = list(_alarms(by_week.get(("unheard", sunday))))
    across = sorted({one for some in moved.values() for one in some}, key=lambda one: one.last_on)
    if not looked and not alarms and not across:
        return None
    tails = [_tail(one) for one in looked]
    surest = sorted(beyond_chance(tails), key=lambda place: tails[place])
    changed = [looked[place] for place in surest]
    all_found = [
        *(_named(one, by_week, sunday) for one in changed),
        *alarms,
        *_corrected(kept, sunday),
    ]
    once = {(one.sort, one.now.measure, one.now.by, one.now.cell): one for one in all_found}
    order = {sort: number for number, sort in enumerate(Sort)}
    said = sorted(once.values(), key=lambda one: order[one.sort])
    rest = [one for one in said if one.sort is Sort.CHANGED][MOST_SAID:]
    return Changes(sunday, len(looked), [one for one in said if one not in rest], across)


def _moved(
    then: Figure,
    by_week: Mapping[tuple[str, date], Figure],
    brought: Sequence[Imported],
    sunday: date,
) -> list[Imported]:
    now = by_week.get((then.measure.name, sunday))
    return sources.moved(brought, then.span, now.span) if now and now is not then else []


def _pairs(by_week: Mapping[tuple[str, date], Figure], sunday: date) -> Iterator[_Looked]:
    for name, weeks in (
        ("reach", QUARTER_WEEKS),
        ("reach", MONTH),
        ("weekly", MONTH),
        ("weekly", 1),
    ):
        now, before = (by_week.get((name, day)) for day in (sunday, sunday - weeks * WEEK))
        if now is None or before is None or now.defined_on != before.defined_on:
            continue
        earlier = {(line.by, line.cell): line for line in lines([before])}
        for line in lines([now]):
            other = earlier.get((line.by, line.cell))
            if other and _is_counted(line) and _is_counted(other) and line.by != "import":
                yield _Looked(line, other, weeks)


def _is_counted(line: Line) -> bool:
    return line.numerator is not None and bool(line.denominator)


def _tail(one: _Looked) -> float:
    now, before = one.now, one.before
    return tail(
        now.numerator or 0, now.denominator or 0, before.numerator or 0, before.denominator or 0
    )


def _named(one: _Looked, by_week: Mapping[tuple[str, date], Figure], sunday: date) -> Change:
    now, before = one.now.value or 0, one.before.value or 0
    if one.now.by == "function" and (before < LINE) != (now < LINE):
        return Change(Sort.CROSSED, one.now, one.before, one.weeks)
    if one.now.measure != "weekly":
        return Change(Sort.CHANGED, one.now, one.before, one.weeks)
    weeks = [
        line.value
        for back in range(RECORD_WEEKS, -1, -1)
        if (figure := by_week.get(("weekly", sunday - back * WEEK)))
        for line in lines([figure])[:1]
        if line.value is not None
    ]
    steps = list(zip(weeks[-MONTH - 1 :], weeks[-MONTH:], strict=False))
    if one.weeks == MONTH and len(steps) == MONTH and _is_steady(steps):
        return Change(Sort.TREND, one.now, one.before, one.weeks)
    is_record = len(weeks) > RECORD_WEEKS and weeks[-1] in (min(weeks), max(weeks))
    return Change(Sort.RECORD if is_record else Sort.CHANGED, one.now, one.before, one.weeks)


def _is_steady(steps: Sequence[tuple[float, float]]) -> bool:
    return all(one < other for one, other in steps) or all(one > other for one, other in steps)


def _alarms(figure: Figure | None) -> Iterator[Change]:
    if figure is None:
        return
    ringing = {one.value.name for one in figure.values if one.value.alarmed_on}
    for line in lines([figure]):
        if line.cell in ringing:
            yield Change(Sort.UNHEARD, line)


def _corrected(kept: Sequence[Figure], sunday: date) -> Iterator[Change]:
    for figure in kept:
        # What is counted again while leavers are reported late is no correction worth a sentence.
        if figure.revised_at and sunday - 5 * WEEK >= figure.on:
            is_new = figure.revised_at.date() > sunday - WEEK
            for line in lines([figure])[: int(is_new)]:
                yield Change(Sort.CORRECTED, line)
