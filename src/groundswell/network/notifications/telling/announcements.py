"""Announcements that somebody has not acknowledged yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from groundswell.activity.log import Entry
from groundswell.foundation import ids
from groundswell.network.notifications import announcing
from groundswell.network.notifications.models import Kind
from groundswell.network.notifications.telling.told import Told


def about_reminders(entries: Sequence[Entry]) -> Iterator[Told]:
    """Who has not acknowledged an announcement hears of it once more."""
    reminded = {entry.noun_id: entry for entry in entries if entry.verb == "reminded"}
    for post_id, people in announcing.missing(list(reminded)).items():
        at = reminded[post_id].happened_at
        for person_id in people:
            yield Told(person_id, Kind.ANNOUNCEMENT, post_id, post_id, ids.floor(at), at)
