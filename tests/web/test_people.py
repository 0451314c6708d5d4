"""People: the directory, a profile, following, the tree, the chooser of mentions."""

from __future__ import annotations

from datetime import date

import pytest

from groundswell.people.org.models import Assignment
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.web.views import people as views
from tests.web.reading import posts_of, text, words_of


def place(person, manager=None, **more):
    return Assignment.objects.create(
        person=person, manager=manager, from_on=date(2020, 1, 1), **more
    )


@pytest.fixture
def line(world):
    """Mira leads Joan, who leads Otto."""
    place(world.mira, function="Executive", site="Halden", level="board")
    place(world.joan, world.mira, function="Legal", site="Halden", level="director")
    place(world.otto, world.joan, function="Legal", site="Busan", level="desk")


@pytest.fixture
def client(world):
    return world.client(world.otto)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Joan Whitfield", "Mira Lindqvist", "Otto Berg"]),
        ("name=lind", ["Mira Lindqvist"]),
        ("name=LINDQVIST mira", ["Mira Lindqvist"]),
        ("site=Halden", ["Joan Whitfield", "Mira Lindqvist"]),
        ("site=Halden&function=Legal", ["Joan Whitfield"]),
        ("level=desk", ["Otto Berg"]),
        ("name=nobody", []),
    ],
)
def test_the_directory_is_narrowed_by_name_and_place(world, line, client, query, found):
    words = words_of(client.get(f"/people/?{query}"))

    shown = [name for name in ("Joan Whitfield", "Mira Lindqvist", "Otto Berg") if name in words]
    assert shown == found
    assert ("Nobody like that" in words) == (not found)


def test_the_directory_goes_on_and_keeps_its_filters(world, client):
    for number in range(45):
        place(world.person(f"Crew{number:02d} Member"), site="Busan")

    first = client.get("/people/?site=Busan")
    assert "45 people" in words_of(first)
    assert "?site=Busan&amp;from=40" in text(first)

    assert "Crew44 Member" in words_of(client.get("/people/?site=Busan&from=40"))
    assert client.get("/people/?site=Busan&from=9999").status_code == 200


def test_whoever_left_is_not_in_the_directory_but_has_a_profile(world, client):
    Person.objects.filter(pk=world.joan.pk).update(state=State.LEFT)

    assert "Joan Whitfield" not in words_of(client.get("/people/"))
    assert "has left" in words_of(client.get(f"/people/{world.joan.pk}/"))


def test_a_profile_says_where_somebody_stands_and_what_to_ask_them(world, line, client):
    roles.grant(person=world.otto, role=Role.MODERATOR)
    persons.change_profile(
        person=world.otto, ask_me_about=["blade pitch"], skills=["Welding"], languages=["Norwegian"]
    )

    page = world.client(world.joan).get(f"/people/{world.otto.pk}/")

    words = words_of(page)
    assert "Mira Lindqvist JW Joan Whitfield" in words
    assert "Legal" in words
    assert "Moderator" in words
    assert "Ask me about blade pitch" in words
    assert 'href="/search/?q=blade+pitch"' in text(page)
    assert "Welding" in text(page)


def test_a_profile_shows_what_of_theirs_the_viewer_may_read(world):
    open_one = world.tell(world.mira, "Hear")
    world.ask(world.mira, world.merger)

    joan = world.client(world.joan).get(f"/people/{world.mira.pk}/")
    otto = world.client(world.otto).get(f"/people/{world.mira.pk}/")

    assert posts_of(joan) == [open_one.pk]
    assert len(posts_of(otto)) == 2


def test_following_brings_a_storyline_into_the_feed_and_unfollowing_takes_it_out(world, client):
    from groundswell.network.posts import actions as posts
    from groundswell.network.streams import queries as streams

    own = streams.storyline_of(world.mira.pk)
    post = posts.publish(author=world.mira, stream_ids=[own.pk], source="Small thing I learned")
    assert posts_of(client.get("/")) == []

    client.post(f"/people/{world.mira.pk}/follow/")
    assert posts_of(client.get("/")) == [post.pk]
    assert "Following" in words_of(client.get(f"/people/{world.mira.pk}/"))

    client.post(f"/people/{world.mira.pk}/follow/?no=1")
    assert posts_of(client.get("/")) == []


def test_nobody_is_asked_to_follow_themselves(world, client):
    page = words_of(client.get(f"/people/{world.otto.pk}/"))

    assert "Change your profile" in page
    assert "Follow" not in page


def test_the_tree_shows_the_line_above_and_who_reports(world, line, client):
    page = client.get(f"/organisation/{world.joan.pk}/")

    words = words_of(page)
    assert "Mira Lindqvist" in words
    assert "Otto Berg" in words
    assert client.get("/organisation/").headers["Location"] == f"/organisation/{world.mira.pk}/"


def test_without_a_people_list_the_tree_says_so(world, client):
    assert "The chart is drawn from the people list" in words_of(client.get("/organisation/"))


@pytest.mark.parametrize("typed", ["Mir", "mira_l", "LIND"])
def test_the_chooser_offers_who_begins_so(world, client, typed):
    _ = world.mira

    shown = text(client.get(f"/people/mentions/?q={typed}"))

    assert 'data-handle="mira_lindqvist"' in shown
    assert 'role="option"' in shown


def test_the_chooser_offers_groups_that_are_listed(world):
    _ = world.pilots, world.merger
    client = world.client(world.mira)

    assert 'data-handle="pilots"' in text(client.get("/people/mentions/?q=pil"))
    assert "Merger" not in text(client.get("/people/mentions/?q=mer"))


def test_the_chooser_says_nothing_to_nothing(client):
    assert text(client.get("/people/mentions/?q=")).strip() == ""
    assert text(client.get("/people/mentions/?q=%25")).strip() == ""


def test_a_large_team_is_shown_in_parts(world, line, client, monkeypatch):
    monkeypatch.setattr(views, "TEAM", 2)
    for number in range(3):
        place(world.person(f"Mona{number} New"), world.joan)

    first = client.get(f"/organisation/{world.joan.pk}/")
    assert "Mona2" not in text(first)
    assert 'href="?from=2"' in text(first)
    assert "Otto Berg" in words_of(client.get(f"/organisation/{world.joan.pk}/?from=2"))
