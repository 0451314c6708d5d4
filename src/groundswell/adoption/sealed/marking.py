"""Saying that the sums of some days may no longer be right, and asking whether somebody did.

Marks are made and looked at one transaction after another. Else a mark that is not committed yet
would be seen neither by who sums up meanwhile, nor see what they keep.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from groundswell.adoption.sealed.models import Mark, SealedDay, SealedFigure
from groundswell.foundation import clock, locks

LONGEST = timedelta(days=380)  # that a figure looks back: four quarters, and the first days
LOCK = 0x6D61  # any number that nobody else holds
COUNTING = timedelta(days=1)  # nobody counts a week for so long
BATCH = timedelta(minutes=5)  # nobody reads a batch for so long


def mark(days: Collection[date], *, reach_days: int = 1) -> None:
    """Let the days be summed up anew, and with each those whose window of so many days it is in."""
    # A day may be over, and be summed up, before this transaction is.
    today = clock.day_of(clock.now() + BATCH)
    spans: list[list[date]] = []
    for day in sorted(day for day in set(days) if day < today):
        last = day + timedelta(days=reach_days - 1)
        if spans and day <= spans[-1][1] + timedelta(days=1):
            spans[-1][1] = last
        else:
            spans.append([day, last])
    for first, last in spans:
        _mark(first, last)


def mark_all() -> None:
    """Let every day be summed up anew."""
    _mark(date.min, date.max - LONGEST)


@transaction.atomic
def _mark(first: date, last: date) -> None:
    hold()
    told_until = last + LONGEST
    Mark.objects.create(first_on=first, last_on=told_until, marked_at=clock.now())
    SealedDay.objects.filter(on__range=(first, last), is_stale=False).update(is_stale=True)
    told_of = SealedFigure.objects.filter(on__range=(first, told_until), is_stale=False)
    told_of.update(is_stale=True)


def hold() -> None:
    """Let nobody mark anything until the transaction at hand ends; who just does is waited for."""
    locks.hold(LOCK)


def newest() -> int:
    """The last mark that was made; to be asked for before anything is counted."""
    return Mark.objects.aggregate(newest=Max("pk"))["newest"] or 0


def has_come(since: int, on: date) -> bool:
    """Whether figures of a day were marked after that one; none is made until the transaction ends.

    What was counted since may be of what stood before.
    """
    hold()
    return Mark.objects.filter(pk__gt=since, first_on__lte=on, last_on__gte=on).exists()


def drop_old() -> int:
    """Drop the marks that nobody asks for any more; how many."""
    return Mark.objects.filter(marked_at__lt=clock.now() - COUNTING).delete()[0]
