"""What of a figure as it is kept somebody can read: its numbers, and what is withheld."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

WHICH = ("by", "cell", "name", "row", "column")
NOBODYS = "import", "denominator"  # an import adds to it in all periods, whoever took part
TOLD = ("value", "numerator", "denominator", "low", "high", "chance", "withheld", "alarmed_on")


def are_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two forms of a figure say the same.

    How many people stand behind a number, since when it counts, in which order numbers are kept,
    and of how many who are known from an import alone nobody took part, may be another without any
    number being one.
    """
    return _numbers(one) == _numbers(other)


def _numbers(facts: Mapping[str, Any]) -> dict[str, Any]:
    # As the database gives it back: no tuples, and keys are text.
    kept = json.loads(json.dumps(facts))
    tables = {table["name"]: _of(table["cells"]) for table in kept.get("tables", ())}
    parts = (_of(kept.get("rows", ())), _of(kept["values"]), tables)
    return {"parts": parts, "series": {name: rows for name, rows in kept["series"].items() if rows}}


def _of(kept: Iterable[Mapping[str, Any]]) -> dict[tuple[Any, ...], list[Any]]:
    return {
        tuple(one.get(name) for name in WHICH): [
            one.get(name) for name in TOLD if (one.get("by"), name) != NOBODYS
        ]
        for one in kept
    }
