"""What merging two people would move, for whoever is about to do it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from groundswell.foundation.words import fold
from groundswell.network.files.models import File
from groundswell.network.posts.models import Post
from groundswell.network.reactions.models import Reaction
from groundswell.network.streams.models import Membership, StreamKind
from groundswell.people.persons import queries as persons
from groundswell.people.persons.models import Person


@dataclass(frozen=True, slots=True)
class Holdings:
    """A person, and how much is theirs."""

    person: Person
    posts: int
    reactions: int
    files: int
    groups: int


def holdings(viewer: Person, person_id: int) -> Holdings:
    """How much is a person's, in numbers alone: what it is, may be secret.

    Raises:
        NotFound: no such person for this viewer.
    """
    person = persons.person(viewer, person_id)
    return Holdings(
        person=person,
        posts=Post.objects.filter(author=person, removed_at=None).count(),
        reactions=Reaction.objects.filter(person=person).count(),
        files=File.objects.filter(uploader=person).count(),
        groups=Membership.objects.filter(person=person, stream__kind=StreamKind.GROUP).count(),
    )


def alike(viewer: Person, person: Person, typed: str, *, limit: int = 20) -> list[Person]:
    """Who might be the same, bots too: those of the words typed, else of the same name."""
    others = persons.people(viewer).exclude(pk=person.pk)
    for word in fold(typed or person.name).split():
        others = others.filter(Q(name_folded__contains=word) | Q(account__handle=word.lstrip("@")))
    return list(others[:limit])
