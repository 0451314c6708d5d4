"""Praise on the pages of those it is for."""

from __future__ import annotations

from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role


def test_it_stands_on_the_pages_of_a_person_and_a_group(world):
    client = world.client(world.mira)
    names = f"@{world.otto.account.handle} @{world.pilots.account.handle} <b>Bravo</b>"
    form = {"stream": world.organisation.pk, "kind": "praise", "source": names}
    assert client.post("/posts/", form).status_code == 303

    for address in (f"/people/{world.otto.pk}/", f"/groups/{world.pilots.pk}/"):
        page = client.get(address).content.decode()
        assert 'id="side-praise"' in page
        assert "<b>Bravo" not in page
    home = client.get("/").content.decode()
    assert f'class="praise__person" href="/people/{world.otto.pk}/"' in home


def test_the_page_of_an_announcer_says_so(world):
    roles.grant(person=world.otto, role=Role.ANNOUNCER)

    assert "Announcer" in world.client(world.mira).get(f"/people/{world.otto.pk}/").content.decode()
