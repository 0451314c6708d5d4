"""Dropping old activities that nobody needs any more, and asking whether something happened."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min

from groundswell.activity.models import Activity, ReaderCursor

AT_ONCE = 5_000


def happened_since(verb: str, noun: str, since: datetime) -> bool:
    """Whether such an activity was recorded since then."""
    return Activity.objects.filter(verb=verb, noun=noun, recorded_at__gte=since).exists()


def drop(noun: str, *, before: datetime) -> int:
    """Drop what happened to one sort of noun before an instant and is read by all; how many rows.

    At most some thousand at once: the rest is for the next time.
    """
    read = ReaderCursor.objects.aggregate(all=Min("position"))["all"] or 0
    old = Activity.objects.filter(noun=noun, recorded_at__lt=before, pk__lte=read)
    some = list(old.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    return Activity.objects.filter(pk__in=some).delete()[0]
