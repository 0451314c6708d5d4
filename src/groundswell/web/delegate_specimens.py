"""Delegates and own words for the gallery."""

from __future__ import annotations

from datetime import timedelta

from groundswell.foundation import clock
from groundswell.network.notifications.around import Voice
from groundswell.network.posts.own_words import OwnWords, Said
from groundswell.people.delegates.models import Answer, Delegation, Right, Rostered
from groundswell.people.persons.models import Account, Person, State

VOICES = (Voice(1, "Astrid Halvorsen", True), Voice(2, "Denise Carter", False))


def delegations() -> list[Delegation]:
    """One who may post, one who may draft, one who was shut out."""
    since = clock.now()
    names = (
        ("Anna Berg", Right.POST, State.ACTIVE),
        ("Ingrid Moe", Right.DRAFT, State.ACTIVE),
        ("Otto Lund", Right.DRAFT, State.SUSPENDED),
    )
    return [
        Delegation(
            pk=number,
            delegate=Person(account=Account(id=number), name=name, state=state),
            right=right,
            granted_at=since,
        )
        for number, (name, right, state) in enumerate(names, 1)
    ]


def rostered() -> list[Rostered]:
    """Told, agreed, objected."""
    told = clock.now() - timedelta(days=3)
    return [Rostered(leader_id=1, told_at=told, answer=answer) for answer in Answer]


def words() -> list[OwnWords]:
    """Some own words, and a month without any."""
    return [OwnWords(Said(34, 50), Said(90, 120)), OwnWords(Said(0, 0), Said(3, 4))]
