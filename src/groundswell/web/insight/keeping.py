"""What is kept of a page, in words: its address that stays, its files, and the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import catalogue
from groundswell.adoption.catalogue import QUARTER
from groundswell.adoption.days import week_end
from groundswell.adoption.register import lines
from groundswell.adoption.roster import Leadership, compared_in
from groundswell.adoption.shown import Figure, breakdowns_of, overview_of
from groundswell.adoption.structures import Structure
from groundswell.adoption.told import queries as told
from groundswell.adoption.told.queries import OVERVIEW, Page
from groundswell.foundation import clock
from groundswell.web.insight import bridging, command, followed, overview, panels, silos, voices
from groundswell.web.insight.followed import Effects
from groundswell.web.insight.overview import Claim, Part
from groundswell.web.insight.panel import Panel
from groundswell.web.insight.sheets import Sheet

__all__ = ["OVERVIEW", "QUARTER", "bar", "claim", "parts", "revised_on", "sections", "title_of"]

TITLES: dict[str, str | Promise] = {
    OVERVIEW: _lazy("Overview"),
    "reach": _lazy("Reach"),
    "participation": _lazy("Participation"),
    "answers": _lazy("Answers"),
    "silos": _lazy("Silos"),
    "command": _lazy("Line of command"),
    "leadership": _lazy("Leadership"),
    "voices": _lazy("Unheard voices"),
    "spread": _lazy("Spread"),
    "groups": _lazy("Groups"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """What may be done with a page: its week, and by which definitions it is kept."""

    name: str
    on: date
    defined_on: date
    earlier_on: date


@dataclass(frozen=True, slots=True)
class Section:
    """The figures of one topic: those that are drawn as on its page, and all others."""

    name: str
    title: str
    sheets: Sequence[Sheet]
    panels: Sequence[Panel]
    heard: voices.Page | None = None
    effects: Effects | None = None


def bar(name: str, on: date, defined_on: date | None = None) -> Bar:
    """What may be done with a page of a day; what is kept is kept for the last end of a week."""
    week = week_end(on)
    measures = catalogue.measures()
    newest = max(measures[each].defined_on for each in told.measures_of(name))
    return Bar(name, week, defined_on or newest, week - QUARTER)


def title_of(name: str) -> str:
    """What a page is called."""
    return str(TITLES.get(name, name))


def parts(page: Page) -> list[Part]:
    """Reach by function, site and level, where the page shows it."""
    reach = next((one for one in page.figures if one.measure is catalogue.REACH), None)
    if reach is None or page.name != OVERVIEW:
        return []
    return overview.parts(breakdowns_of(reach, page.earlier.rows if page.earlier else ()))


def claim(page: Page) -> Claim | None:
    """The sentence of the overview, as it was told."""
    told_of = {one.measure.name: one for one in page.figures}
    reach, beyond = told_of.get(catalogue.REACH.name), told_of.get(catalogue.BEYOND.name)
    if reach is None or beyond is None or page.name != OVERVIEW:
        return None
    return overview.claim(overview_of(reach, beyond))


def sections(page: Page) -> list[Section]:
    """Each figure as its own page draws it, topic by topic in their order; of reach everybody."""
    told_of: dict[tuple[str, str], list[Figure]] = {}
    for one in page.figures:
        told_of.setdefault(lines.topic_of(one.measure), []).append(one)
    order = [*TITLES]
    topics = sorted(told_of.items(), key=lambda one: order.index(one[0][0]))
    return [_section(*topic, page.on, figures) for topic, figures in topics]


def _section(name: str, title: str, on: date, figures: Sequence[Figure]) -> Section:
    shown = Structure(on, {one.measure.name: one for one in figures}, {})
    sheets = [*silos.sheets(shown), *bridging.kept(shown), *command.sheets(shown)]
    unheard = shown.now.get("unheard")
    heard = voices.page_of(unheard) if unheard else None
    effects = followed.effects(Leadership(on, shown.now, [], compared_in(shown.now)))
    drawn = {sheet.measure for sheet in sheets}
    if heard and heard.parts:
        drawn.add("unheard")
    if effects:
        drawn.add("leader_effect")
    plain = [_everybody(one) for one in figures if one.measure.name not in drawn]
    return Section(name, title, sheets, panels.panels(plain), heard, effects)


def _everybody(figure: Figure) -> Figure:
    return replace(figure, rows=figure.rows[:1]) if figure.measure is catalogue.REACH else figure


def revised_on(figures: Sequence[Figure]) -> date | None:
    """The day on which one of the figures last became another."""
    revised = [figure.revised_at for figure in figures if figure.revised_at]
    return clock.day_of(max(revised)) if revised else None
