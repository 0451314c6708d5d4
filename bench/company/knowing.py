"""Topics over the questions, and what the reader knows of them: what For you is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from bench import bulk
from bench.company.size import READER
from bench.company.words import Words
from groundswell.network.posts.models import PostTopic
from groundswell.network.topics.models import Topic, TopicFollow
from groundswell.people.persons.models import Person

TOPICS = 40


def topic(number: int) -> str:
    """The name of a post's topic."""
    return f"topic{number % TOPICS}"


def know(words: Words, questions: Iterable[tuple[int, int]]) -> None:
    """Topics over the questions, and what the reader knows: three of them and some words."""
    bulk.write(
        Topic, ["id", "name", "name_folded"], ((n + 1, topic(n), topic(n)) for n in range(TOPICS))
    )
    bulk.write(
        PostTopic,
        ["topic_id", "post_id"],
        ((1 + number % TOPICS, post_id) for number, post_id in questions),
    )
    now = datetime.now(UTC)
    for topic_id in (1, 2, 3):
        TopicFollow.objects.create(person_id=READER, topic_id=topic_id, since_at=now)
    Person.objects.filter(pk=READER).update(
        ask_me_about=[words.of_rank(90), f"{words.of_rank(50)} {words.of_rank(60)}"],
        skills=[words.of_rank(rank) for rank in (70, 150, 300)],
    )
