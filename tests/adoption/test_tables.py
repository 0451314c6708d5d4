"""The gate of tables, and somebody who knows all sums and must not learn what is withheld."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from groundswell.adoption import tables
from groundswell.adoption.measures.figures import Cell, Rule, Table, Unit
from groundswell.adoption.measures.structure.boundary import observed_over_expected

SECRET = "of a test"


def matrix(volume, people, *, base=50, tells_inside=True):
    names = [f"group {n}" for n in range(len(volume))]
    cells = [
        Cell(row=row, column=column, value=0.0, people=int(people[i, j]), base=base,
             volume=int(volume[i, j]))
        for i, row in enumerate(names) for j, column in enumerate(names)
    ]  # fmt: skip
    return Table("function", Unit.RATIO, Rule.TALK, cells, tells_inside=tells_inside)


def through(table, **more):
    (told,) = tables.let_through([table], 10, **{"is_steady": True, "secret": SECRET, **more})
    return told


def another_world(volume, hidden, cell, *, tells_inside):
    """Whether a cell could be another: all that is withheld at least 1, every sum as it is."""
    place = {key: number for number, key in enumerate(hidden)}
    sums = [[key[0] == row for key in hidden] for row in range(len(volume))]
    sums += [[key[1] == column for key in hidden] for column in range(len(volume))]
    sums += [[key[0] == key[1] for key in hidden]] if tells_inside else []
    known = np.array(sums, dtype=float)
    now = np.array([volume[key] for key in hidden], dtype=float)
    for low, high in ((now[place[cell]] + 1, np.inf), (1, now[place[cell]] - 1)):
        floor, roof = np.ones(len(hidden)), np.full(len(hidden), np.inf)
        floor[place[cell]], roof[place[cell]] = low, high
        if low > high:
            continue
        solved = milp(
            np.zeros(len(hidden)),
            constraints=LinearConstraint(known, known @ now, known @ now),
            bounds=Bounds(floor, roof),
            integrality=np.ones(len(hidden)),
        )
        if solved.status == 0:
            return True
    return False


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("tells_inside", [True, False])
def test_who_knows_every_sum_cannot_tell_what_is_withheld(seed, tells_inside):
    rng = np.random.default_rng(seed)
    volume = rng.poisson(rng.choice([0.5, 3, 60], (7, 7), p=[0.1, 0.2, 0.7]))
    people = np.minimum(volume, rng.integers(5, 40, (7, 7)))
    told = through(matrix(volume, people, tells_inside=tells_inside))

    names = [f"group {n}" for n in range(7)]
    hidden = [
        (names.index(one.cell.row), names.index(one.cell.column))
        for one in told.cells
        if one.withheld
    ]
    kept = sorted({names.index(one.cell.row) for one in told.cells})
    inside = volume[np.ix_(kept, kept)]
    small = [
        (i, j) for i in range(len(kept)) for j in range(len(kept))
        if inside[i, j] and people[kept[i], kept[j]] < 10
    ]  # fmt: skip
    places = [(kept.index(i), kept.index(j)) for i, j in hidden]
    assert set(small) <= set(places)
    for cell in small:
        assert another_world(inside, places, cell, tells_inside=tells_inside)


def test_what_is_told_is_the_ratio_to_one_decimal_and_nothing_it_was_made_from():
    volume = np.array([[200, 40, 30], [50, 300, 60], [20, 70, 100]])
    told = through(matrix(volume, np.full((3, 3), 20)))

    ratios = observed_over_expected(volume.astype(float)).round(1).ravel()
    assert [one.cell.value for one in told.cells] == pytest.approx(ratios.tolist())
    assert all((one.cell.volume, one.cell.people, one.cell.base) == (0, 0, 0) for one in told.cells)


def test_nobody_is_told_and_few_are_not():
    volume = np.full((4, 4), 80)
    volume[0, 1] = 0
    people = np.full((4, 4), 20)
    people[0, 1], people[2, 3] = 0, 9
    told = through(matrix(volume, people)).by_place

    assert told["group 0", "group 1"].cell.value == 0
    assert told["group 2", "group 3"].withheld == "base"
    assert told["group 2", "group 3"].cell.value is None
    assert sum(one.withheld is not None for one in told.values()) == 4


def test_a_small_group_is_left_out_with_all_that_is_expected_of_it():
    table = matrix(np.full((3, 3), 80), np.full((3, 3), 20))
    few = [
        Cell(row=row, column=column, value=1.0, people=3, base=7, volume=500)
        for row, column in (("few", "group 0"), ("group 0", "few"), ("few", "few"))
    ]
    told = through(Table(table.name, table.unit, table.rule, [*table.cells, *few]))

    assert told.rows == ["group 0", "group 1", "group 2"]
    assert {one.cell.value for one in told.cells} == {1.0}


def test_of_tables_that_can_be_combined_the_first_alone_is_told():
    first = matrix(np.full((3, 3), 80), np.full((3, 3), 20))
    second = Table("site", first.unit, first.rule, first.cells, is_apart=False)
    one, other = tables.let_through([first, second], 10, is_steady=True, secret=SECRET)

    assert not any(cell.withheld for cell in one.cells)
    assert {cell.withheld for cell in other.cells} == {"subtraction"}


def test_where_weeks_are_unsteady_nothing_is_told():
    told = through(matrix(np.full((3, 3), 80), np.full((3, 3), 20)), is_steady=False)

    assert {one.withheld for one in told.cells} == {"base"}


@pytest.mark.parametrize(
    ("people", "base", "withheld"), [(0, 20, None), (3, 20, "small"), (5, 20, None), (7, 9, "base")]
)
def test_counts_of_people_are_masked_from_1_to_4(people, base, withheld):
    cell = Cell(row="1", column="Sales", value=people, people=people, base=base)
    (told,) = through(Table("communities", Unit.PEOPLE, Rule.PEOPLE, [cell])).cells

    assert told.withheld == withheld
    assert told.cell.value == (None if withheld else people)


def test_of_parts_of_a_whole_never_one_alone_nor_few_people_are_withheld():
    cells = [
        Cell(row=row, column="silent", value=0.5, people=people, base=people, numerator=2,
             denominator=4)
        for row, people in (("Board", 3), ("Manager", 12), ("Lead", 40), ("Staff", 90))
    ]  # fmt: skip
    told = through(Table("level", Unit.SHARE, Rule.PARTS, cells)).by_place

    assert [told[row, "silent"].withheld for row in ("Board", "Manager", "Lead", "Staff")] == [
        "base", "subtraction", None, None,
    ]  # fmt: skip
    assert told["Manager", "silent"].cell.numerator is None
    assert told["Lead", "silent"].cell.numerator == 2
