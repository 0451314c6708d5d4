"""The page of leadership: who sees it, whom it names, and that drawings say what tables say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from groundswell.adoption import catalogue
from groundswell.adoption.consents import actions as consents
from groundswell.adoption.looks import noting
from groundswell.adoption.looks.models import Look
from groundswell.adoption.privacy import Row
from groundswell.adoption.queries import Figure
from groundswell.adoption.suppression import Withheld
from groundswell.foundation import clock
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.web.charts import ratios
from groundswell.web.insight import leader_specimens, leadership
from tests.adoption.company import employ, take_part

SUNDAY = date(2026, 3, 29)
ADDRESS = "/adoption/leadership/"


@pytest.fixture
def page(world):
    """Otto, an analyst, looks at a company of two leaders, of whom one agreed to be shown."""
    roles.grant(person=world.otto, role=Role.ANALYST)
    Person.objects.filter(pk=world.otto.pk).update(is_listed=False)
    people = employ("Service", 40)
    chief, other = people[:2]
    Assignment.objects.filter(person__in=people[2:20]).update(manager=chief)
    Assignment.objects.filter(person__in=people[20:]).update(manager=other)
    for leader, name in ((chief, "Ada Shown"), (other, "Bo Hidden")):
        Person.objects.filter(pk=leader.pk).update(name=name)
        consents.tell(leader=leader, told_by=None)
    consents.answer(leader=chief, agrees=True)
    take_part(people, *(SUNDAY - timedelta(weeks=week) for week in range(5)))
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        yield lambda: world.client(world.otto).get(ADDRESS)


def text(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_only_leaders_who_agreed_stand_there_and_they_are_told_who_looked(page, world):
    shown = text(page())

    assert "Ada Shown" in shown
    assert "Bo Hidden" not in shown
    assert "0 of 1 leader who shows their figures answered somebody" in shown
    assert "0 questions put to them in 90 days; definition of 26 November 2026" in shown
    noting.write()
    assert set(Look.objects.values_list("about__name", "report")) >= {("Ada Shown", "leadership")}


def test_before_anybody_agreed_nobody_is_shown_and_the_page_says_so(page):
    chief = Person.objects.get(name="Ada Shown")
    consents.answer(leader=chief, agrees=False)

    shown = text(page())
    assert "No leader shows their figures yet." in shown
    assert "Ada Shown" not in shown


def test_the_page_is_for_analysts(world):
    assert world.client(world.mira).get(ADDRESS).status_code == 404


def test_drawings_say_what_their_tables_say():
    effects = leader_specimens.effects()
    for drawing in effects.drawings:
        words = [mark.words for mark in drawing.marks if mark.kind == "text"]
        for name, ratio, interval, _groups, reading in effects.table:
            assert any(word.startswith(name[:20]) for word in words)
            assert ratio in words
            if "wide" in drawing.classes:
                assert (interval if reading != "cannot tell yet" else reading) in words
    for line in leader_specimens.lines():
        bars = [mark for mark in line.drawing.marks if mark.kind == "rect"]
        filled = [bar for bar in bars if bar.classes == "fill-1"]
        assert len(filled) == sum(week > 0 for week in line.leader.own)
        assert len(bars) - len(filled) == sum(week > 0 for week in line.leader.delegated)
        assert f"{sum(line.leader.own)} own posts" in line.drawing.title


def test_a_circle_is_filled_where_the_interval_leaves_out_no_difference():
    effects = leader_specimens.effects()
    wide = effects.drawings[0]
    dots = [mark.classes for mark in wide.marks if mark.kind == "dot"]
    assert dots == ["fill-1", "hollow strong-edge"]
    assert [row[4] for row in effects.table] == ["more", "cannot tell yet", "more"]
    assert not ratios.Ratio("", 1.2, 1.0, 1.4).is_sure


def test_the_claim_says_how_much_only_where_it_can_be_told():
    said = leadership.headline(leader_specimens.told())
    assert "1 of 3 leaders" in said.before
    assert said.strong == "30\u00a0% more"


def test_readers_hear_why_the_number_of_leaders_who_take_part_is_told_to_nobody():
    hidden = Row("leaders", "leaders", None, 15, Withheld.SUBTRACTION)
    figure = Figure(catalogue.measure("leaders"), SUNDAY, rows=[hidden])

    said = leadership.headline(
        replace(leader_specimens.told(), figures={"leaders": figure}, is_for_viewer=False)
    )
    assert "can be told to nobody" in said.before
    assert "would tell of the few who do not" in said.count
    assert "to analysts alone" in said.count
