"""Posting: what becomes of what is typed, and what happens to it when it is refused."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groundswell.network.groups import actions as groups
from groundswell.network.posts.models import Post
from groundswell.network.streams import queries as streams
from tests.web.reading import main_of, posts_of, text, toast_of, words_of


@pytest.fixture
def client(world):
    return world.client(world.otto)


def send(client, world, **typed):
    """Send the box; to the whole organisation when nothing else is said."""
    return client.post("/posts/", {"stream": streams.organisation().pk, "kind": "post", **typed})


def test_a_post_stands_on_its_own_page_and_in_the_feed_of_others(world, client):
    answer = send(client, world, source="The **crane** is free.")

    post = Post.objects.get()
    assert answer.headers["Location"] == f"/posts/{post.pk}/"
    assert toast_of(client) == "Your post stands."
    assert "<strong>crane</strong>" in main_of(client.get(answer.headers["Location"]))
    assert posts_of(world.client(world.joan).get("/")) == [post.pk]


def test_a_post_in_a_secret_group_is_in_the_feed_of_its_members_alone(world, client):
    send(client, world, stream=world.merger.stream_id, source="Not a word.")
    post = Post.objects.get()

    assert posts_of(world.client(world.mira).get("/")) == [post.pk]
    assert posts_of(world.client(world.joan).get("/")) == []
    assert world.client(world.joan).get(f"/posts/{post.pk}/").status_code == 404


def test_a_question_needs_its_line_and_the_text_is_kept_when_it_lacks(world, client):
    answer = send(client, world, kind="question", source="It *rattles*.")

    assert answer.status_code == 422
    assert "Say in one line what you ask" in words_of(answer)
    assert ">It *rattles*.</textarea>" in text(answer)
    assert (
        'value="question" data-send="Ask" data-title="Your question in one line" checked'
        in text(answer)
    )
    assert not Post.objects.exists()


def test_what_is_refused_keeps_its_group_chosen(world, client):
    answer = send(client, world, stream=world.pilots.stream_id, kind="question", source="So")

    assert f'<option value="{world.pilots.stream_id}" selected>Pilots</option>' in text(answer)


def test_what_was_for_a_group_that_is_gone_is_never_sent_elsewhere_by_itself(world, client):
    groups.archive(owner=world.mira, group_id=world.pilots.pk)

    answer = send(client, world, stream=world.pilots.stream_id, source="For us alone")

    assert answer.status_code == 422
    assert "is archived" in words_of(answer)
    assert '<option value="" selected>Choose where</option>' in text(answer)


@pytest.mark.parametrize("source", ["", "   ", "<!-- nothing -->", "\u200b"])
def test_a_text_without_words_is_refused(world, client, source):
    answer = send(client, world, source=source)

    assert answer.status_code in {303, 422}
    assert (answer.status_code == 422) == (not Post.objects.exists())


def test_the_same_request_twice_is_one_post(world, client):
    first = send(client, world, source="Once", request_key="k1")
    second = send(client, world, source="Once", request_key="k1")

    assert first.headers["Location"] == second.headers["Location"]
    assert Post.objects.count() == 1


def test_the_answer_names_the_draft_that_became_a_post(world, client):
    answer = send(client, world, source="Once", request_key="k1")

    assert answer.cookies["sent"].value == "k1"
    assert not answer.cookies["sent"]["httponly"]


def test_a_mention_and_a_topic_become_links(world, client):
    _ = world.mira
    send(client, world, source="@mira_lindqvist knows of #vibration, @nobody not")

    shown = main_of(client.get(f"/posts/{Post.objects.get().pk}/"))
    assert re.search(rf'<a [^>]*href="/people/{world.mira.pk}/"[^>]*>@Mira Lindqvist</a>', shown)
    assert re.search(r'<a [^>]*href="/topics/vibration/"[^>]*>#vibration</a>', shown)
    assert "@nobody not" in shown


def test_files_hang_on_their_post(world, client):
    answer = send(
        client,
        world,
        source="See",
        files=[SimpleUploadedFile("a.txt", b"one"), SimpleUploadedFile("b.txt", b"two")],
    )

    words = words_of(client.get(answer.headers["Location"]))
    assert "a.txt 3 B b.txt 3 B" in words


def test_on_a_storyline_only_its_person_posts(world, client):
    mine, theirs = (streams.storyline_of(who.pk) for who in (world.otto, world.mira))

    assert send(client, world, stream=mine.pk, source="Mine").status_code == 303
    answer = send(client, world, stream=theirs.pk, source="Theirs")

    assert answer.status_code == 422
    assert "Only Mira Lindqvist can post there" in words_of(answer)


def test_a_preview_is_what_will_stand_and_names_what_is_wrong(client):
    assert client.post("/preview/", {"source": "*so*"}).content == b"<p><em>so</em></p>"
    assert b"There is no text yet" in client.post("/preview/", {"source": " "}).content


def test_the_box_offers_everybody_then_the_groups_then_the_storyline(world, client):
    _ = world.pilots, world.board

    box = text(client.get("/")).partition('name="stream"')[2].partition("</select>")[0]

    offered = [line.rpartition(">")[2] for line in box.split("</option>")[:-1]]
    assert offered == ["Everybody", "Board", "Pilots", "Your storyline"]


def test_a_changed_text_shows_at_once_and_its_history_is_open(world, client):
    post = world.tell(world.otto, "The crane is free.")
    reader = world.client(world.joan)
    reader.get("/")

    client.post(f"/posts/{post.pk}/edit/", {"source": "The crane is busy."})

    assert "The crane is busy." in words_of(reader.get("/"))
    history = words_of(reader.get(f"/posts/{post.pk}/history/"))
    assert "The crane is busy." in history
    assert "The crane is free." in history


def test_an_edit_without_words_is_refused_and_what_was_typed_stays(world, client):
    post = world.tell(world.otto)

    answer = client.post(f"/posts/{post.pk}/edit/", {"source": "", "answerers": "nobody"})

    assert answer.status_code == 422
    assert '<option value="nobody" selected>' in text(answer)


def test_a_removed_post_is_gone_from_the_next_answer(world, client):
    post = world.tell(world.otto, "Oops")
    reader = world.client(world.joan)
    assert posts_of(reader.get("/")) == [post.pk]

    client.post(f"/posts/{post.pk}/remove/")

    assert posts_of(reader.get("/")) == []
    assert "Oops" not in text(reader.get("/search/?q=oops"))
    assert reader.get(f"/posts/{post.pk}/").status_code == 404


def test_a_moderator_removes_what_others_wrote(world):
    from groundswell.people.roles import actions as roles
    from groundswell.people.roles.models import Role

    post = world.tell(world.otto, "Rude words")
    roles.grant(person=world.joan, role=Role.MODERATOR)
    client = world.client(world.joan)

    assert f"/posts/{post.pk}/remove/" in text(client.get("/"))
    client.post(f"/posts/{post.pk}/remove/")

    assert posts_of(client.get("/")) == []
