"""People in parts, in words and drawn: by tenure, by when they started, by what they give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groundswell.adoption.privacy import Row
from groundswell.adoption.queries import Figure
from groundswell.adoption.titles import started
from groundswell.adoption.wholes import Told
from groundswell.web import wording
from groundswell.web.charts import dots
from groundswell.web.charts.dots import HALF, Cell
from groundswell.web.insight.panel import Panel, made_of, number, panel, table_of

NOBODY_ELSE = Row("total", "everybody", None, None, None)  # no line for everybody is drawn


def _tenure(figure: Figure) -> Panel:
    shown = _told(figure.values)
    if not figure.values:
        return panel(figure, _("By tenure: too few people to tell"), [])
    if not shown:
        finding = _("By tenure: too few people to tell")
    else:
        most, least = shown[0], shown[-1]
        finding = _("%(low)s of those employed %(lowest)s take part, %(high)s of %(highest)s") % {
            "low": number(figure, least),
            "lowest": _decapitalised(_(least.value.title)),
            "high": number(figure, most),
            "highest": _decapitalised(_(most.value.title)),
        }
    return _drawn(figure, finding, figure.values)


def _cohorts(figure: Figure) -> Panel:
    if not figure.values:
        return panel(figure, _("By start date: too few people to tell"), [], is_half=False)
    table = [(started(one), number(figure, one), made_of(figure, one)) for one in figure.values]
    newest = figure.values[-1]
    finding = _("Of those who started from %(first)s on, %(share)s took part in the quarter after")
    if newest.withheld or newest.value.value is None:
        return panel(figure, _(figure.measure.title), table, is_half=False)
    facts = {"first": _day_of(newest), "share": number(figure, newest)}
    return panel(figure, finding % facts, table, is_half=False)


def _drawn(figure: Figure, finding: str, values: Sequence[Told]) -> Panel:
    cells = [Cell(_(one.value.title), _row(one), None, is_contrast=False) for one in values]
    if not _told(values):
        return panel(figure, finding, table_of(figure))
    drawn = dots.drawings(figure.measure.name, finding, cells, NOBODY_ELSE, HALF)
    return panel(figure, finding, table_of(figure), drawings=drawn)


def _row(told: Told) -> Row:
    value = told.value
    return Row(value.by, value.cell, value.numerator, value.denominator, told.withheld)


def _told(values: Sequence[Told]) -> list[Told]:
    return [one for one in _in_order(values) if one.value.value is not None]


def _in_order(values: Sequence[Told]) -> list[Told]:
    """By share, the highest first; those withheld follow, or their place would tell."""
    return sorted(values, key=lambda one: -(one.value.value or -1.0))


def _decapitalised(words: str) -> str:
    return words[:1].lower() + words[1:]


def _day_of(told: Told) -> str:
    """The first day of a cohort: its cell names that, and which quarter after it is meant."""
    iso, *_ = told.value.cell.split("/")
    return wording.day(date.fromisoformat(iso), get_language())


PANELS: Mapping[str, Callable[[Figure], Panel]] = {
    "tenure": _tenure,
    "cohorts": _cohorts,
}
