"""How a group does beside the period before and groups of like size, for its owners; a way out."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from groundswell.adoption import group_counts, lines, rounding, wholes
from groundswell.adoption.days import DAY, period_end
from groundswell.adoption.group_counts import PERIOD, Counted
from groundswell.adoption.lines import Line
from groundswell.adoption.measures.figures import Figures
from groundswell.adoption.measures.group_health import MEASURE, Talk
from groundswell.adoption.register import queries as register
from groundswell.adoption.shown import Figure
from groundswell.adoption.wholes import Told
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import queries as groups
from groundswell.network.groups.models import Group
from groundswell.people.persons.models import Person

LEAST_GROUPS = 5  # whose middle is told
ALIKE = "alike"
NOTHING = Counted(MEASURE.count(Talk(0, [], [])).values, 0, is_compared=False)


@dataclass(frozen=True, slots=True)
class Health:
    """A group's figures of a period and the one before; `alike`: middle of others, and how many."""

    on: date
    now: Sequence[Told]
    before: Sequence[Told]
    alike: Mapping[str, tuple[float, int]]
    is_counted: bool  # the night after the period is over

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


def lines_of(told: Health) -> list[Line]:
    """All that a page of it tells, number by number: before, now, and the middle of others.

    `alike` in the place of the breakdown is the middle; its denominator counts the groups.
    """
    before, now = (
        lines.lines([Figure(MEASURE, on, values=values)])
        for on, values in ((told.on - PERIOD, told.before), (told.on, told.now))
    )
    return [*before, *now, *(_middle_line(one, *told.alike[one.cell]) for one in now
                             if one.cell in told.alike)]  # fmt: skip


def _middle_line(now: Line, middle: float, groups: int) -> Line:
    return replace(
        now, by=ALIKE, value=middle, numerator=None, denominator=groups,
        low=None, high=None, chance=None, withheld=None,
    )  # fmt: skip


def _health(group: Group, on: date) -> Health:
    now = group_counts.kept(group.stream_id, on)
    before = group_counts.kept(group.stream_id, on - PERIOD)
    others = group_counts.of_like_size(group.stream_id, now.members, on) if now else []
    return Health(
        on=on,
        now=_told(now or NOTHING),
        before=_told(before or NOTHING),
        alike=_middle([_told(one) for one in others]),
        is_counted=now is not None,
    )


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


def _told(counted: Counted) -> list[Told]:
    least = settings.OPTIONS.privacy_threshold
    return wholes.told(Figures(counted.values), least, is_steady=True)
