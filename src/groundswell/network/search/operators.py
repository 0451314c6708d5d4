"""What narrows a search: `from:mira`, `is:unanswered`, one entry each.

An entry turns its value into facts of the index, of which a post has one at least, into a span of
ids, or into how a post stands now. It refuses what it does not know in a sentence that names what
is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock, ids
from groundswell.foundation.words import fold
from groundswell.network.bookmarks.models import Bookmark
from groundswell.network.posts.kinds import KINDS
from groundswell.network.posts.models import Placement
from groundswell.network.search import named
from groundswell.network.search.narrowed import (
    Narrowed,
    NoKindIsCalledThat,
    States,
    ThatIsNoDay,
    listed,
)
from groundswell.network.streams.models import Stream
from groundswell.network.topics.models import Topic
from groundswell.people.persons.models import Person

DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
MOST_AMONG = 5_000  # pinned or saved posts, the newest
REPLY = "reply"
# What a post has, and the fact of the index that tells it; `image` is what others call a picture.
HAS = {"file": "file", "picture": "image", "image": "image", "link": "link"}
ANSWERED: States = {"answered": 1}
STANDS: dict[str, States] = {
    "answered": ANSWERED,
    "unanswered": {"unanswered": 1},
    "solved": {"solved": 1},
}
QUESTIONS = [f"=k{kind.name}" for kind in KINDS.values() if kind.wants_answers]

type Narrow = Callable[[Person, str], Narrowed]
type Near = Callable[[Person, str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Operator:
    """A word before a colon: how it narrows, an example, what it does, other names.

    `near` gives spellings that a refused value may be compared with, and what each stands for;
    `words` are the values of an operator that knows only a few.
    """

    name: str
    narrow: Narrow
    example: str
    help: str | Promise
    also: Sequence[str] = ()
    near: Near | None = None
    words: Sequence[str] = ()


def _kind(_viewer: Person, value: str) -> Narrowed:
    kind = _one_of((*KINDS, REPLY), value)
    return Narrowed(["=reply" if kind == REPLY else f"=k{kind}"])


def _topic(_viewer: Person, value: str) -> Narrowed:
    # No refusal: it would tell which topics stand in groups that the viewer knows nothing of.
    topic = Topic.objects.filter(name_folded=fold(value.lstrip("#"))).first()
    return Narrowed([f"=t{topic.pk if topic else 0}"])


def _has(_viewer: Person, value: str) -> Narrowed:
    thing = _one_of((*HAS, "answer"), value)
    return _standing("answered") if thing == "answer" else Narrowed([f"={HAS[thing]}"])


def _is(viewer: Person, value: str) -> Narrowed:
    how = _one_of(IS, value)
    if how in STANDS:
        return _standing(how)
    return Narrowed(among=_pinned(viewer) if how == "pinned" else _saved(viewer))


def _standing(how: str) -> Narrowed:
    return Narrowed(QUESTIONS, states=STANDS[how])


def _pinned(viewer: Person) -> list[int]:
    # Asked of the streams that the viewer reads: a pin in a secret group is nothing to others.
    pinned = Placement.objects.filter(stream__in=Stream.objects.visible_to(viewer))
    found = pinned.exclude(pinned_at=None).order_by("-post_id")
    return list(found.values_list("post_id", flat=True).distinct()[:MOST_AMONG])


def _saved(viewer: Person) -> list[int]:
    mine = Bookmark.objects.filter(person=viewer).order_by("-post_id")
    return list(mine.values_list("post_id", flat=True)[:MOST_AMONG])


def _one_of(known: Sequence[str], value: str) -> str:
    word = value.casefold()
    if word not in known:
        raise NoKindIsCalledThat(value=value, known=listed(known))
    return word


IS = (*STANDS, "pinned", "saved")


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
        Operator("from", named.author, "from:mira", _lazy("What one person wrote"),
                 near=named.near_people),
        Operator("in", named.stream, 'in:"Thruster service"',
                 _lazy("Inside one group or storyline"), near=named.near_groups),
        Operator("kind", _kind, "kind:question", _lazy("Questions, posts or replies alone"),
                 words=(*KINDS, REPLY)),
        Operator("is", _is, "is:unanswered", _lazy("Answered, unanswered, solved, pinned or saved"),
                 words=IS),
        Operator("has", _has, "has:file", _lazy("With a file, a picture, a link or an answer"),
                 words=("file", "picture", "link", "answer")),
        Operator("topic", _topic, "topic:vibration", _lazy("Under a topic")),
        Operator("site", named.site, "site:Busan", _lazy("By those who worked at a site then"),
                 near=named.near_sites),
        Operator("function", named.function, "function:Service",
                 _lazy("By those who worked in a function then"), near=named.near_functions),
        Operator("after", _after, "after:2026-10-01", _lazy("From a day on"), ("since",)),
        Operator("before", _before, "before:2026-11", _lazy("Before a day, a month, a year"),
                 ("until",)),
    )
}  # fmt: skip
BY_NAME = {name: entry for entry in OPERATORS.values() for name in (entry.name, *entry.also)}
