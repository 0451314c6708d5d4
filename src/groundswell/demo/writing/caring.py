"""A group that lost its owners: the house looks for another among its members."""

from __future__ import annotations

from datetime import datetime, timedelta

from groundswell.demo.rooms import rooms
from groundswell.foundation import clock
from groundswell.network.groups.actions import offering
from groundswell.network.groups.models import Group

ASKED_BEFORE_END = timedelta(hours=9)


def write(*, at: datetime) -> None:
    """Ask the most active member of each, on the last day."""
    orphaned = [room.name for room in rooms().values() if room.is_orphaned]
    with clock.frozen(at - ASKED_BEFORE_END):
        for group in Group.objects.filter(name__in=orphaned):
            offering.care_for(group)
