"""What is known of a viewer, for their For you: what they can answer, and who is near."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from groundswell.foundation import clock, sql
from groundswell.foundation.kept import Kept
from groundswell.foundation.words import fold
from groundswell.network.feeds.facts import Facts
from groundswell.network.feeds.speaking import forms_of
from groundswell.network.feeds.weights import MOST_ANSWERED, Why
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
WORDS = (Why.ASKED, Why.SKILL)

KEPT = 10_000  # viewers, with some kB each

type Subject = tuple[Why, str]
type Rows = tuple[tuple[str, str, int], ...]

_kept: Kept[tuple[int, int, int], Rows] = Kept(KEPT)


@dataclass(frozen=True, slots=True)
class Known:
    """What a viewer knows, by the reason it gives, the heaviest first; and who is near to them.

    A topic is meant only where it is marked as one: "#new" is not every "new".
    """

    words: tuple[Subject, ...]
    marked: dict[str, Subject]  # by its folded name
    topics: list[str]  # the folded names of those that are their field
    site: str
    manager_id: int
    followed: frozenset[int]
    silenced: frozenset[int]  # streams

    def field_of(self, question: Facts) -> Subject | None:
        """Which of their subjects a question that waits speaks of, if it does of any."""
        if not question.words:
            return None
        for known in self.words:
            for form in forms_of(known[1]):
                if form in question.words:
                    return known
        if question.topics.isdisjoint(self.marked):
            return None
        return next(self.marked[name] for name in self.marked if name in question.topics)


def known(viewer: Person) -> Known:
    """What is known of the viewer; one query, two after they answered something."""
    rows = QUERIES.tuples("knowing", viewer=viewer.pk)
    last = max((number for what, _, number in rows if what == "answers"), default=0)
    return _known((*rows, *_answered(viewer.pk, last)))


def _answered(viewer_id: int, last: int) -> Rows:
    """The topics of questions that somebody answered; kept until they answer the next."""
    if not last:
        return ()
    key = (viewer_id, last, int(clock.now().timestamp()) // 3600)
    kept = _kept.get(key)
    if kept is None:
        kept = tuple(QUERIES.tuples("answered", viewer=viewer_id, limit=MOST_ANSWERED))
        _kept.put(key, kept)
    return kept


@lru_cache(maxsize=KEPT)
def _known(rows: Rows) -> Known:
    said: defaultdict[str, list[str]] = defaultdict(list)
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for what, words, number in rows:
        said[what] += json.loads(words) if what in WORDS else [words]
        numbers[what].add(number)
    marked: dict[str, Subject] = {}
    for why in (Why.TOPIC, Why.ANSWERED):
        for word in sorted(said[why]):
            marked.setdefault(fold(word), (why, word))
    told = tuple((why, word) for why in WORDS for word in sorted(said[why]))
    return Known(
        words=told,
        marked=marked,
        topics=sorted({fold(word).replace(" ", "") for _, word in told} | marked.keys()),
        site="".join(said["place"]),
        manager_id=sum(numbers["place"]),
        followed=frozenset(numbers["followed"]),
        silenced=frozenset(numbers["silenced"]),
    )
