"""What one page of the search shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from groundswell.network.feeds import marks
from groundswell.network.feeds.marks import Place as Standing
from groundswell.network.groups.models import Group
from groundswell.network.search import files, queries, suggesting
from groundswell.network.search.asking import Question
from groundswell.network.search.files import FileHit
from groundswell.network.search.operators import OPERATORS, Operator
from groundswell.network.search.queries import Found, Hits, Place
from groundswell.network.search.suggesting import Suggestion
from groundswell.people.persons.models import Person

TABS = ("all", "posts", "files", "people", "groups")

NO_FILES: Found[FileHit] = Found([], has_more=False)


@dataclass(frozen=True, slots=True)
class Results:
    """The hits under one tab, where their threads stand for the viewer, and the way to more."""

    question: Question
    tab: str
    posts: Hits
    standing: Mapping[int, Sequence[Standing]]
    files: Found[FileHit]
    people: Found[Person]
    groups: Found[Group]
    suggestion: Suggestion | None
    more: str
    operators: Collection[Operator] = OPERATORS.values()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found under any tab."""
        found = (self.posts.lines, self.files.rows, self.people.rows, self.groups.rows)
        return not any(found)


def results(viewer: Person, question: Question, *, tab: str, place: Place | None) -> Results:
    """What the viewer finds; and on the first page, when that is nothing, what to type instead."""
    posts = queries.posts(viewer, question, place)
    accounts = queries.accounts(question)
    people, groups = queries.people(viewer, accounts), queries.groups(viewer, accounts)
    mine = marks.of(viewer, [hit.thread_id for hit in posts.lines])
    inside = files.files(viewer, question) if place is None else NO_FILES
    is_empty = not (posts.lines or inside.rows or people.rows or groups.rows or place)
    return Results(
        question=question,
        tab=tab,
        posts=posts,
        standing={thread_id: mark.places for thread_id, mark in mine.items()},
        files=inside,
        people=people,
        groups=groups,
        suggestion=suggesting.suggest(viewer, question) if is_empty else None,
        more=_address(question.typed, tab, posts.older),
    )


def _address(typed: str, tab: str, place: Place | None) -> str:
    if place is None:
        return ""
    asked = {"q": typed, "show": tab, "older_than": place.below_id}
    return "?" + urlencode({**asked, **({"loosely": 1} if place.is_loose else {})})
