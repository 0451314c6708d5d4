"""Counting contributions from the posts and reactions themselves."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import batched

from django.db import transaction
from django.db.models.functions import TruncDate

from groundswell.adoption.contributions.models import ContributionDay
from groundswell.foundation import clock, ids, sql
from groundswell.network.posts.models import Post
from groundswell.network.reactions.models import Reaction

FOLDER = sql.folder(__package__)
AT_ONCE = 500  # people and days in one statement
# An id is minted from the post's time, or a little later: a clock can be set back.
SLACK = timedelta(days=1)
LATEST_OF_A_MILLISECOND = (1 << ids.TIME_SHIFT) - 1

type Pair = tuple[int, date]


@transaction.atomic
def recount(pairs: Collection[Pair]) -> None:
    """Count these people and days anew; a day without contributions keeps no row."""
    for part in batched(sorted(pairs), AT_ONCE, strict=False):
        days = _counted(part)
        kept = {(day.person_id, day.on) for day in days}
        ContributionDay.objects.bulk_create(
            days,
            update_conflicts=True,
            unique_fields=["on", "person_id"],
            update_fields=["posts", "replies", "reactions"],
        )
        if gone := [(on, person_id) for person_id, on in part if (person_id, on) not in kept]:
            ContributionDay.objects.filter(pk__in=gone).delete()


@transaction.atomic
def rebuild() -> None:
    """Count everything from scratch."""
    pairs = set(ContributionDay.objects.values_list("person_id", "on"))
    for person, at, rows in (
        ("author_id", "published_at", Post.objects),
        ("person_id", "reacted_at", Reaction.objects),
    ):
        on = TruncDate(at, tzinfo=clock.zone())
        pairs |= set(rows.values_list(person, on).distinct())
    recount(pairs)


def _counted(pairs: Sequence[Pair]) -> list[ContributionDay]:
    rows = FOLDER.tuples("counted", pairs=json.dumps(list(_with_bounds(pairs))))
    return [
        ContributionDay(
            person_id=pairs[place][0],
            on=pairs[place][1],
            posts=posts,
            replies=replies,
            reactions=reactions,
        )
        for place, posts, replies, reactions in rows
    ]


def _with_bounds(pairs: Sequence[Pair]) -> Iterator[tuple[int, int, int, int, str, str]]:
    """Each pair's place, person, and between which ids and instants its day lies."""
    for place, (person_id, on) in enumerate(pairs):
        first, last = clock.bounds(on, on)
        low = ids.floor(first - SLACK)
        high = ids.floor(max(last, ids.EPOCH) + SLACK) | LATEST_OF_A_MILLISECOND
        yield place, person_id, low, high, _stored(first), _stored(last)


def _stored(instant: datetime) -> str:
    # As SQLite keeps instants: naive UTC text; PostgreSQL's file adds the zone.
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
