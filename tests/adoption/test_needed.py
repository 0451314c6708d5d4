"""What measures are given, read from posts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from groundswell.adoption.needed import Rows
from groundswell.foundation import clock
from groundswell.network.bookmarks import actions as bookmarks
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Post
from groundswell.people.persons.models import Person
from tests.adoption.company import employ
from tests.adoption.test_contributions import say

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("news")


def test_a_question_that_a_bot_answered_waits_for_somebody(cast):
    asker, answerer, bot = employ("Service", 3, email=None)
    Person.objects.filter(pk=bot.pk).update(is_bot=True)
    with clock.frozen(MONDAY):
        question = say(cast, asker, "Who?", kind="question", title="Who knows?")
        posts.reply(author=bot, to_id=question.pk, source="See the handbook")
    (asked,) = Rows(date(2026, 3, 8)).questions().asked
    assert not asked.is_answered

    with clock.frozen(MONDAY + timedelta(hours=2)):
        posts.reply(author=answerer, to_id=question.pk, source="I do")
    questions = Rows(date(2026, 3, 8)).questions()
    (asked,) = questions.asked
    assert (asked.waited, asked.is_answered, asked.has_best) == (2.0, True, False)
    assert questions.answers == [(asker.pk, answerer.pk)]


def test_an_answer_is_found_again_by_a_later_thread_or_a_bookmark_of_somebody_else(cast):
    asker, answerer, reader = employ("Service", 3, email=None)
    with clock.frozen(MONDAY):
        linked, kept, own = (
            say(cast, asker, "?", kind="question", title=title) for title in ("One", "Two", "Three")
        )
        for question in (linked, kept, own):
            posts.reply(author=answerer, to_id=question.pk, source=f"See /posts/{own.pk}/")
    with clock.frozen(MONDAY + timedelta(hours=2)):
        say(cast, reader, f"As said in /posts/{linked.pk}/")
        bookmarks.save(person=reader, post_id=kept.pk)
        bookmarks.save(person=asker, post_id=own.pk)
    again = [one.is_found_again for one in Rows(date(2026, 3, 8)).questions().asked]

    assert sorted(again) == [False, True, True]


def test_what_a_delegate_asked_or_answered_counts_for_nobody(cast):
    asker, answerer, delegate = employ("Service", 3, email=None)
    with clock.frozen(MONDAY):
        question = say(cast, asker, "Who?", kind="question", title="Who knows?")
        asked_for = say(cast, answerer, "When?", kind="question", title="When is it?")
        answer = posts.reply(author=answerer, to_id=question.pk, source="I do")
    Post.objects.filter(pk__in=[asked_for.pk, answer.pk]).update(acted_by=delegate)

    questions = Rows(date(2026, 3, 8)).questions()
    assert [(one.asker, one.is_answered) for one in questions.asked] == [(asker.pk, True)]
    assert questions.answers == []
