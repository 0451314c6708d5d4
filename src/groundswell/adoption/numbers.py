"""What of a figure as it is kept somebody can read: its numbers, and what is withheld."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import starmap
from typing import Any

from groundswell.adoption.measures.waits import at_steps

WHICH = ("by", "cell", "name", "row", "column")
TOLD = ("value", "low", "high", "chance", "withheld", "alarmed_on")
OF_WHAT = ("numerator", "denominator")

type Numbers = dict[tuple[Any, ...], Mapping[str, Any]]


def are_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two forms of a figure say the same.

    How many people stand behind a number, since when it counts, in which order numbers are kept,
    and of how many who are known from an import alone nobody took part, may be another without any
    number being one. What a number is made of may be told in a later version for the first time.
    """
    # As the database gives it back: no tuples, and keys are text.
    before, after = (json.loads(json.dumps(facts)) for facts in (one, other))
    if _series(before) != _series(after):
        return False
    numbers, others = _numbers(before), _numbers(after)
    if numbers.keys() != others.keys():
        return False
    return all(starmap(_is_same, ((numbers[which], others[which]) for which in numbers)))


def _series(facts: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: rows for name, rows in facts["series"].items() if rows}
    # Before waits were told at steps they were kept at any times: it is the same curve.
    return {name: at_steps(rows) if name == "waiting" else rows for name, rows in found.items()}


def _numbers(facts: Mapping[str, Any]) -> Numbers:
    found = _by_place("", [*facts.get("rows", ()), *facts["values"]])
    for table in facts.get("tables", ()):
        found |= _by_place(table["name"], table["cells"])
    return found


def _by_place(table: str, kept: Iterable[Mapping[str, Any]]) -> Numbers:
    return {(table, *(one.get(name) for name in WHICH)): one for one in kept}


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if any(one.get(name) != other.get(name) for name in TOLD):
        return False
    # An import adds to those who are known from it alone in all periods, whoever took part then.
    made_of = OF_WHAT[:1] if one.get("by") == "import" else OF_WHAT
    pairs = ((one.get(name), other.get(name)) for name in made_of)
    return all(before == after for before, after in pairs if None not in (before, after))
