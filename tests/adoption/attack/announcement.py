"""What the author of an announcement is told: functions of the first week, all each midnight."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

from groundswell.adoption import announced
from groundswell.adoption.sealed.models import SealedReach
from groundswell.adoption.suppression import FEW
from tests.adoption.attack.reader import THRESHOLD
from tests.adoption.attack.system import Attacker, Hidden, Kind, Row, System

WEEK = 7  # days until functions are counted; days stand for the weeks of a system here
PUBLISHED = date(2026, 3, 2)


def author(chance: Random) -> Attacker:
    """Who published one, looked at it on each day, and computes on."""
    sizes = [chance.randint(1, 40) for _ in range(chance.randint(1, 5))] + [THRESHOLD]
    zeal = [chance.choice([0, 0.05, 0.2, 0.6, 0.95, 1]) for _ in sizes]
    days = chance.randint(WEEK + 1, 20)
    done = [
        [chance.randrange(days) for _ in range(size) if chance.random() < share]
        for size, share in zip(sizes, zeal, strict=True)
    ]
    system = System([Kind(size, ((-99, ("", "", "")),), 0, 99) for size in sizes])
    facts = [
        [f"F{number}", size, sum(day <= WEEK for day in each)]
        for number, (size, each) in enumerate(zip(sizes, done, strict=True))
    ]
    hidden = _by_function(system, facts)
    _in_all(system, Counter(day for each in done for day in each), days)
    system.hang_together()
    return Attacker(system, hidden)


def _by_function(system: System, facts: list[list[object]]) -> list[Hidden]:
    rows = announced._rows(SealedReach(facts=facts))
    hidden, some_are_small = [], any(row.withheld == "small" for row in rows)
    for number, row in enumerate(rows):
        of = system.among([number], (0, WEEK))
        if row.numerator is not None:
            system.know(of, row.numerator, row.numerator, row.cell)
        elif row.withheld == "small":
            system.know(of, 1, FEW, row.cell)
        elif row.withheld == "subtraction" and some_are_small:
            _is_none_or_many(system, of, row.cell)
        if row.withheld:
            hidden.append(Hidden(row.cell, of, row.withheld == "small"))
    return hidden


def _is_none_or_many(system: System, row: Row, what: str) -> None:
    switch, size = system.column(("many", what), 1), sum(system.most[one] for one in row)
    system.know({**row, switch: -(FEW + 1.0)}, 0, size, what)
    system.know({**row, switch: -size}, -size, 0, what)


def _in_all(system: System, by_day: Counter[int], days: int) -> None:
    before = 0
    for day in range(days):
        so_far = {PUBLISHED + timedelta(one): many for one, many in by_day.items() if one <= day}
        told = announced.in_steps(so_far)
        # On the day on which another number is told it is exact; from then on up to four are more.
        more = 0 if told > before else FEW
        system.know(
            system.among(range(len(system.kinds)), (0, day)), told, told + more, f"day {day}"
        )
        before = told
