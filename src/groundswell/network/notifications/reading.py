"""The reader of the log that opens notices. Imports, and what is read too late, make none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from groundswell.activity import log
from groundswell.activity.log import Entry, Position
from groundswell.activity.models import Activity
from groundswell.foundation import clock
from groundswell.network.notifications import attending, opening, settling, telling

# What an import brings happened earlier than it was recorded; here the two are moments apart.
AT_ONCE = timedelta(minutes=1)
# An instance that has been running for years reads its whole log when it is upgraded.
STALE = timedelta(days=7)
NOUN = "notices"  # of the activities that say whose number of unread ones may have changed


def follow(entries: Sequence[Entry]) -> None:
    """Open the notices that a batch of activities asks for, and close those without a cause."""
    fresh = [entry for entry in entries if _is_news(entry)]
    wave = entries[-1].position.id
    closed = attending.note_writers(entries, fresh, wave=wave)
    opened = opening.open_all(telling.told(fresh), wave=wave) if fresh else 0
    closed += settling.close_hollow(entries, wave=wave)
    if opened or closed:
        log.record(actor_id=None, verb="noticed", noun=NOUN, noun_id=wave)


@transaction.atomic
def replay(since: datetime) -> int:
    """Tell as news what was written in bulk: a simulated company wakes up with its notices."""
    rows = Activity.objects.filter(happened_at__gte=since).order_by("pk")
    names = ("actor_id", "verb", "noun", "noun_id", "stream_id", "happened_at", "recorded_at")
    lately = [Entry(Position(0, pk), *row) for pk, *row in rows.values_list("pk", *names)]
    return opening.open_all(telling.told(lately), wave=0)


def _is_news(entry: Entry) -> bool:
    is_live = entry.recorded_at - entry.happened_at < AT_ONCE
    return is_live and clock.now() - entry.recorded_at < STALE
