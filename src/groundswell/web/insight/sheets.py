"""A figure with a table of its own: finding, drawings, the same as a table, what is withheld."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.adoption.queries import Figure
from groundswell.adoption.structures import Number
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.web import wording
from groundswell.web.charts.marks import Drawing
from groundswell.web.insight.panel import hidden, period, revised_on, small


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One part of a figure as it is shown; `counted` says of what, where not its period does."""

    name: str
    figure: Figure
    finding: str
    what: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    counted: str = ""
    drawings: Sequence[Drawing] = ()
    reasons: Sequence[str] = ()
    note: str = ""
    is_half: bool = True
    scrolls: bool = False
    has_table: bool = False  # though nothing is drawn
    has_earlier: bool = False  # stands beside what is now

    @property
    def measure(self) -> str:
        """Whose definition and CSV it has."""
        return self.figure.measure.name

    @property
    def on(self) -> date:
        """The day that it is told of."""
        return self.figure.on

    @property
    def base(self) -> str:
        """Of what it is counted."""
        return self.counted or self.days

    @property
    def days(self) -> str:
        """From when to when it counts."""
        return period(self.figure)

    @property
    def revised_on(self) -> date | None:
        """When it last became another, if it did."""
        return revised_on(self.figure)


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
    if told.withheld or told.cell.value is None:
        return hidden(told.withheld) or "–"
    return number(told.cell.value)


def reasons(cells: Iterable[ToldCell]) -> list[str]:
    """Why any are withheld, one sentence each."""
    cells = list(cells)
    labels = [told.withheld for told in cells if told.withheld]
    return [sentence for why, say in _WHY.items() if (sentence := say(labels, why, cells))]


def _count(labels: Collection[str], why: str) -> int:
    return sum(one == why for one in labels)


def _base(labels: Collection[str], why: str, cells: Sequence[ToldCell]) -> str:
    count = _count(labels, why)
    if not count:
        return ""
    sentence = ngettext(
        "1 of %(all)s cells is withheld: fewer than %(least)s people stand behind it.",
        "%(count)s of %(all)s cells are withheld: fewer than %(least)s people stand behind them.",
        count,
    )
    least = wording.number(settings.OPTIONS.privacy_threshold)
    return sentence % {"count": count, "all": len(cells), "least": least}


def _small(labels: Collection[str], why: str, cells: Sequence[ToldCell]) -> str:
    del cells
    if not _count(labels, why):
        return ""
    return small()


def _beside(labels: Collection[str], why: str, cells: Sequence[ToldCell]) -> str:
    count = _count(labels, why)
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
