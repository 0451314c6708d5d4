"""Counting contributions from the posts and reactions themselves."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import batched

from django.db import transaction
from django.db.models import Q

from groundswell.adoption.contributions.models import ContributionDay, Sweep
from groundswell.adoption.measures.measure import PARTICIPATION_DAYS
from groundswell.adoption.sealed.marking import mark, mark_all
from groundswell.adoption.sealed.models import SealedDay
from groundswell.foundation import clock, ids, sql

FOLDER = sql.folder(__package__)
AT_ONCE = 500  # people and days in one statement
AMOUNTS = ("posts", "replies", "reactions", "votes")
# An id is minted from the post's time, or a little later: a clock can be set back.
SLACK = timedelta(days=1)
LATEST_OF_A_MILLISECOND = (1 << ids.TIME_SHIFT) - 1

type Pair = tuple[int, date]


@transaction.atomic
def recount(pairs: Collection[Pair]) -> None:
    """Count these people and days anew; a day without contributions keeps no row.

    Days whose rows were dropped stay without, and days that are found as they were stay sealed.
    """
    dropped = _dropped()
    asked = sorted(pair for pair in pairs if pair[1] not in dropped)
    for part in batched(asked, AT_ONCE, strict=False):
        _recount(part)


def _recount(part: Sequence[Pair]) -> None:
    before = _kept([(on, person_id) for person_id, on in part])
    found = {(day.on, day.person_id): day for day in _counted(part)}
    others = [day for key, day in found.items() if before.get(key) != _amounts(day)]
    ContributionDay.objects.bulk_create(
        others,
        update_conflicts=True,
        unique_fields=["on", "person_id"],
        update_fields=list(AMOUNTS),
    )
    gone = before.keys() - found.keys()
    if gone:
        ContributionDay.objects.filter(pk__in=sorted(gone)).delete()
    mark({day.on for day in others} | {on for on, _ in gone}, reach_days=PARTICIPATION_DAYS)


def _kept(keys: Sequence[tuple[date, int]]) -> dict[tuple[date, int], tuple[int, ...]]:
    rows = ContributionDay.objects.filter(pk__in=keys)
    return {(day.on, day.person_id): _amounts(day) for day in rows}


def _amounts(day: ContributionDay) -> tuple[int, ...]:
    return tuple(getattr(day, name) for name in AMOUNTS)


def _dropped() -> set[date]:
    """Days of which no rows are kept any more: those no window of a day to be sealed reaches."""
    final = SealedDay.objects.filter(is_final=True).values_list("on", flat=True)
    return {on - timedelta(days=PARTICIPATION_DAYS - 1) for on in final}


def begin_sweep() -> None:
    """Let every counted day be counted anew, in the caller's transaction; see `sweep_on`.

    For what took contributions away and left no trace of whose they were: days without any
    cannot have become wrong by it.
    """
    Sweep.objects.update_or_create(pk=1, defaults={"after_on": None, "after_person_id": 0})


def is_sweeping() -> bool:
    """Whether a sweep is under way; asked without a transaction."""
    return Sweep.objects.exists()


@transaction.atomic
def sweep_on() -> bool:
    """Count some days more anew; False when no sweep is under way, or this one is done."""
    sweep = Sweep.objects.select_for_update().first()
    if sweep is None:
        return False
    rest = ContributionDay.objects.order_by("on", "person_id")
    if sweep.after_on is not None:
        same_day = Q(on=sweep.after_on, person_id__gt=sweep.after_person_id)
        rest = rest.filter(Q(on__gt=sweep.after_on) | same_day)
    pairs = list(rest.values_list("person_id", "on")[:AT_ONCE])
    if not pairs:
        sweep.delete()
        return False
    recount(pairs)
    sweep.after_person_id, sweep.after_on = pairs[-1]
    sweep.save()
    return True


@transaction.atomic
def rebuild() -> None:
    """Count everything from scratch; in the database, for it is too much to hold here."""
    ContributionDay.objects.all().delete()
    Sweep.objects.all().delete()
    FOLDER.execute("filled", zone=str(clock.zone()))
    mark_all()


def _counted(pairs: Sequence[Pair]) -> list[ContributionDay]:
    rows = FOLDER.tuples("counted", pairs=json.dumps(list(_with_bounds(pairs))))
    return [
        ContributionDay(
            person_id=pairs[place][0],
            on=pairs[place][1],
            posts=posts,
            replies=replies,
            reactions=reactions,
            votes=votes,
        )
        for place, posts, replies, reactions, votes in rows
    ]


def _with_bounds(pairs: Sequence[Pair]) -> Iterator[tuple[int, int, int, int, str, str, str]]:
    """Each pair's place, person, and between which ids and instants its day lies."""
    for place, (person_id, on) in enumerate(pairs):
        first, last = clock.bounds(on, on)
        low = ids.floor(first - SLACK)
        high = ids.floor(max(last, ids.EPOCH) + SLACK) | LATEST_OF_A_MILLISECOND
        yield place, person_id, low, high, _stored(first), _stored(last), on.isoformat()


def _stored(instant: datetime) -> str:
    # As SQLite keeps instants: naive UTC text; PostgreSQL's file adds the zone.
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
