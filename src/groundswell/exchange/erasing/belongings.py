"""What becomes of all that points to a person who is erased.

It follows from how it points: what is only theirs is deleted with them (`CASCADE`: sessions, feed,
memberships, places, presence), what others rely on stays under the erased name (`PROTECT`,
`SET_NULL`: posts, reactions, files on posts). The exceptions stand in `STAYS`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from groundswell.network.files.models import File
from groundswell.network.groups.models import Group
from groundswell.network.posts.models import Post
from groundswell.network.streams.models import StreamKind
from groundswell.people.persons.models import Account, Person

# Deleted with a person's account otherwise, and yet read by others: where their posts stand, who
# is named in whose text (under the erased name), and the account itself.
STAYS = frozenset(
    {"network.Stream.person", "network.Mention.account", "network.Group.account",
     "people.Person.account"}
)  # fmt: skip
# Of some rows a part stays: whoever talked with them still sees with whom it was.
STAY_OF = {"network.Membership.person": Q(stream__kind=StreamKind.CONVERSATION)}
# What hangs on a post, and stays when its text is erased: the answers, and where it stands.
STAYS_ON_POST = frozenset({"network.Post.root", "network.Post.parent", "network.Placement.post"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """A column that points to something, and whether its row goes with what it points to."""

    model: type[models.Model]
    column: str
    name: str
    goes_along: bool

    def rows(self, **conditions: object) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(**conditions)


def let_go(person: Person) -> dict[str, int]:
    """Delete what is only the person's; how many rows of each table."""
    groups = Group.objects.filter(stream__memberships__person=person)
    groups.update(member_count=F("member_count") - 1)
    gone: dict[str, int] = {}
    for pointer in pointing(Person, Account):
        if pointer.goes_along and pointer.name not in STAYS:
            rows = pointer.rows(**{pointer.column: person.pk})
            count, _ = rows.exclude(STAY_OF.get(pointer.name, Q(pk__in=[]))).delete()
            gone |= {pointer.model._meta.label: count} if count else {}
    return gone


def strip(post_ids: Collection[int]) -> None:
    """Delete what hangs on posts whose text is erased: versions, files, mentions, reactions."""
    for pointer in pointing(Post):
        if pointer.goes_along and pointer.name not in STAYS_ON_POST:
            pointer.rows(**{f"{pointer.column}__in": post_ids}).delete()


def drop_files(person: Person) -> set[str]:
    """Delete the person's files that hang on nothing; the keys of their bytes."""
    files = File.objects.filter(uploader=person)
    for pointer in pointing(File):
        if pointer.goes_along:
            continue  # what was read in a file is no place that it hangs on
        hanging = pointer.rows(**{f"{pointer.column}__isnull": False})
        files = files.exclude(pk__in=hanging.values(pointer.column))
    rows = files.values_list("key", "sizes")
    keys = {key for one, sizes in rows for key in (one, *sizes.values()) if key}
    files.delete()
    return keys


def named_by_nobody(keys: Iterable[str]) -> list[str]:
    """Those of the keys that no file and no face is shown by any more."""
    drawn = File.objects.exclude(sizes={}).values_list("sizes", flat=True)
    sizes = {key for found in drawn for key in found.values()}
    return [
        key
        for key in keys
        if key not in sizes
        and not File.objects.filter(key=key).exists()
        and not Person.objects.filter(photo=key).exists()
    ]


def pointing(*owners: type[models.Model]) -> Iterator[Pointer]:
    """All columns that point to one of these."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            relation = field.remote_field
            if relation and relation.model in owners:
                name = f"{model._meta.label}.{field.name}"
                goes_along = relation.on_delete is models.CASCADE
                yield Pointer(model, field.attname, name, goes_along)
