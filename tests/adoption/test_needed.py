"""What measures are given, read from posts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from groundswell.adoption.needed import Rows
from groundswell.foundation import clock
from groundswell.network.posts import actions as posts
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
    ((_, is_answered),) = Rows(date(2026, 3, 8)).questions().waited
    assert not is_answered

    with clock.frozen(MONDAY + timedelta(hours=2)):
        posts.reply(author=answerer, to_id=question.pk, source="I do")
    assert Rows(date(2026, 3, 8)).questions().waited == [(2.0, True)]
