"""What narrows a search: `from:mira`, `in:pilots`, one entry each.

An entry turns its value into facts of the index, of which a post has one at least, or into a span
of ids. It refuses what it does not know in a sentence. For the viewer, that is: a secret group of
others is as unknown as one that never was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock, ids
from groundswell.foundation.errors import Refused
from groundswell.foundation.words import fold, handle_from
from groundswell.network.groups.models import Group
from groundswell.network.posts.kinds import KINDS
from groundswell.network.streams import queries as streams
from groundswell.network.streams.models import Stream
from groundswell.network.topics.models import Topic
from groundswell.people.persons.models import Person

MOST_NAMED = 50  # people or groups of one name
MOST_NEAR = 2_000  # names that are compared with a mistyped one
DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
EVERYBODY = "everybody"
ME = "me"


class NobodyIsCalledThat(Refused):
    """`from:` names somebody."""

    message = _lazy("Nobody here is called “%(value)s”.")


class NoGroupIsCalledThat(Refused):
    """`in:` names a group, or somebody whose storyline is meant."""

    message = _lazy("There is no group called “%(value)s”.")


class NoKindIsCalledThat(Refused):
    """`kind:` and `has:` know a few words."""

    message = _lazy("There is no “%(value)s” to look for here. Known are: %(known)s.")


class ThatIsNoDay(Refused):
    """`before:` and `after:` take a day, a month or a year."""

    message = _lazy("“%(value)s” is no day. Write it like 2026-03-31, 2026-03 or 2026.")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Facts of which one is enough, none for all; and the ids between which posts lie."""

    facts: Sequence[str] = ()
    from_id: int = 0
    below_id: int = ids.MAX


type Narrow = Callable[[Person, str], Narrowed]
type Near = Callable[[Person, str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Operator:
    """A word before a colon: how it narrows, an example, what it does, other names.

    `near` gives spellings that a refused value may be compared with, and what each stands for.
    """

    name: str
    narrow: Narrow
    example: str
    help: str | Promise
    also: Sequence[str] = ()
    near: Near | None = None


def _from(viewer: Person, value: str) -> Narrowed:
    people = Person.objects.visible_to(viewer)
    if value.casefold() == ME:
        found = [viewer.pk]
    else:
        exact = people.filter(account__handle=value.lstrip("@").casefold())
        found = list(exact.values_list("pk", flat=True)) or _named(people, value, "pk")
    if not found:
        raise NobodyIsCalledThat(value=value)
    return Narrowed([f"=a{pk}" for pk in found])


def _in(viewer: Person, value: str) -> Narrowed:
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
    return Narrowed([f"=s{pk}" for pk in found[:MOST_NAMED]])


def _named(rows: QuerySet[Any], value: str, column: str) -> list[int]:
    """Those whose name has all the words; where none has, those of whom it has the beginnings."""
    words = fold(value).split()
    for word in words:
        rows = rows.filter(name_folded__contains=word)
    names = rows.values_list(column, "name_folded")[: MOST_NAMED * 4] if words else []
    split = [(id_, name.split()) for id_, name in names]
    whole = [id_ for id_, name in split if set(words) <= set(name)]
    begun = [id_ for id_, name in split if all(_begins(word, name) for word in words)]
    return (whole or begun)[:MOST_NAMED]


def _begins(word: str, name: Sequence[str]) -> bool:
    return any(part.startswith(word) for part in name)


def _near_people(viewer: Person, value: str) -> dict[str, str]:
    begins = Person.objects.visible_to(viewer).filter(_begins_like(value))
    names = begins.values_list("name", "account__handle")[:MOST_NEAR]
    return {part: part for name, handle in names for part in (name, *name.split(), handle)}


def _near_groups(viewer: Person, value: str) -> dict[str, str]:
    groups = Group.objects.visible_to(viewer).filter(_begins_like(value))
    names = groups.values_list("name", flat=True)[:MOST_NEAR]
    return {part: name for name in names for part in (*name.split(), name)}


def _begins_like(value: str) -> Q:
    first = fold(value.lstrip("@"))[:1]
    return Q(name_folded__startswith=first) | Q(name_folded__contains=f" {first}")


def _kind(_viewer: Person, value: str) -> Narrowed:
    kind = value.casefold()
    if kind not in {*KINDS, "reply"}:
        raise NoKindIsCalledThat(value=value, known=", ".join([*KINDS, "reply"]))
    return Narrowed(["=reply" if kind == "reply" else f"=k{kind}"])


def _topic(_viewer: Person, value: str) -> Narrowed:
    # No refusal: it would tell which topics stand in groups that the viewer knows nothing of.
    topic = Topic.objects.filter(name_folded=fold(value.lstrip("#"))).first()
    return Narrowed([f"=t{topic.pk if topic else 0}"])


def _has(_viewer: Person, value: str) -> Narrowed:
    known = ("file", "image", "link")
    if value.casefold() not in known:
        raise NoKindIsCalledThat(value=value, known=", ".join(known))
    return Narrowed([f"={value.casefold()}"])


def _after(_viewer: Person, value: str) -> Narrowed:
    return Narrowed(from_id=_floor(value))


def _before(_viewer: Person, value: str) -> Narrowed:
    return Narrowed(below_id=_floor(value))


def _floor(value: str) -> int:
    try:
        return ids.floor(clock.start_of(_first_day(value)))
    except OverflowError:  # the first days and the last of the calendar begin in no zone but UTC
        raise ThatIsNoDay(value=value) from None


def _first_day(value: str) -> date:
    match = DAY.fullmatch(value)
    try:
        year, month, day = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        raise ThatIsNoDay(value=value) from None


OPERATORS: dict[str, Operator] = {
    operator.name: operator
    for operator in (
        Operator("from", _from, "from:mira", _lazy("What one person wrote"), near=_near_people),
        Operator("in", _in, 'in:"Thruster service"', _lazy("Inside one group or storyline"),
                 near=_near_groups),
        Operator("kind", _kind, "kind:question", _lazy("Questions, posts or replies alone")),
        Operator("topic", _topic, "topic:vibration", _lazy("Under a topic")),
        Operator("has", _has, "has:file", _lazy("With a file, an image or a link")),
        Operator("after", _after, "after:2026-10-01", _lazy("From a day on"), ("since",)),
        Operator("before", _before, "before:2026-11", _lazy("Before a day, a month, a year"),
                 ("until",)),
    )
}  # fmt: skip
BY_NAME = {name: entry for entry in OPERATORS.values() for name in (entry.name, *entry.also)}
