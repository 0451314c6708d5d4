"""Somebody who asks for every figure of many days, and learns nothing that was withheld."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from groundswell.foundation import clock
from groundswell.operations.commands import adoption
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person
from tests.adoption.attacker import Attacker, Kind, Told, together
from tests.adoption.company import employ, take_part

FIRST = date(2026, 2, 2)  # the Monday with which a period begins, and week 0
WEEKS = range(-5, 11)
COMMS = frozenset({"Comms & Marketing"})
SEEDS = range(int(os.environ.get("GROUNDSWELL_ATTACKS", "2")))
MEASURES = ("", "weekly", "stickiness", "leaders", "activation")
TOTAL = ("total", "everybody")
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april", "news")]


@pytest.fixture
def in_april():
    """It is 24 April 2026: the last periods ended on 1 and 29 March, a quarter two weeks ago."""
    with clock.frozen(datetime(2026, 4, 24, 9, tzinfo=UTC)):
        yield


def monday(week: int) -> date:
    return FIRST + week * WEEK


def company(chance: Random) -> list[Kind]:
    """People who come and go and take part, much or little; what the directory says of them."""
    hired_in = chance.choice([(0, 1, 2), (4, 5, 6)])
    standing: dict[int, tuple] = {}
    for function in ("Comms & Marketing", "Service", "Legal", "Yard"):
        for site, level in (("Halden", "Desk"), ("Busan", "Field")):
            size = 30 if (function, site) == ("Service", "Halden") else chance.randrange(1, 16)
            zeal = 0.6 if size == 30 else chance.choice([0, 0.05, 0.2, 0.5, 1])
            for person in employ(function, size, site=site, level=level):
                first, last = time_of(person, chance, hired_in)
                standing[person.pk] = (function, site, level, first, last)
                weeks = [week for week in WEEKS if first <= week <= last]
                acts(person, [week for week in weeks if chance.random() < zeal], chance)
    chief, *others = chance.sample(sorted(standing), 14)
    Assignment.objects.filter(person__in=others).update(manager=chief)
    leaders = {chief, *others}
    found = Counter((*place, person in leaders) for person, place in standing.items())
    return [
        Kind(function, site, level, size, leads, first, last,
             frozenset({first, first + 1}) if first >= 0 else frozenset())
        for (function, site, level, first, last, leads), size in found.items()
    ]  # fmt: skip


def time_of(person: Person, chance: Random, hired_in: tuple[int, ...]) -> tuple[int, int]:
    """Some start, and some leave, with a week."""
    first = chance.choice(hired_in) if chance.random() < 0.15 else -100
    last = chance.randrange(3, 9) if chance.random() < 0.1 else 100
    Person.objects.filter(pk=person.pk).update(
        created_at=datetime(2025, 1, 1, tzinfo=UTC),
        started_on=monday(first),
        left_on=monday(last + 1) if last < 100 else None,
    )
    return first, last


def acts(person: Person, weeks: list[int], chance: Random) -> None:
    take_part([person], *(monday(week) + chance.randrange(7) * DAY for week in weeks))


def say(capsys, on: date, name: str) -> list[dict]:
    assert adoption.run(argparse.Namespace(name=name, on=str(on), json=True)) == 0
    return json.loads(capsys.readouterr().out)


type Days = tuple[tuple[int, ...], int]


def gathered(capsys, new: tuple[int, ...]) -> tuple[set[Told], set[Days]]:
    """All that is told for whichever day one asks, and the days on which somebody took part."""
    told, days = set(), set()
    for week in range(11):
        for on in (monday(week) + 6 * DAY, monday(week) + 9 * DAY):
            for figure in (one for name in MEASURES for one in say(capsys, on, name)):
                last = (date.fromisoformat(figure["on"]) - FIRST).days // 7
                weeks = tuple(range(last - figure["window_days"] // 7 + 1, last + 1))
                told |= cells_of(figure, weeks)
                (value, *_) = figure.get("values", [{"withheld": "no number"}])
                if figure["measure"] == "stickiness" and value["numerator"]:
                    days.add((weeks, value["numerator"]))
                elif figure["measure"] == "weekly":
                    told.add(Told(TOTAL, value["numerator"], value["withheld"], weeks))
                elif figure.get("first_on") == "2025-12-29" and value["denominator"]:
                    told.add(Told(("new", ""), value["numerator"], value["withheld"], new))
    return told, days


def cells_of(figure: dict, weeks: tuple[int, ...]) -> set[Told]:
    outside = figure["measure"] == "beyond_comms"
    return {
        Told(
            ("outside", "") if outside else (row["by"], row["cell"]),
            row["numerator"], row["withheld"], weeks,
        )
        for row in figure.get("rows", ())
        if row["by"] != "import"
    }  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_who_asks_for_everything_learns_nothing_that_is_withheld(capsys, seed):
    kinds = company(Random(seed))
    new = tuple(sorted({week for kind in kinds for week in kind.first_days}))
    told, days = gathered(capsys, new)
    assert len({(one.what, one.weeks) for one in told}) == len(told)
    blocks = together(told)

    assert max(len({week for one in block for week in one.weeks}) for block in blocks) == 4
    for block in blocks:
        weeks = {week for one in block for week in one.weeks}
        sums = [(span, count) for span, count in days if set(span) <= weeks]
        assert list(Attacker(kinds, COMMS, block, sums).learned()) == []


def test_the_attacker_finds_what_windows_that_overlap_give_away():
    kinds = [Kind("Legal", "Halden", "Desk", 20), Kind("Yard", "Halden", "Desk", 100)]
    first, last, between = (0, 1), (2, 3), (1, 2)
    told = [
        Told(TOTAL, 41, None, first), Told(("function", "Legal"), None, "small", first),
        Told(("function", "Yard"), None, "subtraction", first),
        Told(TOTAL, 60, None, last), Told(("function", "Legal"), 20, None, last),
        Told(("function", "Yard"), 40, None, last),
    ]  # fmt: skip
    assert all(not list(Attacker(kinds, COMMS, block).learned()) for block in together(told))

    told.append(Told(TOTAL, 100, None, between))
    (block,) = together(told)
    assert list(Attacker(kinds, COMMS, block).learned()) == [
        "('function', 'Legal') in weeks (0, 1) is none of [2, 3, 4]",
        "('function', 'Yard') in weeks (0, 1) is determined",
    ]
