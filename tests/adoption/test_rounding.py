"""How closely a number is told: so that no count can be solved from its decimals."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from groundswell.adoption import rounding, wholes
from groundswell.adoption.measures.figures import Figures, Unit, Value

GINI = Value(name="gini", title="Gini", unit=Unit.INDEX, value=0.0, people=300)


def told(value: Value) -> Value:
    (one,) = wholes.told(Figures([value]), 10, is_steady=True)
    return one.value


def fractions(value: float) -> int:
    """How many fractions of counts up to 300 would be told as just that number."""
    return sum(
        told(replace(GINI, value=count / of)).value == value
        for of in range(100, 300, 20)
        for count in range(of // 3, of // 2)
    )


def test_many_counts_stand_behind_each_index_that_is_told():
    exact = 51 / 140
    assert Fraction(exact).limit_denominator(300) == Fraction(51, 140)

    assert told(replace(GINI, value=exact)).value == 0.36
    assert fractions(0.36) > 10


@pytest.mark.parametrize(
    ("unit", "value", "low", "high", "shown"),
    [
        (Unit.INDEX, 0.12345, 0.1, 0.14, (0.123, 0.1, 0.14)),
        (Unit.TIMES, 1.23456, 0.7, 2.1, (1.2, 0.7, 2.1)),
        (Unit.HOURS, 17.3456, 16.912, 17.701, (17.3, 16.9, 17.7)),
        (Unit.HOURS, 17.3456, 4.22, 88.9, (17.0, 4.0, 89.0)),
        (Unit.PEOPLE, 912.44, 871.2, 1020.9, (912.0, 871.0, 1021.0)),
    ],
)
def test_a_number_is_told_as_closely_as_its_interval_supports(unit, value, low, high, shown):
    one = told(replace(GINI, unit=unit, value=value, low=low, high=high))
    assert (one.value, one.low, one.high) == shown


def test_a_share_of_counts_that_are_told_stays_what_it_is():
    one = told(replace(GINI, unit=Unit.SHARE, value=1 / 3, numerator=100, denominator=300))
    assert one.value == 1 / 3


def test_a_median_is_told_no_closer_because_it_says_of_how_many():
    one = told(replace(GINI, unit=Unit.HOURS, value=1 / 3, numerator=190, denominator=239))
    assert (one.value, one.denominator) == (0.3, 239)


def test_the_points_of_a_drawing_are_no_closer():
    assert rounding.series([[20, 0.123456, 17.34567]]) == [[20, 0.123, 17.3]]
