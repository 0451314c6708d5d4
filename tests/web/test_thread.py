"""A thread: two levels of replies, their order, the best answer, what was removed."""

from __future__ import annotations

import re

import pytest

from groundswell.network.feeds import threads
from groundswell.network.groups import actions as groups
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing, tending
from groundswell.network.posts.models import Post
from groundswell.network.reactions import actions as reactions
from tests.web.reading import main_of, replies_of, text, words_of

LATER = re.compile(r'href="([^"]*&amp;from=[^"]*)"')
EARLIER = re.compile(r'href="([^"]*&amp;until=[^"]*)"')


@pytest.fixture
def client(world):
    return world.client(world.otto)


def reply(world, who, to, source="So it is."):
    return posts.reply(author=who, to_id=to.pk, source=source)


def page(client, post, **query):
    return client.get(f"/posts/{post.pk}/", query)


def test_an_answer_to_an_answer_stands_under_it_and_no_deeper(world, client):
    first = reply(world, world.mira, world.question)
    inner = reply(world, world.otto, first)
    client.post(f"/posts/{inner.pk}/replies/", {"source": "And more."})
    last = reply(world, world.joan, world.question)

    shown = page(client, world.question)

    order = replies_of(shown)
    assert order[:2] == [first.pk, inner.pk]
    assert order[3] == last.pk
    assert text(shown).count('<ol class="replies replies--inner"') == 1


def test_a_reply_leads_to_its_place(world, client):
    answer = client.post(f"/posts/{world.question.pk}/replies/", {"source": "Yes"})
    written = answer.headers["Location"].rpartition("#post-")[2]

    assert answer.headers["Location"] == f"/posts/{world.question.pk}/?at={written}#post-{written}"
    there = client.get(f"/posts/{written}/")
    assert there.headers["Location"] == answer.headers["Location"]


def test_the_box_says_whom_one_answers(world, client):
    first = reply(world, world.mira, world.question)

    shown = page(client, world.question, reply_to=first.pk)

    assert "To Mira Lindqvist" in words_of(shown)
    assert f'action="/posts/{first.pk}/replies/"' in text(shown)


def test_a_reply_that_is_refused_keeps_its_text_and_whom_it_answers(world, client):
    first = reply(world, world.mira, world.question)

    answer = client.post(f"/posts/{first.pk}/replies/", {"source": "x" * 10_001})

    assert answer.status_code == 422
    assert "a post has at most 10000" in words_of(answer)
    assert "To Mira Lindqvist" in words_of(answer)
    assert "x" * 10_001 in text(answer)


@pytest.mark.parametrize(
    ("order", "expected"), [("best", [1, 0, 2]), ("oldest", [0, 1, 2]), ("newest", [2, 1, 0])]
)
def test_replies_come_in_the_order_asked_for(world, client, order, expected):
    three = [reply(world, world.mira, world.question, word) for word in ("a", "b", "c")]
    tending.mark_best_answer(marker=world.otto, reply_id=three[1].pk)

    shown = replies_of(page(client, world.question, order=order))

    assert shown == [three[at].pk for at in expected]


def test_the_asker_marks_the_best_answer_and_takes_the_mark_back(world, client):
    answer = reply(world, world.mira, world.question)

    client.post(f"/posts/{answer.pk}/best/")
    assert "Best answer" in words_of(page(client, world.question))
    assert "Best answer" in words_of(client.get(f"/groups/{world.pilots.pk}/"))

    client.post(f"/posts/{answer.pk}/best/?no=1")
    assert "Best answer" not in words_of(client.get(f"/groups/{world.pilots.pk}/"))


def test_nobody_else_is_offered_to_choose(world):
    reply(world, world.mira, world.question)

    assert "Mark as best" in main_of(page(world.client(world.mira), world.question))
    assert "Mark as best" not in main_of(page(world.client(world.ines), world.question))


def test_a_removed_reply_leaves_a_line_and_what_was_said_to_it(world, client):
    first = reply(world, world.otto, world.question, "Wrong thread.")
    inner = reply(world, world.mira, first, "No matter.")

    client.post(f"/posts/{first.pk}/remove/")

    shown = page(client, world.question)
    assert "Wrong thread." not in text(shown)
    assert "A reply was removed." in words_of(shown)
    assert replies_of(shown) == [first.pk, inner.pk]


