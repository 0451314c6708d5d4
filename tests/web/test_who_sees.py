"""Which role opens which pages of adoption, and that nobody is shown a way to what is not there."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from urllib.parse import urljoin

import pytest
from django.urls import resolve

from groundswell.adoption.consents import actions as consents
from groundswell.foundation import clock
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.adoption.company import employ, take_part

SUNDAY = date(2026, 3, 29)
FIGURES = ("silos", "leadership", "voices", "answers", "spread", "report")
SEES = {
    None: False,
    Role.LEGAL: False,
    Role.ADMINISTRATOR: False,
    Role.READER: True,
    Role.WORKS_COUNCIL: True,
    Role.ANALYST: True,
}


@pytest.fixture
def chief(world):
    """Ada Shown leads and agreed to be shown; it is 1 April 2026."""
    people = employ("Service", 40)
    leader = people[0]
    Assignment.objects.filter(person__in=people[1:]).update(manager=leader)
    Person.objects.filter(pk=leader.pk).update(name="Ada Shown")
    consents.tell(leader=leader, told_by=None)
    consents.answer(leader=leader, agrees=True)
    take_part(people, *(SUNDAY - timedelta(weeks=week) for week in range(5)))
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        yield leader


def links(page: str, address: str) -> set[str]:
    """Where a page leads within adoption."""
    found = {urljoin(address, unescape(href)) for href in re.findall(r'href="([^"#]+)', page)}
    return {href for href in found if href.startswith("/adoption/")}


def dead_ends(client) -> set[str]:
    """Ways of adoption that lead nowhere; of addresses of one pattern one is tried."""
    known, waiting, dead = set(), {"/adoption/"}, set()
    while waiting:
        address = waiting.pop()
        route = resolve(address.partition("?")[0]).route
        if route in known:
            continue
        known.add(route)
        answer = client.get(address)
        if answer.status_code == 404:
            dead.add(address)
        elif answer.headers["Content-Type"].startswith("text/html"):
            waiting |= links(answer.content.decode(), address)
    return dead


@pytest.mark.parametrize("role", SEES)
def test_a_role_opens_the_figures_or_shows_no_way_to_them(world, chief, role):
    if role:
        roles.grant(person=world.joan, role=role)
    client = world.client(world.joan)

    opened = {name: client.get(f"/adoption/{name}/").status_code == 200 for name in FIGURES}
    assert opened == dict.fromkeys(FIGURES, SEES[role])
    assert dead_ends(client) == set()


def test_what_leaders_agreed_to_show_to_analysts_no_other_reader_sees(world, chief):
    roles.grant(person=world.joan, role=Role.READER)
    roles.grant(person=world.otto, role=Role.ANALYST)
    reader, analyst = world.client(world.joan), world.client(world.otto)

    assert "Ada Shown" in analyst.get("/adoption/leadership/").content.decode()
    page = reader.get("/adoption/leadership/").content.decode()
    assert "Ada Shown" not in page
    assert "/search/missing/" not in reader.get("/adoption/voices/").content.decode()
    for address in (
        "/adoption/figures/leader_words.csv",
        "/adoption/figures/leader_words.csv?from=2026-01-01",
    ):
        assert analyst.get(address).status_code == 200
        assert reader.get(address).status_code == 404
    for address in (
        "/adoption/pages/leadership.csv",
        "/adoption/pages/leadership.csv?from=2026-01-01",
        "/adoption/compare/?page=leadership",
    ):
        told = reader.get(address)
        assert told.status_code == 200
        assert "leader_" not in told.content.decode()
    taken = reader.post("/adoption/silos/taken/", {"one": "1", "other": "2", "kind": "event"})
    assert taken.status_code == 404
