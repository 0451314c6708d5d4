"""Feeds: everything once, nothing that is not one's own, and no page that repeats or skips."""

from __future__ import annotations

import re

import pytest

from groundswell.foundation import ids
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Visibility
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.streams.models import Stream
from tests.web.reading import posts_of, text, words_of

SCRIPT = {"HX-Request": "true"}


def older(answer):
    """The address of the next page."""
    found = re.search(r'class="feed__older" hx-get="([^"]+)"', text(answer))
    return found[1] if found else ""


def test_older_pages_neither_repeat_nor_skip_while_new_posts_arrive(world):
    client = world.client(world.otto)
    there = [world.tell(world.mira, f"Post {number}").pk for number in range(45)]
    read, address = [], "/"

    while address:
        answer = client.get(address)
        read += posts_of(answer)
        address = older(answer)
        world.tell(world.mira, "Meanwhile")

    assert read == sorted(there, reverse=True)


def test_the_end_of_a_feed_offers_nothing_older(world):
    world.tell(world.mira, "Only one")

    assert older(world.client(world.otto).get("/")) == ""


def test_a_page_that_starts_nowhere_is_refused(world):
    answer = world.client(world.otto).get("/?older_than=yesterday")

    assert answer.status_code == 422
    assert answer.status_code != 500


@pytest.mark.parametrize("edge", [1, ids.MAX])
def test_a_page_may_start_at_any_id(world, edge):
    world.tell(world.mira, "One")

    assert world.client(world.otto).get(f"/?older_than={edge}").status_code == 200


def test_a_thread_in_two_of_my_streams_stands_there_once(world):
    streams = [world.organisation.pk, world.pilots.stream_id]
    posts.publish(author=world.mira, stream_ids=streams, source="Twice placed")

    answer = world.client(world.otto).get("/")

    assert len(posts_of(answer)) == 1
    assert "Everybody · Pilots ·" in words_of(answer)


def test_a_second_place_that_is_secret_is_not_named_to_others(world):
    streams = [world.organisation.pk, world.merger.stream_id]
    posts.publish(author=world.mira, stream_ids=streams, source="Twice placed")

    assert "Merger ·" in words_of(world.client(world.otto).get("/"))
    assert "Merger" not in text(world.client(world.joan).get("/"))


def test_one_fragment_serves_everybody_and_tells_nobody_of_the_other(world):
    world.tell(world.mira, "Hear")
    mine, theirs = (text(world.client(who).get("/")) for who in (world.mira, world.joan))

    assert "/edit/" in mine
    assert "/edit/" not in theirs
    assert "/remove/" not in theirs


def test_unanswered_questions_of_every_readable_stream_wait_there(world):
    open_one = world.ask(world.mira, world.pilots)
    secret = world.ask(world.mira, world.merger)
    answered = world.ask(world.mira, world.pilots, "Answered?")
    posts.reply(author=world.otto, to_id=answered.pk, source="Yes")
    own_words = world.ask(world.mira, world.pilots, "Me again?")
    posts.reply(author=world.mira, to_id=own_words.pk, source="Anybody?")

    assert posts_of(world.client(world.joan).get("/unanswered/")) == [own_words.pk, open_one.pk]
    assert secret.pk in posts_of(world.client(world.otto).get("/unanswered/"))


def test_who_asks_stands_beside_the_feed_of_others(world):
    world.ask(world.mira, world.pilots, "Who has the key?")

    assert "Who has the key?" in text(world.client(world.joan).get("/"))
    aside = text(world.client(world.mira).get("/")).partition("<aside")[2]
    assert "Who has the key?" not in aside


def test_leaving_a_group_takes_its_threads_out_of_the_feed(world):
    post = world.ask(world.mira, world.pilots)
    client = world.client(world.otto)
    assert posts_of(client.get("/")) == [post.pk]

    client.post(f"/groups/{world.pilots.pk}/leave/")

    assert posts_of(client.get("/")) == []


def test_closing_a_group_takes_it_out_of_the_feeds_of_those_outside(world):
    post = world.ask(world.mira, world.pilots)
    joan = world.client(world.joan)
    from groundswell.network.streams import actions as streams

    streams.follow(follower=world.joan, stream_id=world.pilots.stream_id)
    assert posts_of(joan.get("/")) == [post.pk]

    groups.change(
        owner=world.mira,
        group_id=world.pilots.pk,
        name="Pilots",
        purpose="",
        visibility=Visibility.CLOSED,
    )

    assert posts_of(joan.get("/")) == []
    assert joan.get(f"/posts/{post.pk}/").status_code == 404


def test_no_feed_ever_shows_what_its_viewer_may_not_read(world):
    for author, group in (
        (world.mira, world.pilots),
        (world.otto, world.board),
        (world.mira, world.merger),
    ):
        world.ask(author, group)
    world.tell(world.joan, "Good morning")

    for kind, person in world.viewers.items():
        if person is None:
            continue
        readable = set(
            Stream.objects.visible_to(person).values_list("placements__post_id", flat=True)
        )
        client = world.client(person)
        pages = ["/", "/unanswered/", f"/people/{world.mira.pk}/", "/search/?q=blade"]
        shown = {id_ for page in pages for id_ in posts_of(client.get(page))}
        assert shown <= readable, kind


