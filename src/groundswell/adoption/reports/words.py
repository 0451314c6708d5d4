"""The report in words: each figure as text, beside the same before, and by which definition."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from groundswell.adoption import kept, saying, sentences, sources
from groundswell.adoption.catalogue import measure
from groundswell.adoption.changes import LOOKED_AT, Changes
from groundswell.adoption.days import QUARTER
from groundswell.adoption.lines import TOTAL, Line, lines
from groundswell.adoption.measures.measure import (
    EVERYBODY,
    LEADERS,
    PARTICIPATION_DAYS,
    STRUCTURE_DAYS,
)
from groundswell.adoption.queries import Figure
from groundswell.adoption.sources import Imported, Span
from groundswell.adoption.titles import Place, titles_of
from groundswell.adoption.told import queries as told
from groundswell.adoption.viewing import Viewer
from groundswell.foundation import clock
from groundswell.foundation.locales import day

PERIOD, WEEK = timedelta(days=PARTICIPATION_DAYS), timedelta(weeks=1)

# Its one row: what it is called says the measure.
NAMED_BY_THEIR_MEASURE = frozenset({(TOTAL, EVERYBODY), (LEADERS, LEADERS)})

type Key = tuple[date, str, str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One number: what it is, how much, of what, what it was before, and how it was counted."""

    what: str
    figure: str
    made_of: str
    before: str


@dataclass(frozen=True, slots=True)
class Group:
    """One measure: its numbers, the days that it counts, and by which definition."""

    title: str
    items: Sequence[Item]
    window: str
    definition: str


@dataclass(frozen=True, slots=True)
class Report:
    """The chosen figures of a week; `address` shows them as they were told."""

    on: date
    title: str
    groups: Sequence[Group]
    address: str
    changed: Sequence[str] = ()
    base: str = ""  # for how many figures it was looked


def report(
    viewer: Viewer, on: date, names: Collection[str] = (), *, is_monthly: bool = False
) -> Report:
    """What was told of a week, in the language that is active; no names are all measures.

    Each figure stands beside the same of the week before, or four weeks before where it counts 28
    days or the report comes monthly, or a quarter before where it counts 90.

    Raises:
        NotFound: the viewer may not see it.
        NothingWasKeptThen, ThatIsNoEndOfAWeek: of that day.
    """
    shown = kept.kept(viewer, told.OVERVIEW, on)
    page, changes = shown.page, _chosen(shown.changes, names)
    wanted = [figure for figure in page.figures if not names or figure.measure.name in names]
    earlier = told.of_days(
        viewer,
        [(_before_on(one, is_monthly=is_monthly), (one.measure.name,)) for one in wanted],
    )
    before = {(line.on, *_key(line)): line for line in lines(earlier)}
    brought = sources.imported(on - 2 * QUARTER, on)
    groups = [_group(one, before, brought, is_monthly=is_monthly) for one in wanted]
    return Report(
        on=on,
        title=_("Adoption, week to %(on)s") % {"on": day(on)},
        groups=[group for group in groups if group.items],
        address=f"/adoption/at/{on}/{told.OVERVIEW}/?defined={page.defined_on}",
        changed=sentences.said(changes) if changes else (),
        base=sentences.base(changes) if changes else "",
    )


def _chosen(found: Changes | None, names: Collection[str]) -> Changes | None:
    """What changed in the chosen figures; None where none of them is one that is looked at."""
    if found is None or (names and not LOOKED_AT & {*names}):
        return None
    if not names:
        return found
    return replace(found, found=[one for one in found.found if one.now.measure in names])


def _group(
    figure: Figure, before: Mapping[Key, Line], brought: Sequence[Imported], *, is_monthly: bool
) -> Group:
    titles = titles_of(figure)
    before_on = _before_on(figure, is_monthly=is_monthly)
    told_of = [line for line in lines([figure]) if line.by == TOTAL or len(figure.rows) == 1]
    definition = _("Definition of %(on)s") % {"on": day(figure.defined_on)}
    if figure.revised_at:
        revised_on = day(clock.day_of(figure.revised_at))
        definition += "; " + _("revised on %(on)s") % {"on": revised_on}
    window = _("%(first)s to %(last)s")
    days = {"first": day(figure.first_on), "last": day(figure.last_on)}
    ended = sources.ended(brought, figure.first_on, figure.last_on)
    return Group(
        title=str(_(figure.measure.title)),
        items=[
            _item(line, titles, before.get((before_on, *_key(line))), brought) for line in told_of
        ],
        window="; ".join([window % days, *(one.until() for one in ended)]),
        definition=definition,
    )


def _before_on(figure: Figure, *, is_monthly: bool) -> date:
    """The end of the window beside which a figure stands."""
    window_days = figure.measure.window_days
    if window_days in {STRUCTURE_DAYS, QUARTER.days}:
        return figure.on - QUARTER  # told anew each quarter alone: of a week before it is the same
    return figure.on - (PERIOD if is_monthly or window_days == PARTICIPATION_DAYS else WEEK)


def _item(
    line: Line, titles: Mapping[Place, str], before: Line | None, brought: Sequence[Imported]
) -> Item:
    of, place = measure(line.measure), (line.by, line.cell)
    return Item(
        what=_(of.title) if place in NAMED_BY_THEIR_MEASURE else titles[place],
        figure=_figure(line),
        made_of="" if line.withheld else saying.made_of(of, line),
        before=_before(line, before, brought),
    )


def _before(line: Line, before: Line | None, brought: Sequence[Imported]) -> str:
    if before is None:
        return ""
    moved = sources.moved(brought, _span(before), _span(line))
    is_same = before.defined_on == line.defined_on and not moved
    figure = _figure(before) if is_same else _("not comparable")
    figure = "; ".join([figure, *(one.until() for one in moved)])
    return _("to %(on)s: %(figure)s") % {"on": day(before.last_on), "figure": figure}


def _span(line: Line) -> Span:
    return Span(line.first_on, line.last_on)


def _key(line: Line) -> tuple[str, str, str]:
    return line.measure, line.by, line.cell


def _figure(line: Line) -> str:
    if line.withheld:
        return _("1–4") if line.withheld == "small" else _("not shown")
    return saying.of_line(line) or "–"
