"""What is typed to write to people, and to let more of them in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused
from groundswell.people.persons import queries as persons
from groundswell.people.persons.models import Person

BETWEEN = re.compile(r"[\s,;]+")


class NobodyHasThatHandle(Refused):
    """People are named by their handles."""

    message = _lazy("Nobody here is called “%(typed)s”. Choose a person from the list.")


def people_named(viewer: Person, typed: Iterable[str]) -> list[Person]:
    """The people of some fields: chosen ones as @handles, or several typed into one.

    Raises:
        NobodyHasThatHandle: one of them is nobody's.
    """
    handles = [
        handle.removeprefix("@").lower()
        for field in typed
        for handle in BETWEEN.split(field.strip()[:2000])
        if handle
    ]
    found = {
        person.account.handle: person
        for person in persons.people(viewer).filter(account__handle__in=handles)
    }
    for handle in handles:
        if handle not in found:
            raise NobodyHasThatHandle(typed=handle[:60])
    return list(found.values())
