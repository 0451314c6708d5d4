"""Who is there, and where they talk: groups of uneven size, storylines, who follows whom."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from random import Random

from bench import bulk
from bench.company.size import BEGINNING, READER, Size
from bench.company.words import zipf
from groundswell.network.groups.models import Group
from groundswell.network.streams.models import Membership, Stream, Subscription
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Account, Person

FUNCTIONS, SITES, LEVELS, OWNERS = 11, 4, 5, 2
GROUPS_OF_ONE, STORYLINES_OF_ONE = 20, 10
ALWAYS = date(2020, 1, 1)


def join(size: Size) -> None:
    """Write the people, in functions, at sites and of levels."""
    numbers = range(1, size.people + 1)
    bulk.write(Account, ["id", "handle"], ((n, f"person_{n}") for n in numbers))
    bulk.write(
        Person,
        ["id", "name", "name_folded", "title", "state", "is_listed", "created_at"],
        (
            (n, f"Person {n}", f"person {n}", f"Engineer {n % 40}", "active", True, BEGINNING)
            for n in numbers
        ),
    )
    bulk.write(
        Assignment,
        ["person_id", "function", "site", "level", "from_on"],
        (
            (n, f"Function {n % FUNCTIONS}", f"Site {n % SITES}", f"Level {n % LEVELS}", ALWAYS)
            for n in numbers
        ),
    )


def gather(size: Size, dice: Random, organisation: int) -> list[int]:
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
    weights = zipf(size.groups)
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


def _some(dice: Random, weights: list[float], count: int) -> set[int]:
    return {bisect(weights, dice.random() * weights[-1]) for _ in range(count)}
