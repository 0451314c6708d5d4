"""A made-up company of any size: people in functions, groups of uneven size, threads, reactions.

Only what pages read is made, straight into the tables; the words are drawn from a vocabulary with
the frequencies of Zipf, so that searches meet common and rare ones.
"""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random

from bench import bulk
from groundswell.foundation import ids
from groundswell.network.groups.models import Group
from groundswell.network.posts.models import Placement, Post, PostTopic
from groundswell.network.reactions.models import Reaction
from groundswell.network.reactions.names import OWN
from groundswell.network.streams import queries as streams
from groundswell.network.streams.models import Membership, Stream, Subscription
from groundswell.network.topics.models import Topic, TopicFollow
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Account, Person
from groundswell.people.signin.models import Session
from groundswell.people.signin.queries import hash_of

SPAN = timedelta(days=700)
# It goes on until now: what moves For you is of the last days.
BEGINNING = datetime.now(UTC) - SPAN
FUNCTIONS, SITES = 11, 4
GROUPS_OF_ONE, STORYLINES_OF_ONE = 20, 10
THREADS = 0.3  # of all posts begin a thread
QUESTIONS = 0.2  # of the threads
REACTIONS = 3  # a post, in the mean
WORDS, TOPICS, OWNERS = 20_000, 40, 2
READER = 1
SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u")]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a company is."""

    people: int
    groups: int
    posts: int


SHORT = Size(people=300, groups=40, posts=10_000)
SMALL = Size(people=1_200, groups=150, posts=100_000)
MEDIUM = Size(people=10_000, groups=600, posts=500_000)
LARGE = Size(people=50_000, groups=3_000, posts=5_000_000)


@dataclass(frozen=True, slots=True)
class Company:
    """What the measurements need to know of it."""

    size: Size
    token: str
    reader_id: int
    group_id: int  # one of the reader's
    long_thread_id: int
    common_word: str
    rare_word: str


def make(size: Size, *, seed: int = 1) -> Company:
    """Make the company in an empty, migrated database."""
    dice = Random(seed)  # noqa: S311 - the same company each time
    words = _Words(dice)
    organisation = streams.organisation().pk
    _people(size)
    subscribed = _streams(size, dice, organisation)
    threads = _posts(size, dice, words, subscribed)
    return Company(
        size=size,
        token=sign_in(READER),
        reader_id=READER,
        group_id=_group_of_reader(),
        long_thread_id=threads,
        common_word=words.of_rank(3),
        rare_word=words.of_rank(WORDS - 5),
    )


def _group_of_reader() -> int:
    mine = Membership.objects.filter(person_id=READER).order_by("stream_id")
    return int(Group.objects.get(stream_id=mine.values("stream_id")[:1]).pk)


def sign_in(person_id: int) -> str:
    """The token of a session of somebody, in a database that is thrown away."""
    token, now = f"bench-{person_id}", datetime.now(UTC)
    Session.objects.create(
        token_hash=hash_of(token),
        person_id=person_id,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(days=1),
    )
    return token


def _people(size: Size) -> None:
    numbers = range(1, size.people + 1)
    bulk.write(Account, ["id", "handle"], ((n, f"person_{n}") for n in numbers))
    bulk.write(
        Person,
        ["id", "name", "name_folded", "title", "state", "created_at"],
        (
            (n, f"Person {n}", f"person {n}", f"Engineer {n % 40}", "active", BEGINNING)
            for n in numbers
        ),
    )
    bulk.write(
        Assignment,
        ["person_id", "function", "site", "from_on"],
        ((n, f"Function {n % FUNCTIONS}", f"Site {n % SITES}", date(2020, 1, 1)) for n in numbers),
    )


def _streams(size: Size, dice: Random, organisation: int) -> list[int]:
    """Groups and storylines, and who has them in their feed; ids of the groups' streams."""
    first = organisation + 1
    groups = range(first, first + size.groups)
    storylines = range(first + size.groups, first + size.groups + size.people)
    bulk.write(
        Stream,
        ["id", "kind", "is_open", "person_id", "created_at"],
        (
            *((pk, "group", index % 5 > 0, None, BEGINNING) for index, pk in enumerate(groups)),
            *((pk, "storyline", True, n, BEGINNING) for n, pk in enumerate(storylines, 1)),
        ),
    )
    weights = _zipf(size.groups)
    joined = [
        (person, groups[index])
        for person in range(1, size.people + 1)
        for index in _some(dice, weights, GROUPS_OF_ONE)
    ]
    members = Counter(stream for _, stream in joined)
    accounts = range(size.people + 1, size.people + 1 + size.groups)
    bulk.write(Account, ["id", "handle"], ((pk, f"group_{pk}") for pk in accounts))
    bulk.write(
        Group,
        ["id", "stream_id", "name", "name_folded", "visibility", "created_at", "member_count"],
        (
            (
                pk,
                stream,
                f"Group {pk}",
                f"group {pk}",
                "open" if i % 5 else "closed",
                BEGINNING,
                members[stream],
            )
            for i, (pk, stream) in enumerate(zip(accounts, groups, strict=True))
        ),
    )
    bulk.write(
        Membership,
        ["person_id", "stream_id", "since_at", "role"],
        ((*pair, BEGINNING, role) for pair, role in _owned(joined)),
    )
    bulk.write(
        Subscription,
        ["person_id", "stream_id", "since_at"],
        (
            *((*pair, BEGINNING) for pair in joined),
            *_followed(size, dice, storylines, organisation),
        ),
    )
    return list(groups)


