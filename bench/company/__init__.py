"""A made-up company of any size: people in functions, groups of uneven size, threads, reactions.

Only what pages read is made, straight into the tables; the words are drawn from a vocabulary with
the frequencies of Zipf, so that searches meet common and rare ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from bench.company import people, posts
from bench.company.size import READER, SIZES, Size
from bench.company.words import WORDS, Words
from groundswell.network.groups.models import Group
from groundswell.network.streams import queries as streams
from groundswell.network.streams.models import Membership
from groundswell.people.signin.models import Session
from groundswell.people.signin.queries import hash_of

__all__ = ["SIZES", "Company", "Size", "make", "sign_in"]


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
    words = Words(dice)
    organisation = streams.organisation().pk
    people.join(size)
    groups = people.gather(size, dice, organisation)
    thread_id = posts.publish(size, dice, words, groups)
    return Company(
        size=size,
        token=sign_in(READER),
        reader_id=READER,
        group_id=_group_of_reader(),
        long_thread_id=thread_id,
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
