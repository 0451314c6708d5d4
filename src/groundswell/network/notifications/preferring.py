"""What somebody wants to be told outside the pages: their own choice, else the preset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.network.notifications.models import Preferences
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person, State

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def preferences(viewer: Person) -> Preferences:
    """What holds for somebody."""
    return of_all([viewer.pk])[viewer.pk]


def of_all(person_ids: Iterable[int]) -> Mapping[int, Preferences]:
    """What holds for each of some people."""
    wanted = list(person_ids)
    chosen = {own.person_id: own for own in Preferences.objects.filter(person_id__in=wanted)}
    others = preset()
    return {person_id: chosen.get(person_id, others) for person_id in wanted}


def preset() -> Preferences:
    """What holds for those who have chosen nothing."""
    return Preferences.objects.filter(person=None).first() or Preferences()


@transaction.atomic
def prefer(*, person: Person, **columns: Any) -> None:
    """Choose for oneself."""
    Preferences.objects.update_or_create(person=person, defaults=columns)
    log.record(actor_id=person.pk, verb="preferred", noun="notices", noun_id=person.pk)


@transaction.atomic
def set_preset(*, administrator: Person, **columns: Any) -> None:
    """Choose for all who have chosen nothing themselves."""
    Preferences.objects.update_or_create(person=None, defaults=columns)
    audit.record(administrator, "set the preset of notices", "organisation", None)


def zone_of(person: Person) -> ZoneInfo:
    """Where somebody's clock stands."""
    return ZoneInfo(person.time_zone) if person.time_zone else clock.zone()


def count_without_days() -> int:
    """How many who are in have chosen no working days of their own."""
    own = Preferences.objects.exclude(working_days=[]).filter(person=OuterRef("pk"))
    active = Person.objects.filter(state=State.ACTIVE, is_bot=False)
    return active.filter(~Exists(own)).count()


def working_days(chosen: Preferences) -> list[int]:
    """Days on which somebody works; Monday is 0."""
    return chosen.working_days or [DAYS.index(day) for day in settings.OPTIONS.working_days]


def is_quiet(chosen: Preferences, local: datetime) -> bool:
    """Whether nothing reaches out to somebody at that time, as their clock shows it."""
    if not chosen.is_quiet_at_night:
        return False
    if local.weekday() not in working_days(chosen):
        return True
    begins, ends, now = chosen.quiet_from, chosen.quiet_until, local.time()
    return begins <= now < ends if begins <= ends else now >= begins or now < ends