def _owned(joined: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
    """With the role of each: two own a group, but not the reader, whom nothing is asked."""
    owners: Counter[int] = Counter()
    for person, stream in joined:
        owns = person != READER and owners[stream] < OWNERS
        owners[stream] += owns
        yield (person, stream), "owner" if owns else "member"


def _followed(
    size: Size, dice: Random, storylines: range, organisation: int
) -> Iterator[tuple[int, int, datetime]]:
    for person in range(1, size.people + 1):
        yield person, organisation, BEGINNING
        for stream in dice.sample(storylines, min(STORYLINES_OF_ONE, len(storylines))):
            yield person, stream, BEGINNING


def _posts(size: Size, dice: Random, words: _Words, group_streams: list[int]) -> int:
    """Threads and replies in the order of time; the id of a thread of some twenty replies."""
    threads = _Threads(size, dice)
    weights = _zipf(len(group_streams))
    questions: list[tuple[int, int]] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(size.posts):
            row = _post(number, threads, size, words)
            if row[3] == "question":
                questions.append((number, threads.id_of(number)))
            yield row

    bulk.write(Post, POST, rows())
    _know(words, questions)
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


class _Threads:
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


def _post(number: int, threads: _Threads, size: Size, words: _Words) -> tuple[object, ...]:
    root = threads.roots[number]
    text = words.text(8 + int(words.dice.expovariate(1 / 25)))
    is_question = root == number and words.dice.random() < QUESTIONS
    answers, at = threads.counts[number], threads.at(number)
    return (
        threads.id_of(number),
        None if root == number else threads.id_of(root),
        1 + int(size.people * words.dice.random() ** 2),
        "question" if is_question else "post",
        f"{words.text(7)} #{_topic(number)}" if is_question else "",
        text,
        f"<p>{text}</p>",
        at,
        {"thanks": words.dice.randrange(4), "agree": 2},
        answers,
        at if is_question and answers else None,
    )


def _topic(number: int) -> str:
    return f"topic{number % TOPICS}"


def _know(words: _Words, questions: Iterable[tuple[int, int]]) -> None:
    """Topics over the questions, and what the reader knows: three of them and some words."""
    bulk.write(
        Topic, ["id", "name", "name_folded"], ((n + 1, _topic(n), _topic(n)) for n in range(TOPICS))
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


def _react(size: Size, dice: Random, threads: _Threads) -> None:
    names = list(OWN)
    newest = range(max(0, size.posts - 50_000), size.posts)
    bulk.write(
        Reaction,
        ["post_id", "person_id", "name", "reacted_at"],
        (
            (threads.id_of(number), person, names[person % len(names)], threads.at(number))
            for number in newest
            for person in {1 + dice.randrange(size.people) for _ in range(REACTIONS)}
        ),
    )


def _zipf(count: int) -> list[float]:
    """Running sums of 1/rank, to draw from."""
    return list(accumulate(1 / (rank + 2) for rank in range(count)))


def _some(dice: Random, weights: list[float], count: int) -> set[int]:
    return {bisect(weights, dice.random() * weights[-1]) for _ in range(count)}


class _Words:
    """A vocabulary with the frequencies of Zipf."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self._words = list(
            dict.fromkeys(
                "".join(dice.choices(SYLLABLES, k=2 + number % 4)) for number in range(WORDS * 2)
            )
        )[:WORDS]
        self._weights = _zipf(len(self._words))

    def text(self, length: int) -> str:
        """So many words in a row."""
        return " ".join(
            self.dice.choices(self._words, cum_weights=self._weights, k=length)
        ).capitalize()

    def of_rank(self, rank: int) -> str:
        """The word that is used about 1/rank as often as the most usual one."""
        return self._words[min(rank, len(self._words) - 1)]
