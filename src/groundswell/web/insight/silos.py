"""The page of silos and bridges in words: its claim, and each figure with its finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption.queries import Figure
from groundswell.adoption.structures import Structure
from groundswell.adoption.tables import ToldTable
from groundswell.web import wording
from groundswell.web.charts import matrix
from groundswell.web.insight.communities import communities
from groundswell.web.insight.inward import bridges, inward
from groundswell.web.insight.overview import Claim
from groundswell.web.insight.sheets import (
    Sheet,
    in_words,
    number_of,
    reasons,
    shown,
    table_of,
)
from groundswell.web.insight.sources import marked

SORTS: Mapping[str, str | Promise] = {
    "function": _lazy("functions"),
    "site": _lazy("sites"),
    "level": _lazy("levels"),
}


def claim(told: Structure) -> tuple[Claim, str]:
    """The sentence of the page, and what it is counted from."""
    if "inward" not in told.now:
        return Claim(_("This figure is switched off."), "", ""), ""
    ties = number_of(told.now["inward"], "across_ties")
    if ties is None:
        return Claim(
            _("Too few people talked to each other in these 90 days to show a figure."), "", ""
        ), ""
    sentence = _("%(share)s of all two-way ties cross a function. By chance %(chance)s would.")
    before, _share, after = sentence.partition("%(share)s")
    after = after.replace("%(chance)s", wording.percent(ties.chance or 0))
    counted = _("%(ties)s two-way ties; %(across)s of them cross functions.") % {
        "ties": wording.number(ties.denominator or 0),
        "across": wording.number(ties.numerator or 0),
    }
    return Claim(before, wording.percent(ties.value or 0), after), f"{counted} {_gaps(told)}"


def _gaps(told: Structure) -> str:
    figure = told.now.get("crossings")
    table = table_of(figure, "function") if figure else None
    pairs = _apart(table)[:2] if table else []
    if not pairs:
        return ""
    names = [_("%(one)s and %(other)s") % {"one": one, "other": other} for one, other, _n in pairs]
    return _("The widest gaps: %(pairs)s.") % {"pairs": ", ".join(names)}


def _apart(table: ToldTable) -> list[tuple[str, str, float]]:
    """Pairs that are told both ways, the least talk first, with its mean ratio."""
    cells = {key: told.cell.value for key, told in table.by_place.items() if not told.withheld}
    found = []
    for (row, column), there in cells.items():
        back = cells.get((column, row))
        if row < column and there is not None and back is not None:
            found.append((row, column, (there + back) / 2))
    return sorted(found, key=lambda pair: pair[2])


def sheets(told: Structure) -> list[Sheet]:
    """Every figure of silos, in the order of the page."""
    made = [
        sheet
        for name, make in (
            ("crossings", partial(_matrices, _all_functions(told))),
            ("inward", inward),
            ("communities", communities),
            ("inward", bridges),
        )
        if name in told.now
        for sheet in make(told.now[name], told.earlier.get(name))
    ]
    return marked(made, told.earlier, told.imports)


def _all_functions(told: Structure) -> Sequence[str]:
    """Every function of the people list, those that are too small to be drawn among them."""
    figure = told.now.get("inward")
    table = table_of(figure, "function") if figure else None
    return table.rows if table else []


def _left_out(all_of: Sequence[str], table: ToldTable) -> list[str]:
    missing = [name for name in all_of if name not in table.rows]
    if not missing:
        return []
    return [
        _("%(drawn)s of %(all)s are drawn; too few people take part in %(names)s.")
        % {"drawn": len(table.rows), "all": len(all_of), "names": ", ".join(missing)}
    ]


def _matrices(functions: Sequence[str], figure: Figure, earlier: Figure | None) -> Iterator[Sheet]:
    del earlier
    for by, sort in SORTS.items():
        table = table_of(figure, by)
        if table is None:
            continue
        finding = _least(table, str(sort))
        cells = table.by_place
        yield Sheet(
            name=f"matrix-{by}",
            figure=figure,
            finding=finding,
            what=_(
                "Row speaks, column is spoken to: replies, mentions, praise and reactions, divided"
                " by what chance would give to two groups as busy as these. 1.0 is chance; the"
                " diagonal is talk inside."
            ),
            head=[_("From \\ to"), *table.columns],
            rows=[
                [row, *(in_words(cells[row, column], matrix.ratio) for column in table.columns)]
                for row in table.rows
            ],
            drawings=matrix.drawings(by, finding, table) if shown(table) else [],
            reasons=[
                *_left_out(functions if by == "function" else [], table),
                *reasons(table.cells),
            ],
            note=_(
                "Groups in which too few people take part are left out, in what is expected too."
            ),
            is_half=False,
            scrolls=True,
        )


def _least(table: ToldTable, sort: str) -> str:
    pairs = _apart(table)
    if not pairs:
        return _("Talk among %(groups)s: too few people to tell") % {"groups": sort}
    one, other, times = pairs[0]
    if times >= 0.8:
        words = _("Of the %(groups)s shown, no two talk much less than their volume would give")
        return words % {"groups": sort}
    return _("%(one)s and %(other)s talk %(times)s times as much as their volume would give") % {
        "one": one,
        "other": other,
        "times": matrix.ratio(times),
    }
