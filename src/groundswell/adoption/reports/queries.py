"""Whose report comes when."""

from __future__ import annotations

from datetime import datetime

from groundswell.adoption import catalogue
from groundswell.adoption.reports.models import Cadence, Subscription
from groundswell.adoption.viewing import ask_to_see_all, may_see_all, seen
from groundswell.people.persons.models import Person


def subscription(viewer: Person) -> Subscription | None:
    """The viewer's own.

    Raises:
        NotFound: the viewer may not see adoption in full.
    """
    ask_to_see_all(viewer)
    return Subscription.objects.filter(person=viewer).first()


def is_time(held: Subscription, local: datetime) -> bool:
    """Whether one is due on that day, at that time, as their clock shows it."""
    is_first = local.day <= 7 or held.cadence == Cadence.WEEKLY
    return is_first and local.weekday() == held.weekday and local.hour >= held.hour


def sees_any(held: Subscription) -> bool:
    """Whether its person may still see a figure of it, whether or not one is told now."""
    known = catalogue.measures()
    wanted = [known[name] for name in held.measures if name in known]
    return may_see_all(held.person) and bool(seen(held.person, wanted) or not held.measures)
