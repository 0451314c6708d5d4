"""What was planted for the leaders is found again by the measure, and nothing where it is not."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from groundswell.adoption.measures import leader_effect
from groundswell.adoption.measures.led import LED, Visits
from groundswell.demo import adoption, truth, world
from groundswell.demo.rooms import rooms
from groundswell.demo.writing.consents import LEADING, OBJECTED, SILENT

SUNDAY = timedelta(days=2)  # before the last day of the company, a Tuesday
SINGLE = ("Astrid Halvorsen", "Marta Okafor")  # whose rooms were filled, and no other leader there


def visits(company, *, planted=True) -> Visits:
    """The rows of the company's talk; without what was planted, a fifth of it is left out."""
    dice, week_of = Random(1), _weeks(company)
    groups = {name: number for number, name in enumerate(r for r in rooms() if rooms()[r].is_group)}
    leaders = [
        one.number
        for one in company.people
        if one.named and one.place.level in LEADING and one.name not in {SILENT, OBJECTED}
    ]
    functions = sorted(world.FUNCTIONS)
    acts, spoken = [], []
    for said in company.talk.order:
        room = rooms()[said.room]
        done = [(said.author, said.at, True)] if said.acted_by is None else []
        done += [(reacted.by, reacted.at, False) for reacted in said.reactions.values()]
        for member, at, is_said in done:
            week = week_of(at)
            if not 0 <= week < leader_effect.WEEKS:
                continue
            if member.place.level in LEADING:
                if is_said and room.is_group and member.number in leaders:
                    spoken.append((groups[room.name], week, leaders.index(member.number)))
                continue
            told = adoption.LAST - (leader_effect.WEEKS - 1 - week)
            if not planted and dice.random() > 1 / room.presence(told):
                continue
            acts.append((groups.get(room.name, -1), member.number, week, 1))
    kind = [functions.index(member.place.function) for member in company.people]
    since = [0] * len(leaders)
    return Visits(leaders, since, kind, acts, spoken, leader_effect.WEEKS, 10)


def _weeks(company):
    last = company.ends_on - SUNDAY
    return lambda at: (7 * leader_effect.WEEKS - 1 - (last - at.date()).days) // 7


@pytest.fixture(scope="module")
def found(company):
    return leader_effect.count(visits(company))


def test_what_leaders_presence_changed_lies_inside_the_interval(company, found):
    (value,) = found.values

    assert value.low > 1
    assert value.low <= world.PRESENCE <= value.high
    by_name = {one.name: one.number for one in company.people}
    rows = {int(row[0]): row for row in found.series[LED]}
    for name in SINGLE:
        _, ratio, low, high, groups, people = rows[by_name[name]]
        assert low <= world.PRESENCE <= high
        assert low < ratio < high
        assert groups >= 1
        assert people >= 10
    planted = {row["leader"] for row in truth.leaders(company) if row["is_filled"]}
    assert planted > set(SINGLE)


def test_with_the_effect_removed_nothing_is_found(company):
    (value,) = leader_effect.count(visits(company, planted=False)).values

    assert value.low < 1 < value.high
