"""Operators whose value is a name: `from:mira`, `in:pilots`, `site:busan`, `function:service`.

They refuse what the viewer does not know in a sentence: a secret group of others is as unknown as
one that never was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from groundswell.foundation.words import fold, handle_from
from groundswell.network.groups.models import Group
from groundswell.network.search import places
from groundswell.network.search.narrowed import (
    Narrowed,
    NobodyIsCalledThat,
    NoFunctionIsCalledThat,
    NoGroupIsCalledThat,
    NoSiteIsCalledThat,
    listed,
)
from groundswell.network.streams import queries as streams
from groundswell.network.streams.models import Stream
from groundswell.people.persons.models import Person

MOST_NAMED = 50  # people or groups of one name
MOST_NEAR = 2_000  # names that are compared with a mistyped one
EVERYBODY = "everybody"
ME = "me"
NOWHERE = "=s0"  # a fact of no post
UNKNOWN = {"site": NoSiteIsCalledThat, "function": NoFunctionIsCalledThat}


def author(viewer: Person, value: str) -> Narrowed:
    """What somebody wrote."""
    people = Person.objects.visible_to(viewer)
    if value.casefold() in {ME, _("me")}:
        found = [viewer.pk]
    else:
        exact = people.filter(account__handle=value.lstrip("@").casefold())
        found = list(exact.values_list("pk", flat=True)) or _named(people, value, "pk")
    if not found:
        raise NobodyIsCalledThat(value=value)
    return Narrowed([f"=a{pk}" for pk in found])


def stream(viewer: Person, value: str) -> Narrowed:
    """What stands in a group, on a storyline, or before everybody."""
    if value.casefold() in {EVERYBODY, _("everybody")}:
        return Narrowed([f"=s{streams.organisation().pk}"])
    handle = handle_from(value.lstrip("@"))
    groups = Group.objects.visible_to(viewer)
    storylines = Stream.objects.visible_to(viewer).exclude(person=None)
    found = (
        list(groups.filter(name_folded=fold(value)).values_list("stream_id", flat=True))
        or list(groups.filter(account__handle=handle).values_list("stream_id", flat=True))
        or list(storylines.filter(person__account__handle=handle).values_list("pk", flat=True))
        or _named(groups, value, "stream_id")
    )
    if not found:
        raise NoGroupIsCalledThat(value=value)
    # A closed group is known to everybody; what stands in it too is not.
    may_read = Stream.objects.visible_to(viewer).filter(pk__in=found[:MOST_NAMED])
    readable = may_read.order_by("pk").values_list("pk", flat=True)
    return Narrowed([f"=s{pk}" for pk in readable] or [NOWHERE])


def site(viewer: Person, value: str) -> Narrowed:
    """What was written at a site."""
    return _place(viewer, "site", value)


def function(viewer: Person, value: str) -> Narrowed:
    """What was written in a function."""
    return _place(viewer, "function", value)


def _place(_viewer: Person, column: str, value: str) -> Narrowed:
    known = places.names(column)
    wanted = fold(value)
    found = [name for name in known if fold(name) == wanted] or _with_words(known, wanted)
    if not found:
        raise UNKNOWN[column](value=value, known=listed(known))
    return Narrowed([places.fact(column, name) for name in found[:MOST_NAMED]])


def _with_words(names: Iterable[str], wanted: str) -> list[str]:
    words = wanted.split()
    return [name for name in names if words and all(begins(word, fold(name)) for word in words)]


def _named(rows: QuerySet[Any], value: str, column: str) -> list[int]:
    """Those whose name has all the words; where none has, those of whom it has the beginnings."""
    words = fold(value).split()
    for word in words:
        rows = rows.filter(name_folded__contains=word)
    names = rows.values_list(column, "name_folded")[: MOST_NAMED * 4] if words else []
    split = [(id_, name) for id_, name in names]
    whole = [id_ for id_, name in split if set(words) <= set(name.split())]
    begun = [id_ for id_, name in split if all(begins(word, name) for word in words)]
    return (whole or begun)[:MOST_NAMED]


def begins(word: str, name: str) -> bool:
    """Whether one of the words of a folded name begins so."""
    return any(part.startswith(word) for part in name.split())


def near_people(viewer: Person, value: str) -> dict[str, str]:
    """Names that a mistyped one may be compared with."""
    found = Person.objects.visible_to(viewer).filter(_begins_like(value))
    names = found.values_list("name", "account__handle")[:MOST_NEAR]
    return {part: part for name, handle in names for part in (name, *name.split(), handle)}


def near_groups(viewer: Person, value: str) -> dict[str, str]:
    """The same for groups."""
    groups = Group.objects.visible_to(viewer).filter(_begins_like(value))
    names = groups.values_list("name", flat=True)[:MOST_NEAR]
    return {part: name for name in names for part in (*name.split(), name)}


def near_sites(_viewer: Person, _value: str) -> dict[str, str]:
    """The same for sites."""
    return _near_places("site")


def near_functions(_viewer: Person, _value: str) -> dict[str, str]:
    """The same for functions."""
    return _near_places("function")


def _near_places(column: str) -> dict[str, str]:
    return {part: name for name in places.names(column) for part in (*name.split(), name)}


def _begins_like(value: str) -> Q:
    first = fold(value.lstrip("@"))[:1]
    return Q(name_folded__startswith=first) | Q(name_folded__contains=f" {first}")
