"""The page of what was not found: for analysts and moderators, and without a name."""

from __future__ import annotations

import pytest

from groundswell.foundation import clock
from groundswell.network.search import misses
from groundswell.network.search.models import Missed, MissedDay
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ANALYST, 200), (Role.MODERATOR, 200), (Role.ADMINISTRATOR, 404), (Role.LEGAL, 404)],
)
def test_it_is_there_for_those_who_can_mend_it(world, role, status):
    missed = Missed.objects.create(digest="1", words="<b>cavitaton</b>")
    MissedDay.objects.create(missed=missed, on=clock.today(), asked=5)
    roles.grant(person=world.joan, role=role)
    client = world.client(world.joan)

    answer = client.get("/search/missing/")

    assert answer.status_code == status
    assert (b"&lt;b&gt;cavitaton" in answer.content) == (status == 200)
    assert (b"/search/missing/" in client.get("/search/").content) == (status == 200)


def test_a_page_of_no_hits_is_noted_and_writes_nothing(world, django_assert_num_queries):
    misses._typing.clear()
    joan = world.client(world.joan)
    joan.get("/search/?q=zzyzx")
    joan.get("/search/?q=zzyzx&older_than=5")

    assert misses._typing[world.joan.pk][0] == "zzyzx"
    assert not Missed.objects.exists()
