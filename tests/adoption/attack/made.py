"""Figures made of reach as it is told: they must follow from that."""

from __future__ import annotations

from datetime import date
from math import isclose

from groundswell.adoption.measures.evenness import pielou
from groundswell.adoption.measures.stages import stage
from tests.adoption.attack.doors import Fact
from tests.adoption.attack.reader import EVERYBODY, Reader, expect


def evenness(reader: Reader, one: Fact) -> None:
    """Made of reach as it is told: it must follow from that."""
    if one.by == "function":
        _a_cell_of_reach(reader, one)
        return
    shares = _shares_told(reader, one.on)
    if one.cell == "evenness" and one.value is not None:
        made = pielou(shares)
        expect(one, made is not None and isclose(one.value, made, abs_tol=0.006))
        expect(one, one.denominator == len(shares))
    elif one.numerator is not None:
        expect(one, one.denominator == len(shares))


def stages(reader: Reader, one: Fact) -> None:
    """So are these: the share of everybody, and how many functions have come how far."""
    if one.by == "function":
        _a_cell_of_reach(reader, one)
    elif one.cell == "adopted":
        everybody = [all_of for all_of in reader.reach[one.on] if all_of[4:6] == EVERYBODY]
        shares = [all_of.value for all_of in everybody if all_of.value is not None]
        expect(one, one.value is None or (shares and isclose(one.value, shares[0], abs_tol=0.006)))
    else:
        reached = [f"stage_{stage(share) + 1}" for share in _shares_told(reader, one.on)]
        told = reached.count(one.cell), len(reached)
        expect(one, one.withheld or (one.numerator, one.denominator) == told)


def _shares_told(reader: Reader, on: date) -> list[float]:
    return [(each.numerator or 0) / (each.denominator or 1) for each in _functions(reader, on)]


def _functions(reader: Reader, on: date) -> list[Fact]:
    return [
        cell for cell in reader.reach[on]
        if cell.by == "function" and cell.cell and cell.withheld is None
    ]  # fmt: skip


def _a_cell_of_reach(reader: Reader, one: Fact) -> None:
    expect(one, any(each[5:] == one[5:] for each in _functions(reader, one.on)))
