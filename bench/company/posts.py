"""What was said: threads and replies in the order of time, and reactions to the newest."""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from random import Random

from bench import bulk
from bench.company import knowing
from bench.company.size import BEGINNING, SPAN, Size
from bench.company.words import Words, zipf
from groundswell.foundation import ids
from groundswell.network.posts.models import Placement, Post
from groundswell.network.reactions.models import Reaction
from groundswell.network.reactions.names import OWN

THREADS = 0.3  # of all posts begin a thread
QUESTIONS = 0.2  # of the threads
REACTIONS = 3  # a post, in the mean
SPEAKING = 0.7  # of the people; the others read


def publish(size: Size, dice: Random, words: Words, group_streams: list[int]) -> int:
    """Threads and replies in the order of time; the id of a thread of some twenty replies."""
    threads = Threads(size, dice)
    weights = zipf(len(group_streams))
    questions: list[tuple[int, int]] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(size.posts):
            row = _post(number, threads, size, words)
            if row[3] == "question":
                questions.append((number, threads.id_of(number)))
            yield row

    bulk.write(Post, POST, rows())
    knowing.know(words, questions, size)
    bulk.write(
        Placement,
        ["stream_id", "post_id"],
        (
            (group_streams[bisect(weights, dice.random() * weights[-1])], threads.id_of(number))
            for number, root in enumerate(threads.roots)
            if root == number
        ),
    )
    _react(size, dice, threads)
    return threads.id_of(min(threads.counts, key=lambda root: abs(threads.counts[root] - 20)))


class Threads:
    """Which post begins a thread and which one answers which, before a word is written."""

    def __init__(self, size: Size, dice: Random) -> None:
        self.step = SPAN / size.posts
        self.roots = array("L")
        self.counts: Counter[int] = Counter()
        recent: list[int] = []
        for number in range(size.posts):
            if not recent or dice.random() < THREADS:
                recent = [*recent[-199:], number]
                self.roots.append(number)
            else:
                root = recent[-min(len(recent), 1 + int(dice.expovariate(0.2)))]
                self.counts[root] += 1
                self.roots.append(root)

    def at(self, number: int) -> datetime:
        return BEGINNING + self.step * number

    def id_of(self, number: int) -> int:
        return ids.imported(self.at(number), number % 4096)


POST = ["id", "root_id", "author_id", "kind", "title", "source", "html", "published_at"]
POST += ["reaction_counts", "reply_count", "answered_at"]


def _post(number: int, threads: Threads, size: Size, words: Words) -> tuple[object, ...]:
    root = threads.roots[number]
    text = words.text(8 + int(words.dice.expovariate(1 / 25)))
    is_question = root == number and words.dice.random() < QUESTIONS
    answers, at = threads.counts[number], threads.at(number)
    return (
        threads.id_of(number),
        None if root == number else threads.id_of(root),
        1 + int(SPEAKING * size.people * words.dice.random() ** 2),
        "question" if is_question else "post",
        f"{words.text(7)} #{knowing.topic(number, size)}" if is_question else "",
        text,
        f"<p>{text}</p>",
        at,
        {"thanks": words.dice.randrange(4), "agree": 2},
        answers,
        at if is_question and answers else None,
    )


def _react(size: Size, dice: Random, threads: Threads) -> None:
    names = list(OWN)
    newest = range(max(0, size.posts - 50_000), size.posts)
    bulk.write(
        Reaction,
        ["post_id", "person_id", "name", "reacted_at"],
        (
            (threads.id_of(number), person, names[person % len(names)], threads.at(number))
            for number in newest
            for person in {
                1 + dice.randrange(int(SPEAKING * size.people)) for _ in range(REACTIONS)
            }
        ),
    )
