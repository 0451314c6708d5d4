"""How a group does beside the period before and groups of like size, for its owners; a way out."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count

from groundswell.adoption import privacy, rounding
from groundswell.adoption.days import DAY, period_end
from groundswell.adoption.hours import WorkingHours
from groundswell.adoption.measures.group_health import MEASURE, Begun, Talk
from groundswell.adoption.measures.measure import PARTICIPATION_DAYS
from groundswell.adoption.privacy import Told
from groundswell.adoption.register import queries as register
from groundswell.foundation import clock, ids, sql
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import queries as groups
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.streams.models import Membership
from groundswell.people.persons.models import Person

FOLDER = sql.folder(__package__)
LEAST_GROUPS = 5  # whose middle is told
PERIOD = timedelta(days=PARTICIPATION_DAYS)
type Row = Sequence[Any]  # is a question, is its author's first here, when, when answered


@dataclass(frozen=True, slots=True)
class Health:
    """A group's figures of a period and the one before; `alike`: middle of others, and how many."""

    on: date
    now: Sequence[Told]
    before: Sequence[Told]
    alike: Mapping[str, tuple[float, int]]

    @property
    def first_on(self) -> date:
        """The first day of the period."""
        return self.on - PERIOD + DAY


def health(viewer: Person, group: Group) -> Health:
    """How a group did in the last period that is over.

    Raises:
        NotFound: the viewer does not own it.
        MeasureIsOff: nobody sees it.
    """
    if not groups.is_owner(viewer, group):
        raise NotFound
    register.refuse_off(MEASURE, register.off())
    return _health(group, period_end(clock.today() - DAY))


def _health(group: Group, on: date) -> Health:
    others = _of_like_size(group)
    told = _told([group.stream_id, *others], on)
    return Health(
        on=on,
        now=told[group.stream_id],
        before=_told([group.stream_id], on - PERIOD)[group.stream_id],
        alike=_middle([told[stream] for stream in others]),
    )


def _of_like_size(group: Group) -> list[int]:
    least = 10 ** (len(str(group.member_count)) - 1)
    found = Group.objects.filter(
        member_count__gte=least, member_count__lt=10 * least, archived_at=None
    )
    found = found.exclude(pk=group.pk).exclude(visibility=Visibility.SECRET)
    return list(found.values_list("stream_id", flat=True))


def _middle(told: Sequence[Sequence[Told]]) -> dict[str, tuple[float, int]]:
    known: dict[str, list[float]] = defaultdict(list)
    units = {one.value.name: one.value.unit for each in told for one in each}
    for one in (one for each in told for one in each):
        if one.withheld is None and one.value.value is not None:
            known[one.value.name].append(one.value.value)
    return {
        # The middle is one group's own number: all its decimals would tell its counts.
        name: (
            round(statistics.median(values), rounding.decimals(units[name], None, None)),
            len(values),
        )
        for name, values in known.items()
        if len(values) >= LEAST_GROUPS
    }


def _told(streams: Collection[int], on: date) -> dict[int, list[Told]]:
    least = settings.OPTIONS.privacy_threshold
    return {
        stream: privacy.whole(MEASURE.count(talk), least, is_steady=True)
        for stream, talk in _talk(streams, on).items()
    }


def _talk(streams: Collection[int], on: date) -> dict[int, Talk]:
    first = on - PERIOD + DAY
    starts, ends = clock.bounds(first, on)
    span = {
        "streams": list(streams), "low": ids.floor(starts - DAY), "starts": starts, "ends": ends,
    }  # fmt: skip
    members = Membership.objects.filter(stream__in=streams, since_at__lt=ends, person__is_bot=False)
    counted = dict(members.values_list("stream_id").annotate(Count("person_id")).order_by())
    posts: dict[int, list[int]] = defaultdict(list)
    for stream, _, written in FOLDER.tuples("group_acts", first=first, last=on, **span):
        posts[stream].append(int(written))
    hours, begun = WorkingHours(), defaultdict(list)
    for stream, *row in FOLDER.tuples("group_threads", **span):
        begun[stream].append(_begun(hours, ends, row))
    return {
        stream: Talk(counted.get(stream, 0), posts[stream], begun[stream]) for stream in streams
    }


def _begun(hours: WorkingHours, ends: datetime, row: Row) -> Begun:
    is_question, is_first, at, answered_at = row
    waited = hours.between(at, answered_at or ends)
    return Begun(bool(is_question), bool(is_first), answered_at is not None, waited)
