"""For you: the threads that somebody should see first, each with the reason why.

A GET writes nothing, so what was ranked is not stored: `rest` of the page, signed, is where the
next one goes on. Permission is asked again for every page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import log2
from typing import NamedTuple

from groundswell.foundation import clock, ids, sql
from groundswell.network.feeds import knowing, weights
from groundswell.network.feeds.knowing import Known
from groundswell.network.feeds.queries import PAGE, FeedLine
from groundswell.network.feeds.weights import FIELD, WEIGHTS, Why
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)


class Reason(NamedTuple):
    """Why a thread stands here: about what or whom, and how many."""

    why: Why
    what: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thread with the heaviest of its reasons."""

    line: FeedLine
    reason: Reason
    score: float
    author_id: int
    is_near: bool  # in one of the viewer's streams

    @property
    def is_of_field(self) -> bool:
        return self.reason.why in FIELD


@dataclass(frozen=True, slots=True)
class RankedPage:
    """One page, the ids that come after it, and the newest id that was looked at."""

    lines: list[Ranked]
    rest: tuple[int, ...]
    newest: int


class _Facts(NamedTuple):
    id: int
    version: int
    author_id: int
    author: str
    authors_manager_id: int
    question: str  # its words while it waits for an answer, else empty
    is_near: bool
    group: str
    is_mentioned: bool
    reacted: int
    reacted_of_site: int
    answers: int
    last_id: int
    read_up_to: int


def for_you(viewer: Person) -> RankedPage:
    """The first page; three queries."""
    known = knowing.known(viewer)
    found = QUERIES.tuples(
        "candidates",
        viewer=viewer.pk,
        topics=known.topics,
        field_since=ids.floor(clock.now() - weights.FIELD_SPAN),
        waiting=weights.MOST_WAITING,
        limit=weights.NEWEST,
    )
    ranked = _ranked(viewer, known, [row[0] for row in found])
    lines = ordered([one for one in ranked if one.is_near or one.is_of_field])
    newest = max((one.line.id for one in lines), default=0)
    return RankedPage(lines[:PAGE], tuple(one.line.id for one in lines[PAGE:]), newest)


def continued(viewer: Person, rest: Sequence[int]) -> RankedPage:
    """The page that begins with `rest`, in that order, without what is gone; two queries."""
    shown = list(rest[:PAGE])
    found = {one.line.id: one for one in _ranked(viewer, knowing.known(viewer), shown)}
    return RankedPage([found[id_] for id_ in shown if id_ in found], tuple(rest[PAGE:]), 0)


def ordered(ranked: Sequence[Ranked]) -> list[Ranked]:
    """By score, and every second place a question of the viewer's field until none is left."""
    field = _by_score([one for one in ranked if one.is_of_field])
    others = _by_score([one for one in ranked if not one.is_of_field])
    return [one for pair in zip_longest(field, others) for one in pair if one]


def _by_score(ranked: Sequence[Ranked]) -> list[Ranked]:
    before: Counter[int] = Counter()
    scores: dict[int, float] = {}
    for one in sorted(ranked, key=lambda one: (-one.score, -one.line.id)):
        scores[one.line.id] = one.score * weights.SAME_AUTHOR_FACTOR ** before[one.author_id]
        before[one.author_id] += 1
    return sorted(ranked, key=lambda one: (-scores[one.line.id], -one.line.id))


def _ranked(viewer: Person, known: Known, thread_ids: list[int]) -> list[Ranked]:
    lately = clock.now() - weights.LATELY
    found = QUERIES.rows(
        "reasons",
        _Facts,
        viewer=viewer.pk,
        ids=thread_ids,
        site=known.site,
        lately=lately,
        lately_id=ids.floor(lately),
    )
    return [_weighed(facts, viewer, known) for facts in found]


def _weighed(facts: _Facts, viewer: Person, known: Known) -> Ranked:
    reasons = {
        reason: WEIGHTS[reason.why] * (log2(1 + reason.number) if reason.number else 1)
        for reason in _reasons(facts, viewer, known)
    }
    # A question of one's field is told as that, whatever else speaks for it.
    told = max(reasons, key=lambda reason: (reason.why in FIELD, reasons[reason]))
    score = sum(reasons.values()) * _freshness(facts.last_id)
    if facts.read_up_to >= facts.last_id:
        score *= weights.READ_FACTOR
    if facts.author_id == viewer.pk:
        score *= weights.OWN_FACTOR
    line = FeedLine(facts.id, facts.version)
    return Ranked(line, told, score, facts.author_id, bool(facts.is_near))


def _freshness(last_id: int) -> float:
    age = ids.milliseconds(clock.now()) - (last_id >> ids.TIME_SHIFT)
    return float(0.5 ** (max(0, age) / 1000 / weights.HALF_LIFE.total_seconds()))


def _reasons(facts: _Facts, viewer: Person, known: Known) -> list[Reason]:
    """All that speaks for a thread; where it stands always does."""
    is_own = facts.author_id == viewer.pk
    elsewhere = Reason(Why.OWN if is_own else Why.EVERYBODY)
    place = Reason(Why.GROUP, facts.group) if facts.group else elsewhere
    possible = (
        (not is_own and _field(facts, known)),
        (facts.is_mentioned and Reason(Why.MENTION, facts.author)),
        (not is_own and _nearness(facts, viewer, known)),
        (facts.question and Reason(Why.WAITING, facts.group)),
        (known.site and facts.reacted_of_site)
        and Reason(Why.SITE_REACTED, known.site, facts.reacted_of_site),
        facts.reacted and Reason(Why.REACTED, "", facts.reacted),
        facts.answers and Reason(Why.TALK, "", facts.answers),
    )
    return [place, *(reason for reason in possible if isinstance(reason, Reason))]


def _field(facts: _Facts, known: Known) -> Reason | None:
    is_recent = facts.id >= ids.floor(clock.now() - weights.FIELD_SPAN)
    field = known.field_of(facts.question) if facts.question and is_recent else None
    return Reason(*field) if field else None


def _nearness(facts: _Facts, viewer: Person, known: Known) -> Reason | None:
    if facts.author_id == known.manager_id:
        return Reason(Why.MANAGER, facts.author)
    if facts.author_id in known.followed:
        return Reason(Why.FOLLOWED, facts.author)
    if facts.authors_manager_id == viewer.pk:
        return Reason(Why.REPORT, facts.author)
    if known.manager_id and facts.authors_manager_id == known.manager_id:
        return Reason(Why.TEAM, facts.author)
    return None
