"""Communities of talk in words, held against the functions."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.adoption.queries import Figure
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.web import wording
from groundswell.web.charts import circles
from groundswell.web.insight.sheets import (
    Sheet,
    in_words,
    number_of,
    reasons,
    shown,
    table_of,
)


def communities(figure: Figure, earlier: Figure | None) -> Iterator[Sheet]:
    """People by community and function, as far as they may be told."""
    del earlier
    table, agreement = table_of(figure, "communities"), number_of(figure, "nmi")
    if table is None or agreement is None:
        return
    kept = [row for row in table.rows if any(t.withheld != "base" for t in _row(table, row))]
    columns = [
        name for name in table.columns if any(t.withheld != "base" for t in _column(table, name))
    ]
    cells = [t for t in table.cells if t.cell.row in kept and t.cell.column in columns]
    table = ToldTable(table.name, table.unit, cells)
    if not cells:
        return
    names = {row: _mostly(table, row) for row in kept}
    finding = ngettext("Talk forms 1 community", "Talk forms %(count)s communities", len(kept)) % {
        "count": len(kept)
    }
    nmi = wording.decimal(agreement.value or 0, 2)
    places = table.by_place
    is_any_told = any(t.withheld in {None, "small"} for t in cells)
    yield Sheet(
        name="communities",
        figure=figure,
        finding=_("%(communities)s; agreement with functions is %(nmi)s of 1")
        % {"communities": finding, "nmi": nmi},
        what=_(
            "People by the community that their ties put them in, and by function. If talk followed"
            " the organisation chart, each row would hold a single circle. Agreement (NMI) by"
            " chance would be %(chance)s."
        )
        % {"chance": wording.decimal(agreement.chance or 0, 2)},
        head=[_("Community"), *columns],
        rows=[
            [names[row], *(in_words(places[row, name], wording.number) for name in columns)]
            for row in kept
        ],
        drawings=[circles.drawing("communities", finding, table, names)] if is_any_told else [],
        reasons=[
            *reasons(table.cells),
            _("No small community is listed, and nobody can open one to see who is in it."),
        ],
        note=_measures_of(figure),
        is_half=False,
        scrolls=True,
    )


def _measures_of(figure: Figure) -> str:
    said = [
        f"{_(told.value.title)}: {wording.decimal(told.value.value, 2)}"
        for told in figure.values
        if told.value.value is not None and not told.withheld
    ]
    return "; ".join(said) + "."


def _row(table: ToldTable, name: str) -> list[ToldCell]:
    return [told for told in table.cells if told.cell.row == name]


def _column(table: ToldTable, name: str) -> list[ToldCell]:
    return [told for told in table.cells if told.cell.column == name]


def _mostly(table: ToldTable, row: str) -> str:
    """A community's number and the functions that most of it belongs to."""
    counts = {
        told.cell.column: told.cell.value or 0 for told in shown(table) if told.cell.row == row
    }
    most = max(counts.values(), default=0)
    names = sorted((n for n, count in counts.items() if count and count >= most / 2),
                   key=lambda name: -counts[name])  # fmt: skip
    return f"{row} · {', '.join(names[:2])}" if names else row
