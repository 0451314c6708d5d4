"""A figure with a table of its own: finding, drawings, the same as a table, what is withheld."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from groundswell.adoption.queries import Figure
from groundswell.adoption.structures import Number
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.foundation import clock
from groundswell.web import wording
from groundswell.web.charts.marks import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One figure as it is shown; `measure` names its definition and its CSV."""

    name: str
    measure: str
    on: date
    finding: str
    what: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    base: str
    drawings: Sequence[Drawing] = ()
    reasons: Sequence[str] = ()
    note: str = ""
    revised_on: date | None = None
    is_half: bool = True
    scrolls: bool = False


def period(figure: Figure) -> str:
    """From when to when it counts."""
    return _("%(first)s to %(last)s") % {
        "first": wording.day(figure.first_on, get_language()),
        "last": wording.day(figure.last_on, get_language()),
    }


def revised_on(figure: Figure) -> date | None:
    """When it last became another, if it did."""
    return clock.day_of(figure.revised_at) if figure.revised_at else None


def with_ring(words: str, earlier: Mapping[Any, Any]) -> str:
    """What is drawn, with what a ring says where one can be drawn."""
    return f"{words} {_('Ring: a quarter earlier.')}" if earlier else words


def number_of(figure: Figure | None, name: str) -> Number | None:
    """A number of a figure that may be seen and is defined."""
    for told in figure.values if figure else ():
        if told.value.name == name and not told.withheld and told.value.value is not None:
            return told.value
    return None


def table_of(figure: Figure, name: str) -> ToldTable | None:
    """A table of a figure; None where there is nothing in it."""
    return next((table for table in figure.tables if table.name == name and table.cells), None)


def shown(table: ToldTable) -> list[ToldCell]:
    """The cells that may be seen and have a number."""
    return [told for told in table.cells if told.withheld is None and told.cell.value is not None]


def in_words(told: ToldCell, number: Callable[[float], str]) -> str:
    """A cell as it stands in a table."""
    if told.withheld == "small":
        return _("1–4")
    if told.withheld:
        return _("not shown")
    return "–" if told.cell.value is None else number(told.cell.value)


def reasons(cells: Iterable[ToldCell]) -> list[str]:
    """Why any are withheld, one sentence each."""
    cells = list(cells)
    hidden = [told.withheld for told in cells if told.withheld]
    return [sentence for why, say in _WHY.items() if (sentence := say(hidden, why, cells))]


def _count(hidden: Collection[str], why: str) -> int:
    return sum(one == why for one in hidden)


def _base(hidden: Collection[str], why: str, cells: Sequence[ToldCell]) -> str:
    count = _count(hidden, why)
    if not count:
        return ""
    sentence = ngettext(
        "1 of %(all)s cells is withheld: fewer than %(least)s people stand behind it.",
        "%(count)s of %(all)s cells are withheld: fewer than %(least)s people stand behind them.",
        count,
    )
    least = wording.number(settings.OPTIONS.privacy_threshold)
    return sentence % {"count": count, "all": len(cells), "least": least}


def _small(hidden: Collection[str], why: str, cells: Sequence[ToldCell]) -> str:
    del cells
    if not _count(hidden, why):
        return ""
    return _("1 to 4 people are not shown closer, or colleagues could tell who they were.")


def _beside(hidden: Collection[str], why: str, cells: Sequence[ToldCell]) -> str:
    count = _count(hidden, why)
    if not count:
        return ""
    if count == len(cells):
        return _("All of it is withheld: parts of it would give others away by subtraction.")
    return ngettext(
        "1 more is withheld because it would give another away by subtraction. So are all sums.",
        "%(count)s more are withheld because they would give others away by subtraction."
        " So are all sums.",
        count,
    ) % {"count": count}


_WHY: Mapping[str, Callable[[Collection[str], str, Sequence[ToldCell]], str]] = {
    "base": _base,
    "small": _small,
    "subtraction": _beside,
}
