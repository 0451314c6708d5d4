"""Reacting: one of five at a time, with and without script."""

from __future__ import annotations

import json

import pytest

from groundswell.network.posts import changing
from tests.web.reading import text, words_of

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def client(world):
    return world.client(world.otto)


def react(client, post, name="thanks", **more):
    return client.post(f"/posts/{post.pk}/reactions/{name}/", **more)


def bar(client, post, name="thanks"):
    """The bar as a script gets it after a press."""
    return text(react(client, post, name, headers=SCRIPT))


def test_a_press_counts_and_a_second_takes_it_back(world, client):
    shown = bar(client, world.question)
    assert 'aria-pressed="true" aria-label="Thanks, 1 person"' in shown

    assert "aria-pressed" not in bar(client, world.question)


def test_another_replaces_it(world, client):
    react(client, world.question)

    shown = bar(client, world.question, "idea")

    assert "Good idea, 1 person" in shown
    assert "Thanks, " not in shown


def test_everybody_sees_the_count_and_only_their_own_press(world, client):
    react(client, world.question)

    mine = text(client.get(f"/posts/{world.question.pk}/"))
    theirs = text(world.client(world.mira).get(f"/posts/{world.question.pk}/"))

    assert 'aria-pressed="true" aria-label="Thanks, 1 person"' in mine
    assert 'aria-pressed="false" aria-label="Thanks, 1 person"' in theirs


def test_without_script_one_comes_back_to_the_post(world, client):
    answer = react(client, world.question, headers={"Referer": "http://testserver/?older_than=9"})

    assert answer.headers["Location"] == f"/?older_than=9#post-{world.question.pk}"


def test_a_bar_with_nothing_pressed_carries_no_gaps(world, client):
    react(client, world.question)
    react(world.client(world.mira), world.question)

    assert "\x00" not in bar(client, world.question)


def test_a_reply_is_reacted_to_like_a_post(world, client):
    shown = bar(client, world.answer)

    assert "reaction-bar--small" in shown
    assert f"?reply_to={world.answer.pk}" in shown


def test_what_was_refused_to_a_script_is_said_and_nothing_is_swapped(world, client):
    changing.remove(remover=world.otto, post_id=world.question.pk)

    answer = react(client, world.question, headers=SCRIPT)

    assert answer.status_code == 404
    assert answer.headers["HX-Reswap"] == "none"
    assert "There is nothing here" in json.loads(answer.headers["HX-Trigger"])["toast"]


def test_no_sixth_reaction_can_be_made_up(world, client):
    answer = react(client, world.question, "fire")

    assert answer.status_code == 422
    assert "Choose one of the five" in words_of(answer)


def test_a_script_whose_session_ended_is_sent_to_the_door(world):
    answer = react(world.client(None), world.question, headers=SCRIPT)

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in/"
