"""A made-up company of any size: people in functions, groups of uneven size, threads, reactions.

Only what pages read is made, straight into the tables; the words are drawn from a vocabulary with
the frequencies of Zipf, so that searches meet common and rare ones.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random

from django.db import connection, transaction

from bench import bulk
from groundswell.foundation import ids
from groundswell.network.groups.models import Group
from groundswell.network.posts.models import Placement, Post
from groundswell.network.reactions.models import Reaction
from groundswell.network.reactions.names import OWN
from groundswell.network.streams import queries as streams
from groundswell.network.streams.models import Membership, Stream, Subscription
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Account, Person
from groundswell.people.signin.models import Session
from groundswell.people.signin.queries import hash_of

BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
FUNCTIONS, SITES = 11, 4
GROUPS_OF_ONE, STORYLINES_OF_ONE = 20, 10
THREADS = 0.3  # of all posts begin a thread
QUESTIONS = 0.2  # of the threads
REACTIONS = 3  # a post, in the mean
WORDS = 20_000
SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u")]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a company is."""

    people: int
    groups: int
    posts: int


SHORT = Size(people=300, groups=40, posts=10_000)
SMALL = Size(people=1_200, groups=150, posts=100_000)
LARGE = Size(people=50_000, groups=3_000, posts=5_000_000)


@dataclass(frozen=True, slots=True)
class Company:
    """What the measurements need to know of it."""

    size: Size
    token: str
    reader_id: int
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
    token = "bench-reader"  # noqa: S105 - of a database that is thrown away
    now = datetime.now(UTC)
    Session.objects.create(
        token_hash=hash_of(token),
        person_id=1,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(days=1),
    )
    return Company(size, token, 1, threads, words.of_rank(3), words.of_rank(WORDS - 5))


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
    accounts = range(size.people + 1, size.people + 1 + size.groups)
    bulk.write(Account, ["id", "handle"], ((pk, f"group_{pk}") for pk in accounts))
    bulk.write(
        Group,
        ["id", "stream_id", "name", "name_folded", "visibility", "created_at"],
        (
            (pk, stream, f"Group {pk}", f"group {pk}", "open" if i % 5 else "closed", BEGINNING)
            for i, (pk, stream) in enumerate(zip(accounts, groups, strict=True))
        ),
    )
    weights = _zipf(size.groups)
    joined = [
        (person, groups[index])
        for person in range(1, size.people + 1)
        for index in _some(dice, weights, GROUPS_OF_ONE)
    ]
    bulk.write(
        Membership, ["person_id", "stream_id", "since_at"], ((*pair, BEGINNING) for pair in joined)
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


def _followed(
    size: Size, dice: Random, storylines: range, organisation: int
) -> Iterator[tuple[int, int, datetime]]:
    for person in range(1, size.people + 1):
        yield person, organisation, BEGINNING
        for stream in dice.sample(storylines, min(STORYLINES_OF_ONE, len(storylines))):
            yield person, stream, BEGINNING


def _posts(size: Size, dice: Random, words: _Words, group_streams: list[int]) -> int:
    """Threads and replies in the order of time; the id of a thread of some twenty replies."""
    step = timedelta(days=700) / size.posts
    weights = _zipf(len(group_streams))
    places: list[tuple[int, int]] = []
    counts: dict[int, int] = {}
    recent: list[int] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(size.posts):
            at = BEGINNING + step * number
            post_id = ids.imported(at, number % 4096)
            is_thread = not recent or dice.random() < THREADS
            root = None if is_thread else recent[-min(len(recent), 1 + int(dice.expovariate(0.2)))]
            if root is None:
                places.append(
                    (group_streams[bisect(weights, dice.random() * weights[-1])], post_id)
                )
                recent.append(post_id)
                counts[post_id] = 0
                del recent[:-200]
            else:
                counts[root] += 1
            author = 1 + int(size.people * dice.random() ** 2)
            yield _post(post_id, root, author, at, words)

    bulk.write(Post, POST, rows())
    bulk.write(Placement, ["stream_id", "post_id"], places)
    _count_replies(counts)
    _react(size, dice)
    return min(counts, key=lambda root: abs(counts[root] - 20))


POST = ["id", "root_id", "author_id", "kind", "title", "source", "html", "published_at"]
POST += ["reaction_counts"]


def _post(
    post_id: int, root: int | None, author: int, at: datetime, words: _Words
) -> tuple[object, ...]:
    text = words.text(8 + int(words.dice.expovariate(1 / 25)))
    is_question = root is None and words.dice.random() < QUESTIONS
    title = words.text(7) if is_question else ""
    return (
        *(post_id, root, author, "question" if is_question else "post", title, text),
        *(f"<p>{text}</p>", at, {"thanks": words.dice.randrange(4), "agree": 2}),
    )


def _count_replies(counts: dict[int, int]) -> None:
    update = "UPDATE network_post SET reply_count = %s WHERE id = %s"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(update, [(count, root) for root, count in counts.items() if count])


def _react(size: Size, dice: Random) -> None:
    names = list(OWN)
    newest = list(Post.objects.order_by("-pk").values_list("pk", flat=True)[:50_000])
    bulk.write(
        Reaction,
        ["post_id", "person_id", "name", "reacted_at"],
        (
            (post_id, person, names[person % len(names)], BEGINNING)
            for post_id in newest
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
