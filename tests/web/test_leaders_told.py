"""Telling leaders that their own figures would be shown: from the page to the notice and back."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from groundswell.activity import log
from groundswell.adoption.consents import queries
from groundswell.network.notifications import queries as notices
from groundswell.network.notifications import reading, wording
from groundswell.people.audit.models import AuditEntry
from groundswell.people.org.models import Assignment
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role

ADDRESS = "/administration/leaders/"

pytestmark = pytest.mark.usefixtures("news")


def text(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.fixture
def chief(world):
    """Mira is the chief, and Otto reports to her."""
    for person, manager in ((world.otto, world.mira), (world.mira, None)):
        Assignment.objects.create(
            person=person, manager=manager, function="Executive", from_on=date(2020, 1, 1)
        )
    return world.mira


def test_a_leader_is_told_by_who_manages_people_and_says_yes_or_no(world, chief):
    roles.grant(person=world.joan, role=Role.PEOPLE_ADMINISTRATOR)
    joan, mira = world.client(world.joan), world.client(chief)
    assert "not told yet" in text(joan.get(ADDRESS))
    before = log.newest()
    assert joan.post(ADDRESS, {"leader": [chief.pk]}).status_code == 303

    reading.follow(log.after(before))
    (told,) = [one for one in notices.inbox(chief).unread if one.kind == "figures"]
    assert wording.sentence(told).startswith("May analysts see figures of yours")
    assert "figures of yours as a leader</a>" in text(mira.get("/notices/"))
    where, _, place = wording.address(told).partition("#")
    assert f'id="{place}"' in text(mira.get(where))
    assert "no answer yet" in text(joan.get(ADDRESS))
    assert f'value="{chief.pk}"' not in text(joan.get(ADDRESS))
    assert AuditEntry.objects.filter(verb="told of the roster", actor_id=world.joan.pk).count() == 1

    mira.post("/adoption/about-me/roster/", {"answer": "yes"})
    assert queries.roster() == {chief.pk}
    assert [one.kind for one in notices.inbox(chief).unread if one.kind == "figures"] == []
    assert "agreed on" in text(joan.get(ADDRESS))
    mira.post("/adoption/about-me/roster/", {"answer": "no"})
    assert queries.roster() == set()
    assert "said no on" in text(joan.get(ADDRESS))


def test_who_leads_nobody_is_not_told(world, chief):
    ada = world.client(world.ada)
    for chosen in ([world.otto.pk], [], ["9" * 5000], ["²"]):
        answer = ada.post(ADDRESS, {"leader": chosen})
        assert answer.status_code == 422
        assert "nobody was told" in unescape(answer.content.decode())
    assert queries.places([world.otto.pk, chief.pk]) == {}
    assert world.client(world.otto).get(ADDRESS).status_code == 404
