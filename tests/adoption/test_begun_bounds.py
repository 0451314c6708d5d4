"""How few and how many can have begun, beside all ways in which people can change places."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import combinations, product
from random import Random

import pytest

from groundswell.adoption import coarsening
from groundswell.adoption.beginning import begun
from groundswell.adoption.consents.models import RosterPlace
from groundswell.adoption.sealed import actions as sealed
from groundswell.adoption.sealed.models import SealedDay, SealedPeople
from groundswell.people.org.models import Assignment
from tests.adoption.company import employ, take_part

MONDAY = date(2026, 3, 2)  # with which a period begins
PERIOD, DAY = timedelta(weeks=4), timedelta(days=1)
pytestmark = pytest.mark.usefixtures("cast")


def bounds(periods: int) -> list[tuple[int, int]]:
    found = begun(MONDAY + periods * PERIOD - DAY, None).could_have
    return [(few, many) for _, few, many in found]


def in_period(number: int) -> date:
    return MONDAY + number * PERIOD + 3 * DAY


@pytest.mark.parametrize("seed", range(6))
def test_they_are_the_fewest_and_the_most_of_all_ways_to_change_places(seed):
    chance, periods = Random(seed), 3
    stays = [sorted(chance.choices(range(4), k=2)) for _ in range(5)]
    there: list[list[int]] = [[] for _ in range(periods)]
    did: list[list[int]] = [[] for _ in range(periods)]
    for number, (first, last) in enumerate(stays):
        came = None if first == 0 else MONDAY + first * PERIOD - 14 * DAY
        gone = MONDAY + last * PERIOD + 27 * DAY if last < periods else None
        (person,) = employ("Service", 1, started_on=came, left_on=gone)
        for period in range(first, min(last, periods)):
            there[period].append(number)
            if chance.random() < 0.5:
                did[period].append(number)
                take_part([person], in_period(period))
    if not did[0]:
        (chief,) = employ("Sales", 1)
        take_part([chief], MONDAY)
    others = 0 if did[0] else 1
    ways = product(
        *(combinations(all_of, len(some)) for all_of, some in zip(there, did, strict=True))
    )
    ever = {len({one for some in way for one in some}) + others for way in ways}

    assert bounds(periods)[-1] == (min(ever), max(ever))


def test_who_left_counts_among_those_who_can_have_begun():
    staff = employ("Service", 20)
    for period in range(4):
        leaves = MONDAY + (period + 1) * PERIOD + DAY
        passing = employ(
            "Service", 10, started_on=MONDAY + period * PERIOD - 20 * DAY, left_on=leaves
        )
        take_part([*staff[:15], *passing], in_period(period))

    assert bounds(4) == [(30, 40), (35, 50), (40, 60)]


def test_of_newcomers_and_of_who_leaves_before_the_end_it_is_known():
    staff = employ("Service", 20)
    take_part(staff[:10], in_period(0), in_period(1))
    new = employ("Service", 3, started_on=MONDAY + PERIOD - 5 * DAY)
    gone = employ("Service", 2, left_on=MONDAY + 2 * PERIOD - DAY)
    take_part([*new[:2], gone[0]], in_period(1))

    assert bounds(2) == [(13, 22)]


def test_who_moves_is_not_counted_twice():
    staff = employ("Service", 20)
    take_part(staff, in_period(0), in_period(1))
    moves = MONDAY + PERIOD
    Assignment.objects.filter(person__in=staff[:8]).update(to_on=moves)
    Assignment.objects.bulk_create(
        Assignment(person=one, function="Sales", site="Oslo", level="Field", from_on=moves)
        for one in staff[:8]
    )

    assert bounds(2) == [(20, 20)]


def test_of_leaders_who_show_theirs_it_is_known():
    chief, *staff = employ("Service", 21)
    Assignment.objects.filter(person__in=staff).update(manager=chief)
    RosterPlace.objects.create(leader=chief, told_at=MONDAY_AT, agreed_at=MONDAY_AT)
    leading = staff[:3]  # who report to the chief lead
    Assignment.objects.filter(person__in=staff[3:]).update(manager=staff[0])
    take_part([chief, leading[0]], in_period(0))
    take_part([chief, leading[1]], in_period(1))

    # Two of four each time: fewest as if both were of the three others, most as if one was.
    assert bounds(2) == [(3, 3)]


def test_where_small_sums_were_put_together_everybody_is_found_in_them():
    staff = [*employ("Service", 20), *employ("Legal", 4), *employ("Yard", 3)]
    take_part(staff[:10], in_period(0))
    take_part([*staff[:10], *staff[20:25]], in_period(1))
    for period in (0, 1):
        on = MONDAY + (period + 1) * PERIOD - DAY
        sealed.seal(on)
    fine = bounds(2)
    SealedDay.objects.update(is_final=True)
    for on in SealedDay.objects.values_list("on", flat=True):
        coarsening.coarsen(on)

    assert SealedPeople.objects.count() == 2
    assert (fine, bounds(2)) == ([(15, 25)], [(15, 25)])


MONDAY_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
