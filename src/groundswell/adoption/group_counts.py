"""What happened in each group in a period: counted once, in the night after it, and kept.

Counted again it would be of today's members, and whoever has left since would be the difference.
All of it is from before the gate; `group_health` lets it through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import Count

from groundswell.adoption.days import DAY, ends_of_periods
from groundswell.adoption.hours import WorkingHours
from groundswell.adoption.measures.figures import Value, value_of
from groundswell.adoption.measures.group_health import MEASURE, Begun, Talk
from groundswell.adoption.measures.measure import PARTICIPATION_DAYS
from groundswell.adoption.register import queries as register
from groundswell.adoption.sealed.models import SealedGroup
from groundswell.foundation import clock, ids, sql
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.streams.models import Membership

FOLDER = sql.folder(__package__)
PERIOD = timedelta(days=PARTICIPATION_DAYS)
SHOWN = 2  # periods: the last one, and the one before
AT_ONCE = 5_000  # groups: for each lot all that was said in the period is gone through
type Row = Sequence[Any]  # is a question, is its author's first here, when, when answered


@dataclass(frozen=True, slots=True)
class Counted:
    """A group's numbers of a period, how many members it had, and whether others may see its part.

    In the middle of groups of like size stand those that are listed and not archived.
    """

    values: Sequence[Value]
    members: int
    is_compared: bool


def due() -> Iterator[date]:
    """The ends of the periods that are shown and not counted yet."""
    if MEASURE.name in register.off():
        return
    for on in ends_of_periods()[:SHOWN]:
        if not SealedGroup.objects.filter(on=on).exists():
            yield on


def keep(on: date) -> None:
    """Count a period of all groups and keep it; what is not shown any more is forgotten."""
    known = {group.stream_id: group for group in Group.objects.all()}
    rows = [
        SealedGroup(
            on=on,
            stream_id=stream,
            members=talk.members,
            is_compared=_is_compared(known[stream]),
            facts=[{**asdict(one), "unit": str(one.unit)} for one in MEASURE.count(talk).values],
        )
        for some in batched(known, AT_ONCE, strict=False)
        for stream, talk in counted(some, on).items()
    ]
    with transaction.atomic():
        SealedGroup.objects.filter(on=on).delete()
        SealedGroup.objects.bulk_create(rows)
        SealedGroup.objects.filter(on__lte=on - SHOWN * PERIOD).delete()


def kept(stream_id: int, on: date) -> Counted | None:
    """What was counted of a group in a period; None: nothing was."""
    row = SealedGroup.objects.filter(on=on, stream_id=stream_id).first()
    return _counted(row) if row else None


def of_like_size(stream_id: int, members: int, on: date) -> list[Counted]:
    """The same of other groups whose number of members has as many digits."""
    least = 10 ** (len(str(members)) - 1)
    rows = SealedGroup.objects.filter(
        on=on, is_compared=True, members__gte=least, members__lt=10 * least
    )
    now = Group.objects.exclude(visibility=Visibility.SECRET).values("stream_id")
    rows = rows.filter(stream_id__in=now).exclude(stream_id=stream_id)
    return [_counted(row) for row in rows.order_by("stream_id")]


def counted(streams: Collection[int], on: date) -> Mapping[int, Talk]:
    """What happened in some groups in the period that ends with a day."""
    first = on - PERIOD + DAY
    starts, ends = clock.bounds(first, on)
    span = {
        "streams": list(streams), "low": ids.floor(starts - DAY), "starts": starts, "ends": ends,
    }  # fmt: skip
    members = Membership.objects.filter(stream__in=streams, since_at__lt=ends, person__is_bot=False)
    sizes = dict(members.values_list("stream_id").annotate(Count("person_id")).order_by())
    posts: dict[int, list[int]] = defaultdict(list)
    for stream, _, written in FOLDER.tuples("group_acts", first=first, last=on, **span):
        posts[stream].append(int(written))
    hours, begun = WorkingHours(), defaultdict(list)
    for stream, *row in FOLDER.tuples("group_threads", **span):
        begun[stream].append(_begun(hours, ends, row))
    return {stream: Talk(sizes.get(stream, 0), posts[stream], begun[stream]) for stream in streams}


def _begun(hours: WorkingHours, ends: datetime, row: Row) -> Begun:
    is_question, is_first, at, answered_at = row
    waited = hours.between(at, answered_at or ends)
    return Begun(bool(is_question), bool(is_first), answered_at is not None, waited)


def _is_compared(group: Group) -> bool:
    return group.visibility != Visibility.SECRET and group.archived_at is None


def _counted(row: SealedGroup) -> Counted:
    values = [value_of(fact) for fact in row.facts]
    return Counted(values, row.members, row.is_compared)
