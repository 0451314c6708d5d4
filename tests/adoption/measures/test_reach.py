"""Reach: how many of those employed take part."""

from __future__ import annotations

from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.measure import Alike, Count
from groundswell.adoption.measures.reach import count

PEOPLE = [
    Alike("Service", "Busan", "Field", employed=10, active=4),
    Alike("Service", "Halden", "Desk", employed=5, active=5),
    Alike("", "Halden", "Desk", employed=2, active=0),
]


def test_everybody_first_and_then_each_breakdown_by_name():
    assert count(PEOPLE) == [
        Count("total", "everybody", 9, 17),
        Count("function", "", 0, 2),
        Count("function", "Service", 9, 15),
        Count("site", "Busan", 4, 10),
        Count("site", "Halden", 5, 7),
        Count("level", "Desk", 5, 7),
        Count("level", "Field", 4, 10),
    ]


def test_the_parts_of_each_breakdown_add_up_to_everybody():
    total, *cells = count(PEOPLE)

    for by in ("function", "site", "level"):
        mine = [cell for cell in cells if cell.by == by]
        assert sum(cell.numerator for cell in mine) == total.numerator
        assert sum(cell.denominator for cell in mine) == total.denominator


def test_the_log_of_a_definition_and_the_day_since_when_it_holds_agree():
    for measure in MEASURES.values():
        days = [change.on for change in measure.log]
        assert days == sorted(days)
        assert all(on >= measure.since for on in days)
        assert measure.defined_on == max([measure.since, *days])


def test_whoever_counts_the_same_people_changed_with_them():
    alike = [one for one in MEASURES.values() if one.population == MEASURES["reach"].population]
    shared = [change for change in MEASURES["reach"].log if change.words.startswith("Votes")]

    assert shared
    for change in shared:
        older = [one for one in alike if one.since < change.on]
        assert {"reach", "beyond_comms"} <= {one.name for one in older}
        assert all(change in one.log for one in older)


def test_every_measure_says_all_of_itself():
    for name, measure in MEASURES.items():
        texts = [
            getattr(measure, field)
            for field in measure.__slots__
            if field
            not in {
                "count",
                "changes",
                "halves",
                "is_about",
                "nested",
                "purpose",
                "takes_long",
                "without_denominator",
            }
        ]
        assert name == measure.name
        assert all(texts)
