"""Announcing in the browser: what it costs is asked first, and who read it is never named."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from groundswell.adoption import actions as adoption
from groundswell.adoption import announced as reach
from groundswell.foundation import clock
from groundswell.foundation.kept import Kept
from groundswell.network.announcements.models import Acknowledgement, Announcement
from groundswell.network.groups import actions as groups
from groundswell.network.posts.models import Post
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.web import composing

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def crowd(world):
    """Twelve of Service and two of Legal; Mira may announce to all."""
    roles.grant(person=world.mira, role=Role.ANNOUNCER)
    people = [world.person(f"P{number} of Service") for number in range(14)]
    for number, person in enumerate(people):
        function = "Service" if number < 12 else "Legal"
        Assignment.objects.create(person=person, function=function, from_on="2020-01-01")
    type(people[0]).objects.filter(pk=people[0].pk).update(time_zone="Asia/Seoul")
    return people


def announce(client, world, **typed):
    form = {
        "stream": world.organisation.pk,
        "kind": "announcement",
        "title": "The quay closes",
        "source": "On <Friday>.",
        "asks_acknowledgement": "1",
    }
    return client.post("/posts/", form | typed)


def test_the_box_offers_it_to_those_entitled(world):
    box = 'name="kind" value="announcement"'
    assert box not in world.client(world.mira).get("/").content.decode()
    assert box in world.client(world.mira).get(f"/groups/{world.pilots.pk}/").content.decode()
    assert box not in world.client(world.otto).get(f"/groups/{world.pilots.pk}/").content.decode()

    roles.grant(person=world.mira, role=Role.ANNOUNCER)

    assert box in world.client(world.mira).get("/").content.decode()


def test_the_box_offers_whom_the_directory_has_and_no_other(world, crowd, monkeypatch):
    # What another test's directory had is remembered for a minute.
    monkeypatch.setattr(composing, "_places", Kept(4))
    client = world.client(world.mira)
    page = client.get("/").content.decode()
    assert 'list="composer-function"' in page
    assert '<option value="Legal"></option><option value="Service"></option>' in page

    refused = announce(client, world, function="Servise")

    assert refused.status_code == 422
    assert "nobody stands at “Servise”. There is: Service." in refused.content.decode()
    assert "This tells 12 people" in announce(client, world, function="service").content.decode()


def test_before_it_interrupts_many_its_author_is_asked(world, crowd):
    client = world.client(world.mira)
    asked = announce(client, world)
    page = asked.content.decode()

    assert asked.status_code == 200
    assert "This tells 14 people at once" in page
    assert not Post.objects.exists()

    form = dict(HIDDEN.findall(page)) | {"source": "On <Friday>."}
    form.pop("csrfmiddlewaretoken")
    answer = client.post("/posts/", form)

    assert answer.status_code == 303
    assert Announcement.objects.get().asks_acknowledgement


def test_the_quieter_way_is_a_plain_post(world, crowd):
    answer = announce(world.client(world.mira), world, confirmed="1", quietly="1")
    post = Post.objects.get()

    assert answer.status_code == 303
    assert (post.kind, post.source) == ("post", "**The quay closes**\n\nOn <Friday>.")
    assert not Announcement.objects.exists()


def test_a_text_that_names_many_is_asked_about_and_may_wait_until_the_morning(world, crowd):
    names = " ".join(f"@{person.account.handle}" for person in crowd[:5])
    client = world.client(world.otto)
    form = {"stream": world.organisation.pk, "kind": "post", "source": names}
    page = client.post("/posts/", form).content.decode()

    assert "This tells 5 people at once" in page
    assert 'name="later"' in page
    few = client.post("/posts/", form | {"source": names.rsplit(" ", 1)[0]})
    assert few.status_code == 303


def test_an_owner_who_names_the_group_is_told_what_that_costs(world, crowd):
    roles.revoke(person=world.mira, role=Role.ANNOUNCER)
    for person in crowd[:5]:
        groups.join(person=person, group_id=world.pilots.pk)
    owner, member = world.client(world.mira), world.client(world.otto)
    form = {"stream": world.organisation.pk, "kind": "post", "source": "Hear, @pilots"}

    page = owner.post("/posts/", form).content.decode()
    assert "This tells 6 people at once" in page
    assert "post it in the group without naming it" in page
    assert "tells its 7 members" in owner.get("/people/mentions/?q=pil").content.decode()
    assert "tells its" not in member.get("/people/mentions/?q=pil").content.decode()
    assert member.post("/posts/", form).status_code == 303


def test_its_author_sees_whom_it_reached_and_no_small_number(world, crowd):
    client = world.client(world.mira)
    announce(client, world, confirmed="1")
    announced = Announcement.objects.get()
    for person in crowd:
        world.client(person).post(f"/posts/{announced.pk}/acknowledge/")
    address = f"/posts/{announced.pk}/reach/"

    today = client.get(address).content.decode()
    Post.objects.filter(pk=announced.pk).update(published_at=clock.now() - timedelta(days=3))
    Acknowledgement.objects.update(at=clock.now() - timedelta(days=2))
    Acknowledgement.objects.filter(person__in=crowd[6:12]).delete()
    soon = client.get(address).content.decode()
    Post.objects.filter(pk=announced.pk).update(published_at=clock.now() - timedelta(days=9))
    (part,) = [one for one in adoption.nightly() if one.name == "announcements told"]
    for each in part.due():  # one by one, so that the night may end between two
        part.keep(each)
    later = client.get(address).content.decode()
    rows = dict(re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', later))

    assert "It is counted at midnight" in today
    assert "<td>" not in today
    assert "Service" not in soon
    assert "Function by function it is told once" in soon
    assert rows["Legal"] == "not shown"
    assert "Service" in rows
    assert crowd[0].name not in later


def test_of_whom_it_reached_no_two_days_tell_of_few(world, crowd):
    announce(world.client(world.mira), world, confirmed="1")
    announced = Announcement.objects.get()
    now = clock.now()
    Post.objects.filter(pk=announced.pk).update(published_at=now - timedelta(days=9))
    said, kept = [], None
    for day, people in enumerate([crowd[:6], crowd[6:7], crowd[7:10], crowd[10:11], crowd[11:13]]):
        Acknowledgement.objects.bulk_create(
            Acknowledgement(announcement=announced, person=one, at=now + timedelta(days=day))
            for one in people
        )
        with clock.frozen(now + timedelta(days=day + 1)):
            for one in reach.due():
                reach.keep(one)
            found = reach.reached(world.mira, Announcement.objects.get())
            said.append(found.total.numerator)
            kept = kept or found.rows
            assert found.rows == kept

    type(crowd[0]).objects.filter(pk=crowd[0].pk).update(state=State.LEFT)
    with clock.frozen(now + timedelta(days=6)):
        left = reach.reached(world.mira, Announcement.objects.get()).total

    assert said == [6, 6, 6, 11, 11]
    # Whoever leaves had acknowledged it, or not: the number is the same.
    assert (left.numerator, left.denominator) == (11, found.total.denominator - 1)
    assert list(reach.due()) == []


def test_after_acknowledging_the_button_is_gone(world, crowd):
    announce(world.client(world.mira), world, confirmed="1")
    client = world.client(crowd[0])
    before = client.get("/").content.decode()
    client.post(f"/posts/{Announcement.objects.get().pk}/acknowledge/")
    after = client.get("/").content.decode()

    assert 'acknowledge/" data-own="true"' in before
    assert 'acknowledge/" data-own="false"' in after
