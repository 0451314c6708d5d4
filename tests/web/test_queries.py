"""How many queries a page takes: exactly, and not more when there is more to show."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.network.groups import actions as groups
from groundswell.network.messages import actions as messages
from groundswell.network.posts import actions as posts
from groundswell.network.reactions import actions as reactions

# The fast path: whose session it is; which posts, and what of them is the viewer's.
FEED = 2
# The frame: where one may post, what waits; on the home page who asks and which groups to join
# come with it.
FRAME = 1
# What was never drawn in this process: the posts, and the files on them.
COLD = 2


def queries_of(client, address, status=200):
    """The statements that one request takes."""
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(address)
    assert answer.status_code == status
    return [query["sql"] for query in caught.captured_queries]


def count(client, address):
    return len(queries_of(client, address))


@pytest.fixture
def client(world):
    """Otto's browser; he has groups, and there are threads of many kinds to see."""
    for number in range(12):
        world.tell(world.mira, f"The crane is free from {number} on.")
    for number in range(3):
        thread = world.ask(world.mira, world.pilots, f"Who knows {number}?")
        posts.reply(author=world.otto, to_id=thread.pk, source="I do.")
        reactions.react(person=world.otto, post_id=thread.pk, name="thanks")
    return world.client(world.otto)


def test_a_home_page_takes_two_queries_and_one_for_its_frame(client):
    assert count(client, "/") == FEED + FRAME + COLD
    assert count(client, "/") == FEED + FRAME


def test_for_you_takes_two_queries_more_than_newest(client):
    queries_of(client, "/for-you/")

    assert count(client, "/for-you/") == FEED + FRAME + 2


def test_no_query_of_a_warm_home_page_reads_a_text(client):
    queries_of(client, "/")

    assert not any("html" in sql for sql in queries_of(client, "/"))


def test_one_new_post_among_many_warm_ones_costs_two_queries(client, world):
    queries_of(client, "/")
    world.tell(world.mira, "Something new.")

    assert count(client, "/") == FEED + FRAME + COLD


def test_a_reaction_makes_one_post_cold_and_no_other(client, world):
    queries_of(client, "/")
    thread = world.tell(world.mira, "Something new.")
    queries_of(client, "/")
    reactions.react(person=world.mira, post_id=thread.pk, name="thanks")

    cold = [sql for sql in queries_of(client, "/") if "html" in sql]

    assert len(cold) == 1
    assert str(thread.pk) in cold[0]


def test_what_a_script_asks_of_a_feed_takes_no_frame(client):
    headers = {"HX-Request": "true"}
    with CaptureQueriesContext(connection) as caught:
        client.get("/?newer_than=1", headers=headers)

    assert len(caught) == 2


GROWING = {
    "home": "/",
    "unanswered": "/unanswered/",
    "for you": "/for-you/",
    "group": "/groups/{pilots}/",
    "members": "/groups/{pilots}/members/",
    "groups": "/groups/",
    "thread": "/posts/{thread}/",
    "directory": "/people/",
    "profile": "/people/{mira}/",
    "organisation": "/organisation/{mira}/",
    "topic": "/topics/crane/",
    "search": "/search/?q=crane",
    "chooser": "/people/mentions/?q=m",
    "settings": "/settings/",
    "messages": "/messages/",
    "conversation": "/messages/{pair}/",
    "conversation people": "/messages/{several}/people/",
    "notices": "/notices/",
    "first steps": "/first-steps/",
}


def grow(world, thread):
    """Ten more of everything that pages list."""
    for number in range(10):
        person = world.person(f"Mona{number} Newcomer")
        groups.join(person=person, group_id=world.pilots.pk)
        groups.found(founder=world.mira, name=f"Group {number}", purpose="More")
        reply = posts.reply(author=person, to_id=thread.pk, source=f"Answer {number}")
        posts.reply(author=world.mira, to_id=reply.pk, source="Thanks")
        reactions.react(person=person, post_id=thread.pk, name="agree")
        world.tell(world.mira, f"Post {number} of the #crane")
        world.ask(world.mira, world.pilots, f"Question {number}?")
        messages.start(author=person, person_ids=[world.otto.pk], source=f"Hello {number}")
        messages.add(adder=world.mira, conversation_id=world.several, person_ids=[person.pk])
        world.say(world.mira, world.pair, f"And {number}")
    reports(world)


def reports(world):
    from groundswell.people.org.models import Assignment
    from groundswell.people.persons.models import Person

    new = Person.objects.exclude(pk=world.mira.pk).exclude(assignments__isnull=False)
    Assignment.objects.bulk_create(
        Assignment(person=person, manager=world.mira, site="Busan", from_on="2020-01-01")
        for person in new
    )


def test_no_page_takes_more_queries_when_it_shows_more(world):
    thread = world.ask(world.mira, world.pilots)
    posts.reply(author=world.otto, to_id=thread.pk, source="I do.")
    world.ask(world.mira, world.pilots, "Who else?")
    world.tell(world.mira, "One #crane")
    reports(world)
    client = world.client(world.otto)
    ids = {
        "pilots": world.pilots.pk,
        "thread": thread.pk,
        "mira": world.mira.pk,
        "pair": world.pair,
        "several": world.several,
    }

    def warm():
        addresses = {name: address.format(**ids) for name, address in GROWING.items()}
        for address in addresses.values():
            queries_of(client, address)
        return {name: count(client, address) for name, address in addresses.items()}

    few = warm()
    grow(world, thread)

    assert warm() == few
