"""Who may be named now. What somebody takes back holds from the next query on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from groundswell.adoption.consents.models import Consent, RosterPlace, ShownBefore, What
from groundswell.adoption.days import DAY, period_end
from groundswell.foundation import clock
from groundswell.people.persons.models import Person, State


def opted_in(person_ids: Collection[int], what: What) -> frozenset[int]:
    """Those of the people who may be named now; nobody who left."""
    found = _now(what).filter(person_id__in=person_ids)
    return frozenset(found.values_list("person_id", flat=True))


def everybody(what: What) -> frozenset[int]:
    """All who may be named now."""
    return frozenset(_now(what).values_list("person_id", flat=True))


def shown_leaders(person_ids: Collection[int]) -> frozenset[int]:
    """Those of the leaders who agreed that their own figures are shown."""
    found = RosterPlace.objects.filter(leader_id__in=person_ids, withdrawn_at=None)
    found = found.exclude(agreed_at=None).exclude(leader__state=State.LEFT)
    return frozenset(found.values_list("leader_id", flat=True))


def roster() -> frozenset[int]:
    """All leaders who agreed that their own figures are shown."""
    found = RosterPlace.objects.filter(withdrawn_at=None).exclude(agreed_at=None)
    return frozenset(found.exclude(leader__state=State.LEFT).values_list("leader_id", flat=True))


def shown_between(first: date, last: date) -> frozenset[int]:
    """All leaders whose own figures may ever have been shown of some day between two.

    Also of those who have said no since, or left: what was told then is known.
    """
    starts, ends = clock.bounds(first, last)
    known = (
        times.filter(agreed_at__lt=ends).exclude(withdrawn_at__lt=starts)
        for times in (RosterPlace.objects.all(), ShownBefore.objects.all())
    )
    last_time, before = (times.values_list("leader_id", flat=True) for times in known)
    return frozenset(last_time.union(before))


def shown_since(leader_ids: Collection[int]) -> dict[int, date]:
    """For each of the leaders who agreed the first day of which own figures are shown.

    It begins the four weeks in which they agreed. All who lead are told of those before without
    knowing whom to leave out, and with what they did then the others would stand there alone.
    """
    found = RosterPlace.objects.filter(leader_id__in=leader_ids)
    return {
        leader: period_end(clock.day_of(agreed_at) - DAY) + DAY
        for leader, agreed_at in found.values_list("leader_id", "agreed_at")
        if agreed_at
    }


def places(person_ids: Collection[int]) -> dict[int, RosterPlace]:
    """When each of the leaders was told, and what they said."""
    return RosterPlace.objects.in_bulk(list(person_ids))


def own_place(viewer: Person) -> RosterPlace | None:
    """Whether the viewer was told, and what they said."""
    return RosterPlace.objects.filter(leader=viewer).first()


def own(viewer: Person) -> QuerySet[Consent]:
    """All that the viewer ever agreed to, the newest first."""
    return Consent.objects.filter(person=viewer).order_by("-given_at", "-pk")


def _now(what: What) -> QuerySet[Consent]:
    found = Consent.objects.filter(what=what, withdrawn_at=None)
    return found.exclude(person__state=State.LEFT)
