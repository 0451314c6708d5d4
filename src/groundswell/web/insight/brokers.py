"""People who agreed to be named as joining groups, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.adoption.bridges.models import OwnBridge
from groundswell.people.org.models import Assignment
from groundswell.web import wording


@dataclass(frozen=True, slots=True)
class Broker:
    """One of them, with what they agreed to show."""

    id: int
    name: str
    function: str
    functions: str
    constraint: str
    effective_size: str
    betweenness: str


@dataclass(frozen=True, slots=True)
class Brokers:
    """All of them, and the last day of the 90 that are counted."""

    finding: str
    on: date | None
    people: Sequence[Broker]


def brokers(found: Sequence[OwnBridge]) -> Brokers:
    """Those who agreed, by name."""
    present = Assignment.objects.present().filter(person__in=[one.person_id for one in found])
    function = dict(present.values_list("person_id", "function"))
    finding = ngettext(
        "One person who joins others agreed to be found for joint work",
        "%(count)s people who join others agreed to be found for joint work",
        len(found),
    )
    return Brokers(
        finding=finding % {"count": wording.number(len(found))}
        if found
        else _("Nobody is named: nobody agreed, or figures are counted tonight"),
        on=found[0].on if found else None,
        people=[_broker(one, function.get(one.person_id, "")) for one in found],
    )


def _broker(one: OwnBridge, function: str) -> Broker:
    return Broker(
        id=one.person_id,
        name=one.person.name,
        function=function,
        functions=wording.number(one.functions),
        constraint=wording.decimal(one.constraint, 2),
        effective_size=wording.decimal(one.effective_size, 1),
        betweenness=wording.number(round(one.betweenness)),
    )
