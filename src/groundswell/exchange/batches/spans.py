"""From when to when imports brought what was said elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.db.models import Max, Min

from groundswell.adoption.sources import Imported
from groundswell.exchange.batches.models import BatchState, ImportBatch, SourceId
from groundswell.foundation import clock, ids


def sources(since: date, until: date) -> list[Imported]:
    """The systems from which posts between two days came."""
    spans: dict[str, tuple[int, int]] = {}
    for batch in ImportBatch.objects.filter(state=BatchState.DONE).order_by("pk"):
        span = _span(batch.pk, batch.finished_at)
        if span is not None:
            low, high = spans.get(batch.system, span)
            spans[batch.system] = min(low, span[0]), max(high, span[1])
    found = (
        Imported(system, *(clock.day_of(ids.instant_of(end)) for end in span))
        for system, span in spans.items()
    )
    return [one for one in found if one.first_on <= until and one.last_on >= since]


@lru_cache(maxsize=256)
def _span(batch_id: int, finished_at: datetime | None) -> tuple[int, int] | None:
    # Ids sort as time. A batch that is done stays as it is, so it is looked through once.
    posts = SourceId.objects.filter(batch_id=batch_id, noun="post", was_here=False)
    ends = posts.aggregate(low=Min("noun_id"), high=Max("noun_id"))
    return None if ends["low"] is None else (ends["low"], ends["high"])
