"""What is made of functions as they are told."""

from __future__ import annotations

from math import log

import pytest

from groundswell.adoption import cells, wholes
from groundswell.adoption.measures import evenness, stages, tipping_candidates
from groundswell.adoption.measures.given import Cells
from groundswell.adoption.privacy import Row
from groundswell.adoption.suppression import Withheld


def test_evenness_is_one_where_functions_of_any_size_do_alike():
    assert evenness.pielou([0.3, 0.3, 0.3]) == pytest.approx(1.0)
    assert evenness.pielou([0.9, 0.0, 0.0]) == 0.0
    mixed = evenness.pielou([0.6, 0.2])
    assert mixed == pytest.approx(-(0.75 * log(0.75) + 0.25 * log(0.25)) / log(2))
    assert evenness.pielou([0.5]) is None
    assert evenness.pielou([0.0, 0.0]) is None


def test_functions_that_reach_half_of_everybodys_share_are_counted():
    rows = [("Service", 40, 100), ("Yard", 15, 100), ("Legal", 14, 100)]
    _, reached = evenness.count(Cells(rows, (300, 1_000))).values
    assert (reached.numerator, reached.denominator) == (2, 3)
    nobody = [("Service", 0, 100), ("Yard", 0, 100)]
    assert [one.name for one in evenness.count(Cells(nobody, (0, 200))).values] == ["evenness"]


def test_functions_past_a_quarter_are_named_and_one_at_a_quarter_is_not():
    found = tipping_candidates.count(Cells([("Service", 26, 100), ("Yard", 25, 100)], (51, 200)))
    assert found.cells == ["Service"]
    assert (found.values[0].numerator, found.values[0].denominator) == (1, 2)


def test_what_is_withheld_changes_nothing():
    def told(numerator: int) -> tuple:
        rows = [
            Row("total", "everybody", 60, 230, None),
            Row("function", "Service", 40, 100, None),
            Row("function", "", 10, 20, None),
            Row("function", "Yard", 12, 100, None),
            Row("site", "Busan", 30, 50, None),
            Row("function", "Legal", numerator, 30, Withheld.SUBTRACTION),
        ]
        return cells.made(evenness.MEASURE, rows)[0].figures

    assert told(0) == told(29)
    assert told(0).values[1].denominator == 2


def test_a_border_of_the_stages_belongs_to_the_stage_below_it():
    assert [stages.stage(share) for share in (0, 0.025, 0.026, 0.16, 0.5, 0.84, 0.85, 1)] == [
        0, 0, 1, 1, 2, 3, 4, 4,
    ]  # fmt: skip
    found = stages.count(Cells([("Service", 26, 100), ("Yard", 90, 100)], (300, 1_000)))
    everybody, *reached = found.values
    assert (everybody.value, everybody.numerator, everybody.denominator) == (0.3, 300, 1_000)
    assert [(one.numerator, one.denominator) for one in reached] == [
        (0, 2), (0, 2), (1, 2), (0, 2), (1, 2),
    ]  # fmt: skip
    assert found.cells == ["Service", "Yard"]
    assert stages.count(Cells([], None)).values[0].value is None


def test_a_share_just_past_a_border_stands_in_the_next_stage_when_it_is_told():
    total = Row("total", "everybody", 161, 1_000, None)
    made, _named = cells.made(stages.MEASURE, [total])

    everybody, *_ = wholes.told(made.figures, 10, is_steady=True)

    assert stages.stage(everybody.value.value) == 2
    assert (everybody.value.numerator, everybody.value.denominator) == (161, 1_000)
