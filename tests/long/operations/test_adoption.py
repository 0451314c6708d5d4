"""The command `groundswell adoption`."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime, timedelta

import pytest

from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.posts import actions as posts
from groundswell.operations.commands import adoption
from tests.adoption.company import employ, take_part

SUNDAY = date(2026, 3, 29)
TUESDAY = date(2026, 3, 31)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april", "news")]


@pytest.fixture
def in_april():
    """It is Friday, 10 April 2026."""
    with clock.frozen(datetime(2026, 4, 10, 9, tzinfo=UTC)):
        yield


def say(capsys, on: object = "", *, as_json: bool = True, name: str = "") -> str:
    assert adoption.run(argparse.Namespace(name=name, on=str(on), json=as_json)) == 0
    return capsys.readouterr().out


def test_json_has_the_agreed_shape(capsys):
    take_part(employ("Comms & Marketing", 12)[:6], SUNDAY)
    take_part(employ("Service", 30)[:14], SUNDAY)
    take_part(employ("Legal", 9)[:6], SUNDAY)

    told = json.loads(say(capsys, TUESDAY))
    assert [(figure["measure"], figure["on"]) for figure in told] == [
        ("reach", "2026-03-29"),
        ("beyond_comms", "2026-03-29"),
    ]
    assert all(
        list(figure)[:5] == ["measure", "on", "window_days", "definition", "rows"]
        and (figure["first_on"], figure["defined_on"][:4]) == ("2026-03-02", "2026")
        and figure["window_days"] == 28
        and figure["definition"].endswith(".")
        for figure in told
    )
    rows = told[0]["rows"]
    assert rows[0] == {
        "by": "total",
        "cell": "everybody",
        "numerator": 26,
        "denominator": 51,
        "share": 26 / 51,
        "withheld": None,
    }
    assert {
        "by": "function",
        "cell": "Legal",
        "numerator": None,
        "denominator": 9,
        "share": None,
        "withheld": "base",
    } in rows


def test_the_table_says_the_same_for_people(capsys):
    take_part(employ("Comms & Marketing", 12)[:6], SUNDAY)
    take_part(employ("Service", 1300)[:439], SUNDAY)
    take_part(employ("Legal", 30)[:3], SUNDAY)

    said = say(capsys, TUESDAY, as_json=False)
    assert "Reach, 28 days to 2026-03-29" in said
    assert "448 of 1,342    33 %" in said
    assert "1–4 of 30\n" in said
    assert "would give another figure away" in said


def test_a_day_within_a_period_is_answered_with_the_one_before_and_a_sentence(capsys):
    take_part(employ("Service", 30)[:14], SUNDAY)

    argued = argparse.Namespace(name="", on=str(TUESDAY), json=True)
    adoption.run(argued)
    between = capsys.readouterr()
    argued.on = str(SUNDAY)
    adoption.run(argued)
    at_the_end = capsys.readouterr()

    assert between.out == at_the_end.out
    assert between.err.startswith("2026-03-31 ends no period of 28 days")
    assert "told are those to 2026-03-29" in between.err
    assert at_the_end.err == ""


def test_what_happened_since_is_counted_first(cast, capsys):
    employed = employ("Service", 20, email=None)
    with clock.frozen(datetime(2026, 3, 27, 9, tzinfo=UTC)):
        for person in employed[:7]:
            posts.publish(author=person, stream_ids=[cast.organisation.pk], source="Hello")

    assert json.loads(say(capsys, SUNDAY))[0]["rows"][0]["numerator"] == 7


@pytest.mark.parametrize("typed", ["yesterday", "2026-02-30", "31.3.2026"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(Refused, match="is no day"):
        adoption.run(argparse.Namespace(name="", on=typed, json=True))


@pytest.mark.parametrize("typed", ["", "  "])
def test_a_part_of_a_blank_name_is_refused_and_not_told_of_everybody(typed):
    with pytest.raises(Refused, match="The name of a site is blank"):
        adoption.run(argparse.Namespace(name="", on="", json=True, site=typed))


def test_a_day_to_come_is_refused():
    employ("Service", 20)
    with pytest.raises(Refused, match="1 January 2027 is not over yet"):
        adoption.run(argparse.Namespace(name="", on="2027-01-01", json=True))


def test_a_measure_by_its_name_tells_its_numbers_or_why_they_are_withheld(capsys):
    people = employ("Service", 40)
    for week in range(5):
        take_part(people[: 12 + week], SUNDAY - timedelta(weeks=week, days=1))

    (told,) = json.loads(say(capsys, TUESDAY, name="weekly"))
    assert (told["measure"], told["on"], told["since"]) == ("weekly", "2026-03-29", "2026-11-26")
    assert told["beside"].startswith("Nothing.")
    assert told["values"] == [
        {
            "name": "weekly", "title": "Took part in 7 days", "unit": "share", "value": 12 / 40,
            "low": None, "high": None, "chance": None, "numerator": 12, "denominator": 40,
            "withheld": None,
        }
    ]  # fmt: skip
    assert "30 %  (12 of 40)" in say(capsys, TUESDAY, name="weekly", as_json=False)
    # The quarter whose newcomers have all had their two weeks ended long before the week did.
    assert "91 days to 2025-12-28" in say(capsys, TUESDAY, name="activation", as_json=False)

    said = json.loads(say(capsys, TUESDAY, name="concentration"))[0]["values"]
    assert [(value["name"], value["withheld"]) for value in said] == [
        ("gini", None), ("top_1", "base"), ("top_10", "base"), ("rest", "subtraction"),
    ]  # fmt: skip

    # A week of few: whoever knows the weeks around could work out how few.
    early = json.loads(say(capsys, SUNDAY - timedelta(weeks=2), name="stickiness"))[0]["values"]
    assert [(value["value"], value["withheld"]) for value in early] == [(None, "base")]
    with pytest.raises(Refused, match="no measure “stickines”; the nearest is stickiness"):
        say(capsys, TUESDAY, name="stickines")
