"""What happened, as the activity log holds it: a line each, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from groundswell.activity.models import Activity
from groundswell.demo.writing.bulk import insert
from groundswell.foundation import clock

COLUMNS = ("actor_id", "verb", "noun", "noun_id", "stream_id", "happened_at", "recorded_at")


@dataclass(frozen=True, slots=True)
class News:
    """Who did what to which noun, where and when; plain values, as an activity holds them."""

    actor_id: int | None
    verb: str
    noun: str
    noun_id: int
    at: datetime
    stream_id: int | None = None


def write(news: Iterable[News]) -> None:
    """Write all of it, recorded now: readers of the log take it as they take an import.

    What actions have recorded meanwhile takes its place among it.
    """
    now, there = clock.now(), Activity.objects.all()
    recorded = [News(*row) for row in there.values_list(*COLUMNS[:4], "happened_at", "stream_id")]
    there.delete()
    insert(
        Activity,
        COLUMNS,
        (
            (each.actor_id, each.verb, each.noun, each.noun_id, each.stream_id, each.at, now)
            for each in sorted([*news, *recorded], key=lambda each: each.at)
        ),
    )
