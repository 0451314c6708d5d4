"""Summing up closed days, and dropping what is kept about single people once it is old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import models, transaction

from groundswell.activity import dropping
from groundswell.adoption.measures.measure import PARTICIPATION_DAYS
from groundswell.adoption.sealed import marking
from groundswell.adoption.sealed.models import SealedDay, SealedPeople, SealedTalk
from groundswell.foundation import clock, sql

FOLDER = sql.folder(__package__)
DAY = timedelta(days=1)
WINDOW = timedelta(days=PARTICIPATION_DAYS - 1)
# What an import brings may come in parts, and counts by its own dates.
AFTER_AN_IMPORT = timedelta(days=28)
MONTH = timedelta(days=30.44)
BATCHES = 20  # of log entries in one hour


def horizon() -> date:
    """The first day of which rows about single people are kept."""
    return clock.today() - settings.OPTIONS.raw_months * MONTH


def due() -> Iterator[date]:
    """The closed days that are to be summed up, the first first."""
    ((first,),) = FOLDER.tuples("earliest")
    if first is None:
        return
    right = SealedDay.objects.filter(models.Q(is_stale=False) | models.Q(is_final=True))
    sealed = set(right.values_list("on", flat=True))
    day, today = date.fromisoformat(str(first)[:10]), clock.today()
    while day < today:
        if day not in sealed:
            yield day
        day += DAY


@transaction.atomic
def seal(on: date) -> None:
    """Sum a day up; what it had before is replaced, and if it differs the day is revised."""
    marking.hold()
    known = SealedDay.objects.select_for_update().filter(on=on).first()
    if known is not None and known.is_final:
        return
    before = _sums(on) if known else []
    SealedPeople.objects.filter(on=on).delete()
    SealedTalk.objects.filter(on=on).delete()
    levels = settings.LEADER_LEVELS
    FOLDER.execute("people", first=on - WINDOW, last=on, levels=levels)
    FOLDER.execute("talk", last=on)
    now = clock.now()
    if known is None:
        SealedDay.objects.create(on=on, sealed_at=now)
        return
    if _sums(on) != before:
        known.revised_at = now
    known.is_stale = False
    known.save()


def drop_old() -> int:
    """Drop the rows about single people of days before the horizon; how many.

    All days that they count for are sealed for good first. While an import is young nothing is
    dropped.
    """
    # A contribution counts for 28 days: those are sealed for good before it is dropped.
    kept_from = horizon()
    first = kept_from + WINDOW
    if dropping.happened_since("imported", "batch", clock.now() - AFTER_AN_IMPORT):
        return 0
    if any(day < first for day in due()):
        return 0
    old = SealedDay.objects.filter(on__lt=first, is_final=False)
    for day in list(old.values_list("on", flat=True)):
        # Once more, with what became known late: this is what stays.
        with transaction.atomic():
            seal(day)
            SealedDay.objects.filter(on=day).update(is_final=True)
    contributions = FOLDER.execute("drop_contributions", before=kept_from)
    interactions = FOLDER.execute("drop_interactions", before=kept_from)
    marks = FOLDER.execute("drop_presence", before=kept_from)
    return contributions + interactions + marks + _drop_log(kept_from)


def _drop_log(kept_from: date) -> int:
    """What the log says of that time: each batch a transaction of its own."""
    dropped = 0
    for _batch in range(BATCHES):
        some = dropping.drop(before=clock.start_of(kept_from))
        dropped += some
        if some < dropping.AT_ONCE:
            break
    return dropped


def _sums(on: date) -> list[tuple[object, ...]]:
    people = SealedPeople.objects.filter(on=on).order_by("function", "site", "level", "leads")
    talk = SealedTalk.objects.filter(on=on)
    columns = [f.attname for f in SealedTalk._meta.concrete_fields if f.attname != "id"]
    return [
        *people.values_list("function", "site", "level", "employed", "active", "leads"),
        *sorted(talk.values_list(*columns), key=str),
    ]
