"""The people of the demo whom a visitor may become, and what is worth looking at as each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from groundswell.demo.member import key_of
from groundswell.people.persons import queries as persons
from groundswell.people.persons.models import Person


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody known by name: who they are, and what to look at."""

    name: str
    who: str | Promise
    look_at: str | Promise


@dataclass(frozen=True, slots=True)
class Seat:
    """A persona with the person of this instance who plays it."""

    person: Person
    persona: Persona


PERSONAS = (
    Persona(
        "Tomasz Wilk",
        _lazy("Employee: field service engineer in Gdynia, mostly aboard some ship."),
        _lazy("Look at his question about vibration, answered from Busan in 19 minutes."),
    ),
    Persona(
        "Mira Lindqvist",
        _lazy("Social lead: runs the network alone, and has to show that it reaches others."),
        _lazy("Look at Adoption, and at the questions that nobody has answered yet."),
    ),
    Persona(
        "Astrid Halvorsen",
        _lazy("Chief executive: came round this spring; half of her posts are her own now."),
        _lazy("Look at “Ask the executive team”, where she answers, and at Adoption by function."),
    ),
    Persona(
        "Oskar Bjørnstad",
        _lazy("HR director: the champion whom the chief executive listens to."),
        _lazy("Look at “Ask HR”, at the people list, which he keeps, and at Adoption by site."),
    ),
    Persona(
        "Sverre Lund",
        _lazy("Board member: chief financial officer, who counts the hours that this may cost."),
        _lazy("Look at Adoption, where each figure says what it counts and who is withheld."),
    ),
    Persona(
        "Joan Whitfield",
        _lazy("General counsel: once opposed, now the owner of the register of concerns."),
        _lazy("Look at “Export control, plainly” and at the closed “Contracts and claims”."),
    ),
    Persona(
        "Joanna Kowalska",
        _lazy("Works council: production planner in Gdynia, who minds that nobody is watched."),
        _lazy("Look at Adoption: all figures, “What for” to switch them off, and who looked."),
    ),
    Persona(
        "Marcus Boateng",
        _lazy("Moderator: senior controls engineer in Houston, fair beside his work."),
        _lazy("Look at Moderation: reports, an appeal, a reply that waits, watched words."),
    ),
    Persona(
        "Renske de Vries",
        _lazy("Administrator: head of IT, who brought tablets to the shop floor."),
        _lazy("Look at Administration: people, roles, invitations, letters with a PIN."),
    ),
    Persona(
        "Tuva Moen",
        _lazy("Newcomer: apprentice mechanic, here for five weeks."),
        _lazy("Look at “Apprentices”, where her first question waited for three hours."),
    ),
)


def seats() -> Sequence[Seat]:
    """Who may be become here, in the order above."""
    keys = {persona.name: key_of(persona.name) for persona in PERSONAS}
    found = persons.by_external_id(keys.values())
    return [
        Seat(found[keys[persona.name]], persona)
        for persona in PERSONAS
        if keys[persona.name] in found
    ]
