"""What a group's page asks of those who belong to it: to own it, to renew it, to write in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from groundswell.foundation import clock
from groundswell.network.groups import ownership
from groundswell.network.groups.models import Group
from groundswell.network.groups.ownership import Active
from groundswell.network.groups.queries import Face
from groundswell.people.persons.models import Person

CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Asks:
    """What is asked. `candidates` are members who could be the second owner.

    `sleeps_on` is the day on which it is archived unless somebody writes, `quiet_days` for how
    long nobody has.
    """

    is_offered: bool = False
    lacks_second: bool = False
    candidates: Sequence[Active] = ()
    is_to_renew: bool = False
    sleeps_on: date | None = None
    quiet_days: int = 0


def asks(viewer: Person, group: Group, *, is_owner: bool, owners: Sequence[Face]) -> Asks:
    """What the group asks of a member; at most one query."""
    if group.is_archived:
        return Asks()
    alone = is_owner and len(owners) == 1 and group.member_count > 1
    since = group.sleeps_from
    return Asks(
        is_offered=not owners and ownership.offered(viewer).filter(pk=group.pk).exists(),
        lacks_second=alone,
        candidates=ownership.most_active(group, limit=CANDIDATES) if alone else (),
        is_to_renew=is_owner and group.is_to_renew and since is None,
        sleeps_on=clock.day_of(since) if since else None,
        quiet_days=settings.OPTIONS.group_sleep_days,
    )
