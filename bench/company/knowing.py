"""Topics over the questions, and what the reader knows of them: what For you is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from bench import bulk
from bench.company.size import READER, Size
from bench.company.words import Words
from groundswell.network.posts.models import PostTopic
from groundswell.network.topics.models import Topic, TopicFollow
from groundswell.people.persons.models import Person

# What a company speaks of grows more slowly than itself, as vocabularies do (Heaps 1978): with the
# 0.6th power, from 40 topics of 1,200 people to 375 of 50,000.
TOPICS, PEOPLE, GROWTH = 40, 1_200, 0.6


def topics(size: Size) -> int:
    """How many topics a company of that size has."""
    return round(TOPICS * (size.people / PEOPLE) ** GROWTH)


def topic(number: int, size: Size) -> str:
    """The name of a post's topic."""
    return f"topic{number % topics(size)}"


def know(words: Words, questions: Iterable[tuple[int, int]], size: Size) -> None:
    """Topics over the questions, and what the reader knows: three of them and some words."""
    names = [topic(number, size) for number in range(topics(size))]
    bulk.write(
        Topic,
        ["id", "name", "name_folded"],
        ((number, name, name) for number, name in enumerate(names, start=1)),
    )
    bulk.write(
        PostTopic,
        ["topic_id", "post_id"],
        ((1 + number % len(names), post_id) for number, post_id in questions),
    )
    now = datetime.now(UTC)
    for topic_id in (1, 2, 3):
        TopicFollow.objects.create(person_id=READER, topic_id=topic_id, since_at=now)
    Person.objects.filter(pk=READER).update(
        ask_me_about=[words.of_rank(90), f"{words.of_rank(50)} {words.of_rank(60)}"],
        skills=[words.of_rank(rank) for rank in (70, 150, 300)],
    )
