"""Polls in the browser, without script."""

from __future__ import annotations

from groundswell.network.polls.models import Ballot, Poll, Vote


def ask(world, **typed):
    form = {
        "stream": world.pilots.stream_id,
        "kind": "poll",
        "title": "Where?",
        "source": "On Friday.",
        "options": "Canteen\r\nQuay",
        "days": "3",
    } | typed
    return world.client(world.mira).post("/posts/", form)


def test_a_poll_is_asked_in_the_box_and_answered_on_its_card(world):
    ask(world)
    poll = Poll.objects.get()
    client = world.client(world.otto)

    answer = client.post(f"/posts/{poll.pk}/vote/1/", headers={"Referer": "http://testserver/"})
    page = client.get("/").content.decode()

    assert answer.headers["Location"] == f"/#post-{poll.pk}"
    assert f'formaction="/posts/{poll.pk}/vote/1/" aria-pressed="true"' in page
    assert f'formaction="/posts/{poll.pk}/vote/0/" aria-pressed="false"' in page
    assert "1 of 2 asked voted" in page
    assert "Otto Berg" in client.get(f"/posts/{poll.pk}/votes/").content.decode()


def test_what_was_refused_comes_back_with_its_answers(world):
    answer = ask(world, options="Only one", is_anonymous="1")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "between 2 and 10 answers" in page
    assert ">Only one</textarea>" in page
    assert 'name="is_anonymous" value="1" checked' in page


def test_an_anonymous_vote_is_changed_in_its_own_browser_only(world):
    ask(world, is_anonymous="1")
    poll = Poll.objects.get()
    here, elsewhere = world.client(world.otto), world.client(world.otto)

    here.post(f"/posts/{poll.pk}/vote/1/")
    changed = here.post(f"/posts/{poll.pk}/vote/0/")
    refused = elsewhere.post(f"/posts/{poll.pk}/vote/1/")

    assert (changed.status_code, refused.status_code) == (303, 422)
    assert list(Ballot.objects.values_list("choice", flat=True)) == [0]
    assert list(Vote.objects.values_list("choice", flat=True)) == [None]
    page = here.get("/").content.decode()
    assert 'data-own="true">You have voted.' in page
    assert "asked voted" not in page
