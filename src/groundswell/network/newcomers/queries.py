"""What somebody new has done already, and whom and what they could begin with, and why.

Only what everybody may know is suggested and counted: people of the organisation, open groups,
questions asked in the open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from typing import NamedTuple

from groundswell.foundation import clock, ids, sql
from groundswell.foundation.words import fold
from groundswell.people.persons.models import Person

NEW_FOR = timedelta(days=60)  # somebody who comes once a week has eight visits for it
LATELY = timedelta(days=90)
PEOPLE_WANTED, GROUPS_WANTED = 3, 2
QUERIES = sql.folder(__package__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is with their first steps."""

    has_profile: bool
    follows: int
    groups: int
    has_asked: bool

    @property
    def steps(self) -> tuple[bool, bool, bool, bool]:
        """Which are done: profile, people, groups, question."""
        enough_people, enough_groups = self.follows >= PEOPLE_WANTED, self.groups >= GROUPS_WANTED
        return (self.has_profile, enough_people, enough_groups, self.has_asked)

    @property
    def is_complete(self) -> bool:
        return all(self.steps)


class PersonToFollow(NamedTuple):
    """Somebody worth following. `why` is manager, team, place or answers (about `topic`)."""

    id: int
    name: str
    title: str
    photo: str
    why: str
    topic: str


class GroupToBeginWith(NamedTuple):
    """An open group; `team` report to the viewer's manager, `place` share function and site."""

    id: int
    name: str
    purpose: str
    member_count: int
    team: int
    place: int


def is_new(viewer: Person) -> bool:
    """Whether the viewer came lately and has not put the first steps away; no query."""
    if viewer.joined_at is None or viewer.welcome_put_away_at is not None:
        return False
    return viewer.joined_at > clock.now() - NEW_FOR


def progress(viewer: Person) -> Progress:
    """How far the viewer is with their first steps."""
    has_profile, follows, groups, has_asked = QUERIES.tuples("progress", viewer=viewer.pk)[0]
    return Progress(bool(has_profile), follows, groups, bool(has_asked))


def people_to_follow(viewer: Person, *, limit: int) -> list[PersonToFollow]:
    """Colleagues and those who answer what the viewer's colleagues ask, by turns."""
    asked = {"viewer": viewer.pk, "since_id": ids.floor(clock.now() - LATELY), "limit": limit}
    near = QUERIES.rows("colleagues", PersonToFollow, **asked)
    words = [fold(word) for word in _own_words(viewer)]
    answer = QUERIES.rows("answerers", PersonToFollow, words=words, **asked)
    # Who answers is worth more than who sits near, so that reason is the one that is told.
    answering = {person.id for person in answer}
    others = [person for person in near if person.id not in answering]
    return [one for pair in zip_longest(others, answer) for one in pair if one][:limit]


def groups_to_begin_with(viewer: Person, *, limit: int) -> list[GroupToBeginWith]:
    """Open groups that the viewer is not in, those with most of their colleagues first."""
    return QUERIES.rows("groups", GroupToBeginWith, viewer=viewer.pk, limit=limit)


def _own_words(viewer: Person) -> list[str]:
    said = Person.objects.filter(pk=viewer.pk).values_list("skills", "ask_me_about").first()
    return [word for words in said or () for word in words]
