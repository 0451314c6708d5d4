"""The funnel: how far people have come, counted by hand, and what is withheld of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from groundswell.adoption import needed, queries, together
from groundswell.adoption.books import Book
from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.interactions.models import Interaction, Kind
from groundswell.adoption.measures import funnel
from groundswell.adoption.measures.given import Steps
from groundswell.adoption.measures.measure import Needs
from groundswell.adoption.needed import Rows
from groundswell.adoption.privacy import Row
from groundswell.adoption.suppression import Withheld
from groundswell.adoption.wholes import Told
from groundswell.foundation import clock
from groundswell.people.persons.models import Presence
from groundswell.web.insight import panels
from tests.adoption.company import OPERATOR, employ, take_part

SUNDAY = date(2026, 3, 29)
NAMES = [name for name, _ in funnel.STEPS]


def here(people, on: date) -> None:
    Presence.objects.bulk_create(Presence(person=one, on=on, has_read=True) for one in people)


def answer(people, to, on: date, *, is_delegated: bool = False) -> None:
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    Interaction.objects.bulk_create(
        Interaction(
            from_id=one.pk,
            to_id=to.pk,
            kind=Kind.REPLY,
            is_delegated=is_delegated,
            stream_id=1,
            thread_id=1,
            post_id=1,
            at=at,
            on=on,
        )
        for one in people
    )


def company(*, weeks: int = 6):
    """100 employed: 70 here, 40 of them take part, 25 write, 15 of those answer."""
    people = employ("Service", 100)
    here(people[:50], SUNDAY - timedelta(days=27))
    here(people[40:70], SUNDAY)
    for week in range(weeks):
        on = SUNDAY - timedelta(weeks=week)
        take_part(people[:25], on)
        ContributionDay.objects.bulk_create(
            ContributionDay(on=on, person_id=one.pk, reactions=1) for one in people[25:40]
        )
    answer(people[:15], people[99], SUNDAY)
    answer(people[15:20], people[99], SUNDAY, is_delegated=True)
    # They answered without a contribution that counts any more: no step is skipped.
    answer(people[80:90], people[99], SUNDAY)
    here(people[70:90], SUNDAY - timedelta(days=28))
    return people


@pytest.mark.django_db
def test_each_step_counts_people_of_the_one_before():
    company()

    assert Rows(SUNDAY).steps() == Steps(100, 70, 70, 40, 25, 15, noted=70)


@pytest.mark.django_db
def test_the_funnel_is_told_with_its_denominator():
    company()

    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        (told,) = queries.figure(OPERATOR, "funnel", SUNDAY)
    counts = {one.value.name: (one.value.numerator, one.value.denominator) for one in told.values}
    assert counts == {
        "joined": (70, 100),
        "here": (70, 100),
        "took_part": (40, 100),
        "wrote": (25, 100),
        "answered": (15, 100),
    }


@pytest.mark.django_db
def test_after_quiet_weeks_taking_part_is_told_as_reach_tells_it_and_no_step_else():
    company(weeks=3)

    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        (everybody, *_), (told,) = (
            queries.figure(OPERATOR, name, SUNDAY) for name in ("reach", "funnel")
        )
    panel = panels.steps(told)

    row = everybody.rows[0]
    counts = {one.value.name: one.value.numerator for one in told.values if not one.withheld}
    assert (row.numerator, row.denominator) == (40, 100)
    assert counts == {"took_part": 40}
    assert panel.finding == "40 of 100 take part"
    assert panel.reasons == [
        "Too few people stand behind it, in this week or one of the four before: it is shown once"
        " all five have 10 or more."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("because", ["another was counted", "reach is withheld"])
def test_taking_part_is_told_by_reach_alone(because, monkeypatch):
    company(weeks=3)
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        if because == "another was counted":
            steps = Steps(100, 70, 70, 41, 25, 15, noted=70)
            monkeypatch.setitem(needed._READ, Needs.STEPS, lambda _: steps)
        if because == "reach is withheld":
            hidden = Row("total", "everybody", None, 100, Withheld.SUBTRACTION)
            monkeypatch.setattr(Book, "reach", lambda *_: [hidden])
        (told,) = queries.figure(OPERATOR, "funnel", SUNDAY)

    assert {str(one.withheld) for one in told.values} == {"base"}


def test_steps_of_reading_are_left_out_where_nobody_was_noted():
    figures = funnel.count(Steps(100, 40, 40, 40, 25, 15, noted=0))

    assert [value.name for value in figures.values] == ["took_part", "wrote", "answered"]


@pytest.mark.parametrize(
    ("counts", "withheld"),
    [
        ((90, 70, 40, 25, 15), []),
        ((90, 70, 40, 38, 15), ["wrote"]),
        ((90, 42, 40, 25, 15), ["here"]),
        ((90, 42, 40, 40, 40), ["here"]),
        ((98, 96, 94, 93, 92), ["joined", "here", "wrote", "answered"]),
    ],
)
def test_no_difference_of_two_steps_tells_of_so_few(counts, withheld):
    figures = funnel.count(Steps(100, *counts, noted=50))
    told = together.nested([Told(value, None) for value in figures.values], NAMES)

    assert [one.value.name for one in told if one.withheld] == withheld
    known = [100, *(one.value.numerator for one in told if one.value.numerator is not None)]
    differences = [before - after for before, after in pairwise(known)]
    assert not {1, 2, 3, 4} & set(differences)
