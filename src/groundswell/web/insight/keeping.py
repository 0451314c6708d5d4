"""What is kept of a page, in words: its address that stays, its files, and the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import catalogue
from groundswell.adoption.catalogue import QUARTER
from groundswell.adoption.days import DAY, week_end
from groundswell.adoption.kept import Kept
from groundswell.adoption.register import lines
from groundswell.adoption.roster import Leadership, compared_in
from groundswell.adoption.shown import Figure, breakdowns_of, overview_of
from groundswell.adoption.structures import Structure
from groundswell.adoption.told import queries as told
from groundswell.adoption.told.queries import OVERVIEW
from groundswell.foundation import clock
from groundswell.web.insight import (
    bridging,
    command,
    followed,
    overview,
    panels,
    silos,
    sources,
    voices,
)
from groundswell.web.insight import curves as multiples
from groundswell.web.insight.curves import Curves
from groundswell.web.insight.followed import Effects
from groundswell.web.insight.overview import Claim, Part
from groundswell.web.insight.panel import Panel
from groundswell.web.insight.sheets import Sheet

__all__ = [
    "OVERVIEW", "QUARTER", "bar", "curves", "headline", "notes", "parts", "revised_on", "sections",
    "title_of",
]  # fmt: skip

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
    """What may be done with a page: its week, by which definitions it is kept, and the part of it
    that is looked into, as its address names it."""

    name: str
    on: date
    defined_on: date
    earlier_on: date
    part: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence of a page, what it is counted from, and by which measure."""

    claim: Claim
    counted: str
    measure: str


@dataclass(frozen=True, slots=True)
class Section:
    """The figures of one topic: those that are drawn as on its page, and all others."""

    name: str
    title: str
    sheets: Sequence[Sheet]
    panels: Sequence[Panel]
    heard: voices.Page | None = None
    effects: Effects | None = None
    note: str = ""


def bar(
    name: str, on: date, defined_on: date | None = None, *, part: tuple[str, str] | None = None
) -> Bar:
    """What may be done with a page of a day; what is kept is kept for the last end of a week."""
    week = week_end(on)
    measures = catalogue.measures()
    newest = max(measures[each].defined_on for each in told.measures_of(name))
    chosen = urlencode([part]) if part else ""
    return Bar(name, week, defined_on or newest, week - QUARTER, chosen)


def title_of(name: str) -> str:
    """What a page is called."""
    return str(TITLES.get(name, name))


def parts(kept: Kept) -> list[Part]:
    """Reach by function, site and level, where the page shows it."""
    page = kept.page
    reach = next((one for one in page.figures if one.measure is catalogue.REACH), None)
    if reach is None or page.name != OVERVIEW:
        return []
    earlier = page.earlier.rows if page.earlier else ()
    return overview.parts(breakdowns_of(reach, earlier), kept.imports)


def headline(kept: Kept) -> Headline | None:
    """The sentence of the overview, or of silos, as it was told."""
    told_of = {one.measure.name: one for one in kept.page.figures}
    if kept.page.name == OVERVIEW:
        reach, beyond = told_of.get(catalogue.REACH.name), told_of.get(catalogue.BEYOND.name)
        if reach is None or beyond is None:
            return None
        return Headline(overview.claim(overview_of(reach, beyond)), "", catalogue.REACH.name)
    if kept.page.name == "silos" and "inward" in told_of:
        return Headline(*silos.claim(Structure(kept.page.on, told_of, {})), "inward")
    return None


def curves(kept: Kept) -> Curves | None:
    """How each function got here, as it was told period by period; of the overview alone."""
    ends = [one.on for one in kept.half_year if one.measure is catalogue.REACH]
    return multiples.curves(kept.half_year, max(ends), kept.imports) if ends else None


def sections(kept: Kept) -> list[Section]:
    """Each figure as its own page draws it, topic by topic in their order; of reach everybody."""
    told_of: dict[tuple[str, str], list[Figure]] = {}
    for one in kept.page.figures:
        told_of.setdefault(lines.topic_of(one.measure), []).append(one)
    order = [*TITLES]
    topics = sorted(told_of.items(), key=lambda one: order.index(one[0][0]))
    return [_section(*topic, kept, figures) for topic, figures in topics]


def _section(name: str, title: str, kept: Kept, figures: Sequence[Figure]) -> Section:
    now = {one.measure.name: one for one in figures}
    shown = Structure(kept.page.on, now, kept.earlier, kept.imports)
    sheets = [*silos.sheets(shown), *bridging.kept(shown), *command.sheets(shown)]
    unheard = shown.now.get("unheard")
    heard = voices.page_of(unheard) if unheard else None
    effects = followed.effects(Leadership(shown.on, shown.now, [], compared_in(shown.now)))
    drawn = {sheet.measure for sheet in sheets}
    if heard and heard.parts:
        drawn.add("unheard")
    if effects:
        drawn.add("leader_effect")
    plain = [_panel(one, kept) for one in figures if one.measure.name not in drawn]
    note = _no_single_leaders() if name == "leadership" else ""
    return Section(name, title, sheets, plain, heard, effects, note)


def _panel(figure: Figure, kept: Kept) -> Panel:
    earlier = kept.earlier.get(figure.measure.name)
    if figure.measure is catalogue.FUNNEL and earlier:
        return panels.steps(figure, earlier, kept.imports)
    return panels.panels([_everybody(figure)])[0]


def _no_single_leaders() -> str:
    return _(
        "What single leaders agreed to show is not kept here: whoever takes it back is gone at"
        " once, from weeks that are over too."
    )


def _everybody(figure: Figure) -> Figure:
    return replace(figure, rows=figure.rows[:1]) if figure.measure is catalogue.REACH else figure


def notes(kept: Kept) -> list[str]:
    """Which sources ended within the days that the page tells of."""
    told_of = [*kept.page.figures, *kept.earlier.values(), *kept.half_year]
    return sources.notes_of(told_of, kept.imports)


def revised_on(kept: Kept) -> date | None:
    """The day on which something of the page last became another."""
    page = kept.page
    beside = [*kept.half_year, *kept.earlier.values(), *([page.earlier] if page.earlier else [])]
    days = [clock.day_of(one.revised_at) for one in page.figures if one.revised_at]
    later = [clock.day_of(one.revised_at) for one in beside if one.revised_at]
    # What was revised before the page was told stood on it so from the start.
    return max([*days, *(day for day in later if day > page.on + DAY)], default=None)
