"""Ties inside functions in words: beside chance, function by function, and who bridges two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from groundswell.adoption.queries import Figure
from groundswell.adoption.saying import signed
from groundswell.adoption.structures import Number
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.web import wording
from groundswell.web.charts import indices, lanes, shuffles
from groundswell.web.charts.chance import Index
from groundswell.web.charts.lanes import Axis, Lane
from groundswell.web.insight.sheets import (
    Sheet,
    in_words,
    number_of,
    reasons,
    shown,
    table_of,
    with_ring,
)

FEW = 4
FEW_PAIRS, STRONGEST = 7, 2  # of bridges that are drawn; the strongest of these


def inward(figure: Figure, earlier: Figure | None) -> Iterator[Sheet]:
    """The index of all ties beside chance, and that of each function."""
    index = number_of(figure, "ei_two_way")
    if index is not None and figure.series:
        yield _beside_chance(figure, index, number_of(earlier, "ei_two_way"))
    table = table_of(figure, "function")
    if table is not None:
        yield _own(figure, table)


def _beside_chance(figure: Figure, index: Number, was: Number | None) -> Sheet:
    observed = shuffles.Observed(
        index.value or 0,
        index.chance or 0,
        index.low or 0,
        index.high or 0,
        was.value if was else None,
    )
    finding = _where(observed)
    rows = [
        [_("Observed"), signed(observed.value)],
        [_("By chance: mean of 500 shuffles"), signed(observed.chance)],
        [
            _("By chance: 95 % lie between"),
            _("%(low)s and %(high)s")
            % {"low": signed(observed.low), "high": signed(observed.high)},
        ],
    ]
    if observed.earlier is not None:
        rows.append([_("A quarter earlier"), signed(observed.earlier)])
    return Sheet(
        name="ei-chance",
        figure=figure,
        finding=finding,
        has_earlier=was is not None,
        what=_(
            "E-I index of two-way ties: those that cross functions minus those inside, of all."
            " Alone it means nothing. Grey: 500 shuffles of who belongs where."
        ),
        head=[_("What"), _("Figure")],
        rows=rows,
        drawings=shuffles.drawings("ei-chance", finding, observed, figure.series["shuffles"]),
    )


def _where(one: shuffles.Observed) -> str:
    if one.value < one.low:
        words = _("More inward than chance: %(index)s, by chance %(chance)s")
    elif one.value > one.high:
        words = _("More open than chance: %(index)s, by chance %(chance)s")
    else:
        words = _("As open as chance: %(index)s, by chance %(chance)s")
    return words % {"index": signed(one.value), "chance": signed(one.chance)}


def _own(figure: Figure, table: ToldTable) -> Sheet:
    found = sorted(
        (
            Index(
                one.cell.row,
                one.cell.value or 0,
                one.cell.chance or 0,
                one.cell.low or 0,
                one.cell.high or 0,
            )
            for one in shown(table)
        ),
        key=lambda index: index.value - index.chance,
    )
    inward = [index.name for index in found if index.value < index.low][:2]
    finding = _("No function that is shown keeps more to itself than chance")
    if not found:
        finding = _("What each function keeps to itself: too few people to tell")
    elif len(inward) == 1:
        finding = _("%(name)s keeps to itself") % {"name": inward[0]}
    elif inward:
        finding = _("%(one)s and %(other)s keep most to themselves") % {
            "one": inward[0],
            "other": inward[1],
        }
    hidden = [[told.cell.row, _("not shown"), "–"] for told in table.cells if told.withheld]
    return Sheet(
        name="ei-functions",
        figure=figure,
        finding=finding,
        what=_("The same index per function, furthest below its own chance first."),
        head=[_("Function"), _("Observed"), _("By chance, 95 % between")],
        rows=[
            *(
                [
                    one.name,
                    signed(one.value),
                    _("%(low)s and %(high)s") % {"low": signed(one.low), "high": signed(one.high)},
                ]
                for one in found
            ),
            *hidden,
        ],
        drawings=indices.drawings("ei-functions", finding, found) if found else [],
        reasons=reasons(table.cells),
    )


def bridges(figure: Figure, earlier: Figure | None) -> Iterator[Sheet]:
    """How many people have ties into each two functions."""
    table = table_of(figure, "bridges")
    before = table_of(earlier, "bridges") if earlier else None
    cells = [told for told in table.cells if told.withheld != "base"] if table else []
    if not cells:
        return
    was = before.by_place if before else {}
    ordered = _in_order(cells)
    known = [told for told in ordered if told.withheld in {None, "small"}]
    finding = _fewest(known[-1]) if known else _("Who bridges two functions: not shown")
    drawn = ordered[:FEW_PAIRS]
    if len(known) > FEW_PAIRS:
        drawn = [*known[:STRONGEST], *known[STRONGEST - FEW_PAIRS :]]
    most = max((told.cell.value or 4 for told in drawn), default=4)
    lanes_of = [
        Lane(
            name=f"{told.cell.row} – {told.cell.column}",
            value=None if told.withheld else told.cell.value,
            words=_("nobody") if told.cell.value == 0 else in_words(told, wording.number),
            earlier=_value(was.get((told.cell.row, told.cell.column))),
            hidden=(1, FEW) if told.withheld == "small" else (0, max(most, 5)),
            is_bad=told.cell.value == 0,
        )
        for told in drawn
    ]
    axis = Axis(max(most, 5), [(0, "0")], _("people with two-way ties into both"))
    yield Sheet(
        name="bridges",
        figure=figure,
        finding=finding,
        has_earlier=bool(was),
        what=with_ring(_("People with two-way ties into both functions."), was),
        head=[_("Two functions"), _("Now"), _("A quarter earlier")],
        rows=[
            [
                f"{told.cell.row} – {told.cell.column}",
                in_words(told, wording.number),
                in_words(was[key], wording.number)
                if (key := (told.cell.row, told.cell.column)) in was
                else "–",
            ]
            for told in ordered
        ],
        counted=_("%(drawn)s of %(all)s pairs of functions are drawn: the most and the fewest")
        % {"drawn": len(drawn), "all": len(ordered)}
        if known
        else "",
        drawings=lanes.drawings("bridges", finding, lanes_of, axis) if known else [],
        reasons=[*reasons(cells), _("Counts only. Nobody is named who did not agree to it.")],
    )


def _in_order(cells: Sequence[ToldCell]) -> list[ToldCell]:
    """The most first, 1 to 4 together before nobody; of what else is withheld no place tells."""

    def place(told: ToldCell) -> tuple[bool, float, str]:
        count = FEW / 2 if told.withheld == "small" else told.cell.value or 0
        return told.withheld not in {None, "small"}, -count, told.cell.row

    return sorted(cells, key=place)


def _fewest(told: ToldCell) -> str:
    pair = {"one": told.cell.row, "other": told.cell.column}
    if told.withheld:
        return _("1 to 4 people bridge %(one)s and %(other)s") % pair
    if not told.cell.value:
        return _("Nobody bridges %(one)s and %(other)s") % pair
    fewest = _("Fewest bridge %(one)s and %(other)s: %(count)s people")
    return fewest % {**pair, "count": wording.number(told.cell.value)}


def _value(told: ToldCell | None) -> float | None:
    return told.cell.value if told and told.withheld is None else None
