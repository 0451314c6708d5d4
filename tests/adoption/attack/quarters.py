"""Who took part in a quarter, or ever: told in tens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from groundswell.adoption.measures.adopters import STEP, WIDE
from groundswell.adoption.measures.tenure import BANDS, YEAR
from tests.adoption.attack.company import monday, week_of
from tests.adoption.attack.doors import Fact
from tests.adoption.attack.reader import THRESHOLD, Reader, acted, expect, period_of, span_of
from tests.adoption.attack.system import Hidden, Row

EVER = -(10**3)  # the week before all


def cohorts(reader: Reader, one: Fact) -> None:
    begins, after = one.cell.split("/")
    started = week_of(date.fromisoformat(begins))
    first = started + 13 * int(after)
    who = [
        number
        for number, kind in enumerate(reader.system.kinds)
        if started <= kind.started < started + 13 and kind.last >= first + 12
    ]
    in_tens(reader, one, acted(reader, who, (first, first + 12)), behind=who)


def tenure(reader: Reader, one: Fact) -> None:
    (least, below) = next((low, high) for name, _, low, high in BANDS if name == one.cell)
    who = [
        kind
        for kind in reader.who(one.last_on)
        if least <= (one.last_on - monday(reader.system.kinds[kind].started)).days / YEAR < below
    ]
    first = week_of(one.first_on)
    in_cohorts = range(first - 39, first)
    behind = [kind for kind in who if reader.system.kinds[kind].started not in in_cohorts]
    in_tens(reader, one, acted(reader, who, span_of(one)), behind=behind)


def in_tens(reader: Reader, one: Fact, row: Row, *, behind: Iterable[int]) -> None:
    """To the nearest ten, five up; withheld where too few did, or too few did not."""
    if one.numerator is None:
        what, nearly_all = (
            f"{one.measure} {one.cell} on {one.on}",
            (one.denominator or 0) - THRESHOLD,
        )
        reader.hidden.append(Hidden(what, row, is_small=False, at_least=nearly_all))
        enough = sum(reader.system.kinds[kind].size for kind in behind) >= THRESHOLD
        if enough and reader.is_steady(one):
            _has_one_side(reader, row, one)
        return
    low, high = one.numerator - 5, one.numerator + 4
    expect(one, low >= THRESHOLD and high <= (one.denominator or 0) - THRESHOLD)
    reader.system.know(row, low, high, f"{one.measure} {one.cell} on {one.on}: about")


def _has_one_side(reader: Reader, row: Row, one: Fact) -> None:
    """Few did, or few did not, so that their ten reaches below the threshold."""
    what, size = f"{one.measure} {one.cell} on {one.on}: few on a side", one.denominator or 0
    most = reader.system.column(("many", what), 1)
    few_did, few_did_not = THRESHOLD + 4, THRESHOLD + 8
    reader.system.know({**row, most: -size}, -np.inf, few_did, what)
    reader.system.know({**row, most: few_did_not - size}, 0, np.inf, what)


def adopters(reader: Reader, one: Fact) -> None:
    """Everybody who has taken part so far; told in tens, or in fifties.

    So are the points of the curve: those after the first period are those of its weeks.
    """
    if one.by == "begun by":
        _begun_by(reader, one, week_of(date.fromisoformat(one.cell)))
        return
    if one.by == "forecast":
        return
    if one.cell != "begun":
        expect(one, one.cell in {"in_the_end", "refused"})
        return
    week = week_of(one.on)
    if one.numerator is not None:
        _begun(reader, one.numerator, week, f"begun by {one.on}")


def _begun_by(reader: Reader, one: Fact, week: int) -> None:
    expect(one, one.value is not None and not one.value % STEP)
    _begun(reader, int(one.value or 0), week, f"begun by {one.cell}, as drawn on {one.on}")


def _begun(reader: Reader, people: int, week: int, what: str) -> None:
    if period_of(week)[1] == week:
        so_far = acted(reader, range(len(reader.system.kinds)), (EVER, week))
        step = STEP if people % WIDE else WIDE
        reader.system.know(so_far, people, people + step - 1, what)
