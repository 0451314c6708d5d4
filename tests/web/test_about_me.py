"""The page of what is measured about oneself: own figures, own switches, who looked."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from groundswell.adoption.bridges.models import OwnBridge
from groundswell.adoption.consents import actions as consents
from groundswell.adoption.consents import queries
from groundswell.adoption.consents.models import What
from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.looks import noting
from groundswell.adoption.register.models import RegisterEntry
from groundswell.foundation import clock
from groundswell.people.org.models import Assignment
from tests.adoption.company import ALWAYS

ADDRESS = "/adoption/about-me/"


def text(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", unescape(words))


def test_agreeing_and_taking_back_work_at_once(world):
    otto = world.client(world.otto)
    assert "I may be found for joint work : no." in text(otto.get(ADDRESS))
    otto.post(f"{ADDRESS}named/bridge/", {"answer": "yes"})
    assert queries.opted_in([world.otto.pk], What.BRIDGE)
    assert "I may be found for joint work : agreed" in text(otto.get(ADDRESS))
    otto.post(f"{ADDRESS}named/bridge/", {"answer": "no"})
    assert not queries.opted_in([world.otto.pk], What.BRIDGE)
    assert "Agreed from" in text(otto.get(ADDRESS))


def test_a_leader_who_was_told_answers_here(world):
    Assignment.objects.create(person=world.joan, manager=world.mira, from_on=ALWAYS)
    mira = world.client(world.mira)
    assert "roster" not in text(mira.get(ADDRESS)).partition("Everything that is counted")[0]
    consents.tell(leader=world.mira, told_by=None)
    assert "Until you agree nobody sees it." in text(mira.get(ADDRESS))
    mira.post(f"{ADDRESS}roster/", {"answer": "yes"})
    assert queries.shown_leaders([world.mira.pk])
    mira.post(f"{ADDRESS}roster/", {"answer": "no"})
    assert not queries.shown_leaders([world.mira.pk])
    assert "so nobody sees it" in text(mira.get(ADDRESS))


def test_where_one_stands_between_others_is_told_to_oneself_unless_switched_off(world):
    figures = {"constraint": 0.25, "effective_size": 4.5, "betweenness": 12, "less_bound_than": 0.4}
    OwnBridge.objects.create(person=world.otto, on=clock.today(), ties=6, functions=2, **figures)
    said = "You and 6 people had to do with each other, from 2 functions"
    assert said in text(world.client(world.otto).get(ADDRESS))
    assert "had to do with each other," not in text(world.client(world.joan).get(ADDRESS))

    RegisterEntry.objects.create(measure="inward", off_at=clock.now())

    assert said not in text(world.client(world.otto).get(ADDRESS))


def test_the_drawing_and_its_table_say_the_same_and_only_of_oneself(world):
    last = clock.today()
    for person, posts in ((world.otto, 7), (world.joan, 90)):
        for weeks in (2, 3):
            on = last - timedelta(weeks=weeks)
            ContributionDay.objects.create(person_id=person.pk, on=on, posts=posts)
    page = world.client(world.otto).get(ADDRESS)
    titles = re.findall(r"<title id=\"chart-mine[^>]*>([^<]*)", page.content.decode())
    table = re.findall(r"<tr><th scope=\"row\">[^<]*</th><td>(\d+)</td><td>(\d+)</td></tr>",
                       page.content.decode())  # fmt: skip

    assert titles == ["You gave 14 and got 0 back"] * 2
    *weeks, together = table
    assert len(weeks) == 13
    assert sum(int(given) for given, _ in weeks) == 14
    assert together == ("14", "0")


def test_who_looked_is_named_and_the_file_is_a_download(world):
    noting.note(world.ada.pk, "leadership", about=[world.otto.pk])
    noting.write()
    otto = world.client(world.otto)

    assert f"{world.ada.name} Leadership 1" in text(otto.get(ADDRESS))
    answer = otto.get(f"{ADDRESS}all.json")
    assert answer["Content-Disposition"].startswith('attachment; filename="about-me-')
    assert b"who looked at your own figures" in b"".join(answer.streaming_content)
    assert world.ada.name not in text(world.client(world.joan).get(ADDRESS))


@pytest.mark.parametrize("reports", [1, 5])
def test_the_page_takes_no_more_queries_when_more_looked(
    world, django_assert_max_num_queries, reports
):
    for number in range(reports):
        noting.note(world.ada.pk, f"report {number}", about=[world.otto.pk])
    noting.write()
    client = world.client(world.otto)
    with django_assert_max_num_queries(18):
        client.get(ADDRESS)
