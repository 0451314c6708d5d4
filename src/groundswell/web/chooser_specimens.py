"""What the word at hand may become, for the gallery."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.network.groups.models import Group
from groundswell.network.search.completing import Completion
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Account, Person


@dataclass(frozen=True, slots=True)
class Mentionable:
    """People with their places, and groups."""

    people: tuple[Person, ...]
    places: dict[int, Assignment]
    groups: tuple[Group, ...]


def mentioned() -> Mentionable:
    """Somebody with a place, somebody without, a group."""
    park, choi = Account(id=5, handle="park_seo_yeon"), Account(id=8, handle="minjun")
    people = (
        Person(account=park, name="Park Seo-yeon", title="Propulsion diagnostics lead"),
        Person(account=choi, name="최민준", title="Commissioning engineer"),
    )
    service = Group(account=Account(id=7, handle="thruster_service"), name="Thruster service")
    return Mentionable(people, {5: Assignment(site="Busan")}, (service,))


def completions() -> list[Completion]:
    """An operator, and one of its values."""
    return [
        Completion("kind:", "kind:", "question, poll, praise …"),
        Completion("kind:question", "Question", "those that ask"),
    ]
