"""Saying that the sums of some days may no longer be right."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from groundswell.adoption.sealed.models import SealedDay, SealedFigure
from groundswell.foundation import clock

LONGEST = timedelta(days=380)  # that a figure looks back: four quarters, and the first days


def mark(days: Collection[date], *, reach_days: int = 1) -> None:
    """Let the days be summed up anew, and with each those whose window of so many days it is in."""
    today = clock.today()
    spans: list[list[date]] = []
    for day in sorted(day for day in set(days) if day < today):
        last = day + timedelta(days=reach_days - 1)
        if spans and day <= spans[-1][1] + timedelta(days=1):
            spans[-1][1] = last
        else:
            spans.append([day, last])
    for first, last in spans:
        SealedDay.objects.filter(on__range=(first, last), is_stale=False).update(is_stale=True)
        told_of = SealedFigure.objects.filter(on__range=(first, last + LONGEST), is_stale=False)
        told_of.update(is_stale=True)


def mark_all() -> None:
    """Let every day be summed up anew."""
    SealedDay.objects.filter(is_stale=False).update(is_stale=True)
    SealedFigure.objects.filter(is_stale=False).update(is_stale=True)