def test_a_removed_question_keeps_its_answers_and_takes_no_more(world, client):
    reply(world, world.mira, world.question, "It stays.")
    client.post(f"/posts/{world.question.pk}/remove/")

    shown = page(client, world.question)
    assert "It stays." in words_of(shown)
    assert "Who knows?" not in text(shown)
    assert 'class="reply-box' not in text(shown)
    answer = client.post(f"/posts/{world.question.pk}/replies/", {"source": "Late"})
    assert answer.status_code == 422


def test_in_an_archived_group_nobody_answers_any_more(world, client):
    _ = world.question
    groups.archive(owner=world.mira, group_id=world.pilots.pk)

    answer = client.post(f"/posts/{world.question.pk}/replies/", {"source": "Late"})

    assert answer.status_code == 422
    assert "is archived" in words_of(answer)


def test_a_script_hears_how_many_replies_are_new(world, client):
    first = reply(world, world.mira, world.question)
    address = f"/posts/{world.question.pk}/?newer_than={first.pk}"
    headers = {"HX-Request": "true"}
    assert client.get(address, headers=headers).content == b""

    second = reply(world, world.joan, world.question)

    shown = text(client.get(address, headers=headers))
    assert "1 new reply" in shown
    assert f'data-first="#post-{second.pk}"' in shown


def test_a_script_gets_what_has_changed_in_a_thread_and_nothing_else(world, client):
    first, second = (reply(world, world.mira, world.question) for _ in range(2))
    thread = Post.objects.get(pk=world.question.pk)
    page = f"/posts/{thread.pk}/?newer_than={second.pk}"
    versions = {post.pk: post.version for post in (thread, first, second)}
    address = f"{page}&shown={','.join(f'{pk}.{version}' for pk, version in versions.items())}"
    assert client.get(address, headers={"HX-Request": "true"}).content == b""

    changing.edit(editor=world.mira, post_id=first.pk, source="On second thoughts")
    changing.remove(remover=world.mira, post_id=second.pk)
    reactions.react(person=world.joan, post_id=thread.pk, name="thanks")

    part = text(client.get(address, headers={"HX-Request": "true"}))
    assert part.startswith("<template>")
    assert re.findall(r'id="post-(\d+)" data-version', part) == [str(pk) for pk in versions]
    assert "On second thoughts" in part
    assert "A reply was removed" in part


def test_a_script_hears_nothing_of_a_secret_thread(world):
    address = f"/posts/{world.secret_post.pk}/?newer_than=1"

    answer = world.client(world.joan).get(address, headers={"HX-Request": "true"})

    assert answer.status_code == 404
    assert answer.headers["HX-Reswap"] == "none"


@pytest.fixture
def long(world, monkeypatch):
    """Ten replies where four fit into one page; the last answers the first."""
    monkeypatch.setattr(threads, "WINDOW", 4)
    monkeypatch.setattr(threads, "BEFORE_ONE", 2)
    said = [reply(world, world.mira, world.question, "0")]
    for number in range(1, 10):
        to = {2: said[-1], 9: said[0]}.get(number, world.question)
        said.append(reply(world, world.mira, to, f"{number}"))
    return [one.pk for one in said]


def test_a_long_thread_is_read_window_by_window_and_nothing_is_skipped(world, client, long):
    shown = page(client, world.question)
    read = replies_of(shown)
    while later := LATER.search(text(shown)):
        shown = client.get(f"/posts/{world.question.pk}/{later[1].replace('&amp;', '&')}")
        read += replies_of(shown)

    # The first stands again above its answer.
    assert read == [*long[:8], long[0], long[9], long[8]]
    back = EARLIER.search(text(shown))[1].replace("&amp;", "&")
    assert replies_of(client.get(f"/posts/{world.question.pk}/{back}")) == long[4:8]


def test_a_long_thread_begins_with_its_end_and_around_a_reply(world, client, long):
    newest = replies_of(page(client, world.question, order="newest"))
    around = replies_of(page(client, world.question, at=long[5]))
    answered = page(client, world.question, reply_to=long[5])

    assert newest == [long[8], long[7], long[6], long[0], long[9]]
    assert around == long[4:8]
    assert f'action="/posts/{long[5]}/replies/"' in text(answered)


def test_the_best_answer_stands_first_in_a_long_thread_too(world, client, long):
    tending.mark_best_answer(marker=world.otto, reply_id=long[8])

    shown = replies_of(page(client, world.question))

    assert shown == [long[8], *long[:4]]
