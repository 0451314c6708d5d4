"""Which column makes groups, and that traffic of few people is nowhere told."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.adoption.studies.groups import SMALL, groups_of, without_small
from groundswell.adoption.studies.section import Choices, Refusal
from groundswell.adoption.studies.ties import Attribute
from tests.adoption.studies.files import ties_of

PEOPLE = "id,name,team,manager a,Mira,x, b,Otto,x,a c,Joan,y,a d,Cem,y,c e,Li,,c"


def sizes(*people):
    """Groups of so many people each, called a, b, c …"""
    return Attribute(tuple("abcdefgh"[: len(people)]), np.repeat(range(len(people)), people))


def test_without_a_choice_the_first_column_that_makes_groups_is_taken():
    name, groups = groups_of(ties_of("a,b", PEOPLE), Choices())

    assert name == "team"
    assert groups.of.tolist() == [0, 0, 1, 1, -1]


def test_branches_of_the_line_are_groups_named_only_with_ids():
    ties = ties_of("a,b", PEOPLE)

    assert groups_of(ties, Choices(by="branch"))[1].labels == ("branch 1", "branch 2", "branch 3")
    _, groups = groups_of(ties, Choices(by="branch", ids=True))
    assert groups.labels == ("c", "a", "b")
    assert groups.of.tolist() == [1, 2, 0, 0, 0]


def test_where_nothing_makes_groups_it_is_said():
    assert isinstance(groups_of(ties_of("a,b"), Choices()), Refusal)


@pytest.mark.parametrize(
    ("people", "labels"),
    [
        ((10, 30), ("a", "b")),
        ((10, 9, 4, 30), ("a", "d", SMALL)),
        ((3, 20, 12), ("b", SMALL)),
        ((3, 4), (SMALL,)),
        ((9, 1, 12), ("c", SMALL)),
    ],
)
def test_small_groups_are_joined_until_they_are_ten_people(people, labels):
    joined = without_small(sizes(*people))

    assert joined.labels == labels
    assert len(joined.of) == sum(people)
    assert all(size >= min(10, sum(people)) for size in np.bincount(joined.of))
    assert without_small(joined).labels == labels


def test_who_has_no_group_has_none_afterwards():
    groups = Attribute(("a", "b"), np.array([0, -1, *[1] * 12]))

    assert without_small(groups).of.tolist() == [0, -1, *[0] * 12]
