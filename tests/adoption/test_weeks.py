"""Somebody who writes down every week: weekly figures must not narrow a "1–4" of the months.

Each person took part in some of the weeks: how many did in which is unknown, one number for each
pattern of weeks. A total of 28 days counts the patterns with one of four weeks, a weekly figure
those with one week.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from groundswell.adoption import queries
from groundswell.foundation import clock
from tests.adoption.company import OPERATOR, employ, take_part

WEEKS = 9
FIRST = date(2026, 1, 4)
SUNDAYS = [FIRST + timedelta(weeks=week) for week in range(WEEKS)]
PATTERNS = np.array([[pattern >> week & 1 for week in range(WEEKS)] for pattern in range(2**WEEKS)])

pytestmark = pytest.mark.django_db


def of_month(week: int) -> np.ndarray:
    return PATTERNS[:, max(0, week - 3) : week + 1].any(axis=1).astype(float)


def of_week(week: int) -> np.ndarray:
    return PATTERNS[:, week].astype(float)


def could_be(known: list, row: np.ndarray, value: int, employed: int) -> bool:
    """Whether a count could be so much, with all that is known."""
    rows = [*known, (row, value, value), (np.ones(len(PATTERNS)), employed, employed)]
    matrix, low, high = zip(*rows, strict=True)
    solved = milp(
        np.zeros(len(PATTERNS)),
        constraints=LinearConstraint(np.array(matrix), low, high),
        bounds=Bounds(0, employed),
        integrality=np.ones(len(PATTERNS)),
    )
    return solved.status == 0


@pytest.mark.parametrize("seed", range(3))
def test_weekly_figures_narrow_no_total_of_a_month(seed):
    chance = Random(seed)
    people = employ("Service", 40)
    for week, sunday in enumerate(SUNDAYS):
        few = chance.randrange(1, 4) if week < 2 else chance.randrange(10, 20)
        take_part(chance.sample(people[: 4 if week < 2 else 40], few), sunday)

    months, weeks, hidden = [], [], []
    with clock.frozen(datetime(2026, 4, 2, 9, tzinfo=UTC)):
        for week, sunday in enumerate(SUNDAYS):
            total = queries.overview(OPERATOR, sunday).total
            if total.numerator is None:
                hidden.append(week)
                months.append((of_month(week), 1, 4))
            else:
                months.append((of_month(week), total.numerator, total.numerator))
            told = queries.figure(OPERATOR, "weekly", sunday)[0].values[0].value.numerator
            if told is not None:
                weeks.append((of_week(week), told, told))

    assert hidden
    assert weeks
    for week in hidden:
        for value in range(1, 5):
            without = could_be(months, of_month(week), value, 40)
            assert could_be([*months, *weeks], of_month(week), value, 40) == without
