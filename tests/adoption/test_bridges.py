"""Where each person stands between others, seen by that person alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from groundswell.adoption import switching
from groundswell.adoption.bridges import actions, queries
from groundswell.adoption.bridges.models import OwnBridge
from groundswell.foundation import clock
from tests.adoption.company import employ, turn
from tests.adoption.test_structures import SUNDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def bridge():
    """Two circles of five, joined by one person of the first; it is Thursday, 2 April 2026."""
    with clock.frozen(datetime(2026, 4, 2, 9, tzinfo=UTC)):
        sales, yard = employ("Sales", 5, email=None), employ("Yard", 6, email=None)
        for circle in (sales, yard[:5]):
            turn([(one, other) for one in circle for other in circle if one != other], SUNDAY)
        turn([(sales[0], yard[0]), (sales[0], yard[1])], SUNDAY - timedelta(days=80))
        assert actions.keep_due()
        yield sales, yard


def test_who_joins_two_circles_sees_it_and_everybody_their_own(bridge):
    sales, yard = bridge
    own, other = (queries.own_bridge(one) for one in (sales[0], sales[1]))

    assert (own.ties, own.functions, own.on) == (6, 2, SUNDAY)
    assert (other.ties, other.functions) == (4, 1)
    assert own.constraint < other.constraint
    assert own.betweenness > other.betweenness
    assert own.less_bound_than == 1
    assert queries.own_bridge(yard[5]) is None


def test_a_week_is_counted_once_and_takes_the_place_of_the_last(bridge):
    assert not actions.keep_due()
    with clock.frozen(datetime(2026, 4, 9, 9, tzinfo=UTC)):
        assert actions.keep_due()
    assert set(OwnBridge.objects.values_list("on", flat=True)) == {SUNDAY + timedelta(weeks=1)}


def test_switched_off_with_the_ties_it_is_counted_and_kept_no_more(bridge):
    (one, *_), _ = bridge
    switching.switch_off(name="inward", by=one, reason="Not agreed")
    with clock.frozen(datetime(2026, 4, 9, 9, tzinfo=UTC)):
        assert not actions.keep_due()
    assert not OwnBridge.objects.exists()

    actions.keep(SUNDAY)  # by a night's work that began before
    assert queries.own_bridge(one) is None
    switching.sweep()
    assert not OwnBridge.objects.exists()
