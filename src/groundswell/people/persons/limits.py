"""Who may read and not write for a time. Every action that others see asks here first."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock, locales
from groundswell.foundation.errors import Refused
from groundswell.people.persons.models import Person


class YouMayOnlyRead(Refused):
    """A moderator took writing from somebody for a time."""

    message = _lazy(
        "Until %(until)s you may read here and not write: a moderator decided so. Your notices"
        " say why, and let you ask for another look."
    )

    def __str__(self) -> str:
        until = timezone.localtime(cast(datetime, self.facts["until"]))
        day = locales.day(until.date())
        return str(cast(Any, self.message) % {"until": f"{day}, {until:%H:%M}"})


def ask_to_write(person: Person) -> None:
    """Nothing, for whoever may write.

    Raises:
        YouMayOnlyRead: until a moment that the refusal names.
    """
    if person.reads_only(clock.now()):
        raise YouMayOnlyRead(until=person.reads_only_until)


def limit(person_id: int, until: datetime | None) -> None:
    """Let somebody only read until a moment, or write again; in the caller's transaction."""
    Person.objects.filter(pk=person_id).update(reads_only_until=until)