def test_a_script_hears_how_many_posts_are_new(world):
    first = world.tell(world.mira, "One")
    client = world.client(world.otto)
    address = f"/?newer_than={first.pk}"
    assert client.get(address, headers=SCRIPT).content == b""

    world.tell(world.mira, "Two")
    world.tell(world.mira, "Three")

    assert "2 new posts" in text(client.get(address, headers=SCRIPT))


def test_a_post_that_came_to_be_seen_after_a_newer_one_is_new_as_well(world):
    first, late, newest = (world.tell(world.mira, words) for words in ("One", "Two", "Three"))
    client = world.client(world.otto)
    address = f"/newest/?newer_than={newest.pk}&shown={first.pk}.1,{newest.pk}.1"

    assert "1 new post" in text(client.get(address, headers=SCRIPT))
    assert client.get(f"{address},{late.pk}.1", headers=SCRIPT).content == b""
    ranked = address.replace("/newest/", "/for-you/")
    assert client.get(ranked, headers=SCRIPT).content == b""


def test_a_script_gets_what_has_changed_in_a_feed_and_what_is_gone(world):
    first, second, third = (world.tell(world.mira, words) for words in ("One", "Two", "Three"))
    secret = world.secret_post
    client = world.client(world.joan)
    shown = ",".join(f"{post.pk}.1" for post in (first, second, third, secret))
    address = f"/newest/?newer_than={third.pk}&shown={shown}"

    changing.edit(editor=world.mira, post_id=first.pk, source="Another")
    changing.remove(remover=world.mira, post_id=second.pk)

    part = text(client.get(address, headers=SCRIPT))
    assert re.findall(r'id="post-(\d+)" data-version="(\d+)"', part) == [(str(first.pk), "2")]
    gone = re.findall(r'data-gone="post-(\d+)"', part)
    assert sorted(gone) == sorted([str(second.pk), str(secret.pk)])


def test_a_script_gets_older_posts_without_a_frame(world):
    for number in range(25):
        world.tell(world.mira, f"Post {number}")
    client = world.client(world.otto)

    answer = client.get(older(client.get("/")), headers=SCRIPT)

    assert len(posts_of(answer)) == 5
    assert "<main" not in text(answer)


def test_a_topic_gathers_what_may_be_read_under_it(world):
    open_one = world.tell(world.mira, "The #Crane is free")
    posts.publish(author=world.mira, stream_ids=[world.merger.stream_id], source="#crane, secretly")

    assert posts_of(world.client(world.joan).get("/topics/crane/")) == [open_one.pk]
    assert "Nothing under this topic" in words_of(world.client(world.joan).get("/topics/none/"))


def test_a_kept_home_page_shows_at_once_what_changed_around_its_feed(world):
    browser = world.client(world.otto)
    before = text(browser.get("/"))
    thread = world.ask(world.mira, world.pilots, "Who has the long key?")
    groups.found(founder=world.mira, name="Crane drivers")

    after = text(browser.get("/"))

    assert "Crane drivers" in after
    assert "Crane drivers" not in before
    assert after.count("Who has the long key?") > 1

    posts.reply(author=world.otto, to_id=thread.pk, source="I have.")

    assert text(browser.get("/")).count("Who has the long key?") < after.count("Who has the long")


def test_home_opens_with_the_feed_pressed_last_on_every_device(world):
    thread = world.tell(world.mira, "Hear")
    browser, phone = world.client(world.otto), world.client(world.otto)
    assert "why" not in classes_of(browser.get("/"))

    assert browser.post("/home/for-you/").headers["Location"] == "/"

    assert "why" in classes_of(phone.get("/"))
    assert posts_of(phone.get("/newest/")) == [thread.pk]
    assert "why" not in classes_of(phone.get("/newest/"))
    phone.post("/home/newest/")
    assert "why" not in classes_of(browser.get("/"))


def test_for_you_goes_on_where_it_was_and_ends_with_a_way_to_newest(world):
    there = [world.tell(world.mira, f"Post {number}").pk for number in range(45)]
    client = world.client(world.otto)
    read, address = [], "/for-you/"

    while address:
        answer = client.get(address, headers=SCRIPT if read else {})
        assert ('href="/newest/"' in text(answer)) == (len(read) == 40)
        read += posts_of(answer)
        address = older(answer)
        world.tell(world.mira, "Meanwhile")

    assert sorted(read) == there


def test_for_you_hears_of_news_as_newest_does(world):
    world.tell(world.mira, "One")
    client = world.client(world.otto)
    asks = re.search(r'data-asks="([^"]+)"', text(client.get("/for-you/")))
    assert asks
    assert client.get(asks[1], headers=SCRIPT).content == b""

    world.tell(world.mira, "Two")

    news = text(client.get(asks[1], headers=SCRIPT))
    assert "1 new post" in news
    assert 'href="/for-you/"' in news


def classes_of(answer):
    """The classes of all elements of a page."""
    return set(" ".join(re.findall(r'class="([^"]+)"', text(answer))).split())
