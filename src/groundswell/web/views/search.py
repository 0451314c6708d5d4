"""Searching posts, people and groups."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.foundation import ids, paging
from groundswell.network.feeds import cards
from groundswell.network.feeds.cards import Place as Standing
from groundswell.network.groups.models import Group
from groundswell.network.search import asking, queries, suggesting
from groundswell.network.search.asking import Question
from groundswell.network.search.operators import OPERATORS, Operator
from groundswell.network.search.queries import Found, Hits, Place
from groundswell.network.search.suggesting import Suggestion
from groundswell.people.persons.models import Person
from groundswell.web import jinja
from groundswell.web.answers import for_members, page, part, viewer_of, wants_part

TABS = ("all", "posts", "people", "groups")
FEW = 3  # people and groups above the posts, under the tab that shows all
COMPONENT = "components/hit.jinja"


@dataclass(frozen=True, slots=True)
class Results:
    """What one page of the search shows."""

    question: Question
    tab: str
    posts: Hits
    standing: dict[int, tuple[Standing, ...]]
    people: Found[Person]
    groups: Found[Group]
    suggestion: Suggestion | None
    more: str
    operators: Collection[Operator] = OPERATORS.values()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found under any tab."""
        return not (self.posts.lines or self.people.rows or self.groups.rows)


@require_safe
@for_members
def search(request: HttpRequest) -> HttpResponse:
    """What the viewer finds; for a script without the page around it, or the next hits alone."""
    question = asking.ask(viewer_of(request), request.GET.get("q", ""))
    tab = request.GET.get("show", "all")
    results = _results(request, question, tab if tab in TABS else "all")
    if wants_part(request):
        is_next = "older_than" in request.GET
        return part(request, jinja.macro(COMPONENT, "hits" if is_next else "found", results))
    return page(request, "search.jinja", results=results)


def _results(request: HttpRequest, question: Question, tab: str) -> Results:
    viewer = viewer_of(request)
    place = _place(request)
    posts = queries.posts(viewer, question, place)
    accounts = queries.accounts(question)
    people, groups = queries.people(viewer, accounts), queries.groups(viewer, accounts)
    marks = cards.marks(viewer, [hit.thread_id for hit in posts.lines])
    is_empty = not (posts.lines or people.rows or groups.rows)
    return Results(
        question=question,
        tab=tab,
        posts=posts,
        standing={thread_id: mark.places for thread_id, mark in marks.items()},
        people=people,
        groups=groups,
        suggestion=suggesting.suggest(viewer, question) if is_empty and not place else None,
        more=_address(question.typed, tab, posts.older),
    )


def _place(request: HttpRequest) -> Place | None:
    below_id = paging.cursor(request.GET.get("older_than"))
    if below_id is None:
        return None
    return Place(below_id or ids.MAX, is_loose="loosely" in request.GET)


def _address(typed: str, tab: str, place: Place | None) -> str:
    if place is None:
        return ""
    asked = {"q": typed, "show": tab, "older_than": place.below_id}
    return "?" + urlencode({**asked, **({"loosely": 1} if place.is_loose else {})})
