"""An alarm that may be looked at each week: does somebody's share lie below that of the others?

Each week is a table: of these so many were answered, of the others so many. Were all alike, the
answers would fall on both as cards are dealt; so, whatever the week was like, the likelihood ratio
of "their odds are a `RATIOS`-th" against "the same odds" has the mean 1 given the margins of the
table and all that was before. Its product over weeks, averaged over the ratios, is a bet that gains
only by chance where there is nothing; the chance that it *ever* reaches 1/x is at most x (Ville).
That holds for looks each week and for a stop whenever one likes.

Sources: Ville (1939); Robbins (1970), Ann. Math. Stat. 41, 1397-1409, for the mixture; Turner, Ly &
Grünwald (2024), J. Stat. Plan. Inf. 230, 106116, for tables; Johari et al. (2022), Oper. Res. 70.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

# How many times lower the odds may be; each has the same part of the bet.
RATIOS = (1.5, 2.0, 3.0, 5.0, 8.0, 16.0, 32.0)


class Table(NamedTuple):
    """What one week brought: answered, of so many; and the same of all others."""

    answered: int
    of: int
    others_answered: int
    others: int


def first_over(tables: Iterable[tuple[int, Table]], needed: float) -> int | None:
    """The week in which the bet first reached what is needed; None: in none.

    Args:
        tables: weeks and what they brought, the first first.
        needed: the reciprocal of the chance that may be taken.
    """
    logs = [0.0] * len(RATIOS)
    for week, table in tables:
        logs = [log + won for log, won in zip(logs, _won(table), strict=True)]
        if _log_sum(logs) - math.log(len(logs)) >= math.log(needed):
            return week
    return None


@lru_cache(maxsize=65_536)
def _won(table: Table) -> tuple[float, ...]:
    """What each bet wins on a table, as logarithms."""
    all_answered = table.answered + table.others_answered
    least, most = max(0, all_answered - table.others), min(table.of, all_answered)
    if least == most:
        return (0.0,) * len(RATIOS)
    chances = [
        _log_choose(table.of, count) + _log_choose(table.others, all_answered - count)
        for count in range(least, most + 1)
    ]
    whole = _log_sum(chances)
    return tuple(
        -table.answered * math.log(ratio)
        - _log_sum([one - whole - (least + at) * math.log(ratio) for at, one in enumerate(chances)])
        for ratio in RATIOS
    )


def _log_choose(of: int, count: int) -> float:
    return math.lgamma(of + 1) - math.lgamma(count + 1) - math.lgamma(of - count + 1)


def _log_sum(logs: list[float]) -> float:
    highest = max(logs)
    return highest + math.log(sum(math.exp(log - highest) for log in logs))
