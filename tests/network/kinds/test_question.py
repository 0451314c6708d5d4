"""The question: it waits until somebody else answers."""

from __future__ import annotations

import pytest

from groundswell.network.feeds import cards
from groundswell.network.feeds import queries as feeds
from groundswell.network.posts import actions, changing, tending
from groundswell.network.posts.actions import AQuestionNeedsATitle
from groundswell.network.posts.models import Post
from groundswell.network.posts.tending import OnlyTheAskerMayChoose
from groundswell.network.posts.text import TextIsEmpty


@pytest.fixture
def question(cast) -> Post:
    return actions.publish(
        author=cast.otto,
        stream_ids=[cast.pilots.stream_id],
        kind="question",
        title="Who has the key?",
        source="Since Monday.",
    )


def waiting(viewer) -> list[int]:
    return [line.id for line in feeds.unanswered(viewer).lines]


def test_a_question_is_asked_in_one_line(cast):
    with pytest.raises(AQuestionNeedsATitle):
        actions.publish(
            author=cast.otto, stream_ids=[cast.pilots.stream_id], kind="question", source="Well?"
        )


def test_it_waits_until_another_than_the_asker_answers(cast, question):
    actions.reply(author=cast.otto, to_id=question.pk, source="Still looking")
    before = waiting(cast.mira)
    actions.reply(author=cast.mira, to_id=question.pk, source="I have it")

    assert (before, waiting(cast.mira)) == ([question.pk], [])


def test_it_waits_again_when_its_only_answer_is_removed(cast, question):
    answer = actions.reply(author=cast.mira, to_id=question.pk, source="I have it")
    changing.remove(remover=cast.mira, post_id=answer.pk)

    assert waiting(cast.joan) == [question.pk]


def test_the_asker_or_an_owner_marks_the_best_answer_and_nobody_else(cast, question):
    answer = actions.reply(author=cast.joan, to_id=question.pk, source="On the hook")

    with pytest.raises(OnlyTheAskerMayChoose):
        tending.mark_best_answer(marker=cast.joan, reply_id=answer.pk)
    by_asker = tending.mark_best_answer(marker=cast.otto, reply_id=answer.pk)
    by_owner = tending.mark_best_answer(marker=cast.mira, reply_id=answer.pk, is_best=False)

    assert by_asker.best_answer_id == answer.pk
    assert by_owner.best_answer_id is None


def test_taking_back_a_mark_that_another_answer_has_changes_nothing(cast, question):
    best = actions.reply(author=cast.joan, to_id=question.pk, source="On the hook")
    other = actions.reply(author=cast.mira, to_id=question.pk, source="In the drawer")
    tending.mark_best_answer(marker=cast.otto, reply_id=best.pk)

    tending.mark_best_answer(marker=cast.otto, reply_id=other.pk, is_best=False)

    assert Post.objects.get(pk=question.pk).best_answer_id == best.pk


def test_a_title_says_enough(cast):
    asked = actions.publish(
        author=cast.mira,
        stream_ids=[cast.pilots.stream_id],
        kind="question",
        title="Who has the key to store nine?",
        source=" ",
    )
    changing.edit(editor=cast.mira, post_id=asked.pk, title="Who has the key?", source="")

    assert cards.cards([asked.pk])[asked.pk].title == "Who has the key?"
    reply = actions.reply(author=cast.otto, to_id=asked.pk, source="Me.")
    with pytest.raises(TextIsEmpty):
        changing.edit(editor=cast.otto, post_id=reply.pk, title="A reply has none", source="")
    with pytest.raises(TextIsEmpty):
        changing.edit(editor=cast.mira, post_id=asked.pk, title="", source="")
