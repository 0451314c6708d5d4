"""Who leads, who may write for whom. Every function takes first who asks, or is asked about."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from groundswell.people.delegates.models import Delegation, Rostered
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person, State


def leads(person: Person) -> bool:
    """Whether people report to somebody now, or their level is one of leaders in the settings."""
    present = Assignment.objects.present()
    reports = present.filter(manager=person).exclude(person__state=State.LEFT)
    levels = settings.LEADER_LEVELS
    return reports.exists() or present.filter(person=person, level__in=levels).exists()


def delegates(leader: Person) -> QuerySet[Delegation]:
    """Whom a leader named, by name."""
    named = Delegation.objects.filter(leader=leader).select_related("delegate__account")
    return named.order_by("delegate__name_folded", "pk")


def for_whom(delegate: Person) -> QuerySet[Delegation]:
    """For whom somebody may write now, by name."""
    found = Delegation.objects.in_force().filter(delegate=delegate)
    return found.select_related("leader__account").order_by("leader__name_folded", "pk")


def delegation(delegate: Person, leader_id: int) -> Delegation | None:
    """What somebody may write for a leader now; None when nothing."""
    return for_whom(delegate).filter(leader_id=leader_id).first()


def rostered(leader: Person) -> Rostered | None:
    """Whether a leader was told, and what they said."""
    return Rostered.objects.filter(leader=leader).first()
