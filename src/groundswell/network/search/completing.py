"""What the word at hand may become: an operator, or the value of one, of what the viewer knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from django.db.models import Q
from django.utils.functional import Promise

from groundswell.foundation import clock, ids
from groundswell.foundation.words import fold
from groundswell.network.groups import queries as groups
from groundswell.network.groups.models import Group
from groundswell.network.search import finding, named, places
from groundswell.network.search.matching import Phrase
from groundswell.network.search.operators import BY_NAME, OPERATORS
from groundswell.network.topics.models import Topic
from groundswell.people.persons import queries as persons
from groundswell.people.persons.models import Person

MOST = 8
MOST_TOPICS = 20  # topics that are asked whether the viewer reads a post under them


@dataclass(frozen=True, slots=True)
class Completion:
    """What is typed instead, what it is called, and a word about it."""

    typed: str
    name: str
    about: str | Promise = ""


def completions(viewer: Person, word: str) -> list[Completion]:
    """What may follow, for the word before the cursor: `fro`, `from:mi`, `-kind:`."""
    minus = "-" if word.startswith("-") else ""
    name, colon, value = word.removeprefix("-").partition(":")
    if not colon:
        return [
            Completion(f"{minus}{entry.name}:", f"{entry.name}:", entry.help)
            for entry in OPERATORS.values()
            if name and entry.name.startswith(name.casefold())
        ]
    entry = BY_NAME.get(name.casefold())
    if entry is None:
        return []
    begun = value.strip('"')
    find = VALUES.get(entry.name)
    found = find(viewer, begun) if find else _words(entry.words, begun)
    return [
        Completion(f"{minus}{name}:{_quoted(typed)} ", shown, about)
        for typed, shown, about in islice(found, MOST)
    ]


type Found = Iterator[tuple[str, str, str]]


def _words(known: Sequence[str], begun: str) -> Found:
    return ((word, word, "") for word in known if word.startswith(begun.casefold()))


def _people(viewer: Person, begun: str) -> Found:
    if named.ME.startswith(begun.casefold()):
        yield named.ME, named.ME, viewer.name
    for person in persons.starting_with(viewer, begun, limit=MOST) if begun else ():
        yield person.account.handle, person.name, f"@{person.account.handle}"


def _groups(viewer: Person, begun: str) -> Found:
    wanted = fold(begun)
    named_so = Q(name_folded__startswith=wanted) | Q(name_folded__contains=f" {wanted}")
    visible = Group.objects.visible_to(viewer).filter(named_so) if begun else groups.mine(viewer)
    for group in visible.order_by("name_folded")[:MOST]:
        yield group.name, group.name, group.purpose


def _places(column: str) -> Callable[[Person, str], Found]:
    def find(_viewer: Person, begun: str) -> Found:
        wanted = fold(begun)
        for name in places.names(column):
            if not wanted or named.begins(wanted, fold(name)) or fold(name).startswith(wanted):
                yield name, name, ""

    return find


def _topics(viewer: Person, begun: str) -> Found:
    """Topics under which the viewer reads a post: the others do not exist for them."""
    topics = Topic.objects.filter(name_folded__startswith=fold(begun.lstrip("#")))
    for topic in topics.order_by("name_folded")[:MOST_TOPICS]:
        under = Phrase([f"=t{topic.pk}"])
        if finding.newest(viewer, under, from_id=0, below_id=ids.MAX, limit=1):
            yield topic.name, f"#{topic.name}", ""


def _days(_viewer: Person, begun: str) -> Found:
    today = clock.today()
    days = [today - timedelta(days=7), today - timedelta(days=30)]
    known = [day.isoformat() for day in days] + [f"{today:%Y-%m}", f"{today:%Y}"]
    return ((day, day, "") for day in known if day.startswith(begun))


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


VALUES: dict[str, Callable[[Person, str], Found]] = {
    "from": _people,
    "in": _groups,
    "site": _places("site"),
    "function": _places("function"),
    "topic": _topics,
    "after": _days,
    "before": _days,
}
