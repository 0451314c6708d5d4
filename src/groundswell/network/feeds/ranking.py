"""For you: the threads that somebody should see first, each with the reason why.

A GET writes nothing, so what was ranked is not stored: `rest` of the page, signed, is where the
next one goes on. Permission is asked again for every page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from math import log2
from typing import NamedTuple

from groundswell.foundation import clock, ids, sql
from groundswell.network.feeds import facts, knowing, weights
from groundswell.network.feeds.facts import Facts
from groundswell.network.feeds.knowing import Known, Subject
from groundswell.network.feeds.queries import PAGE, FeedLine
from groundswell.network.feeds.weights import FIELD, WEIGHTS, Why
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
HALF_LIFE = weights.HALF_LIFE.total_seconds() * 1000


class Reason(NamedTuple):
    """Why a thread stands here: about what or whom, and how many."""

    why: Why
    what: str = ""
    number: int = 0


OWN, EVERYBODY = Reason(Why.OWN), Reason(Why.EVERYBODY)


class Ranked(NamedTuple):
    """A thread with the heaviest of its reasons."""

    line: FeedLine
    reason: Reason
    score: float
    author_id: int
    is_near: bool  # in one of the viewer's streams
    is_of_field: bool  # a question that waits for such as the viewer
    elsewhere: int  # a stream that has it, if none of the viewer's has; else 0


@dataclass(frozen=True, slots=True)
class RankedPage:
    """One page, the ids that come after it, and the newest id that was looked at."""

    lines: list[Ranked]
    rest: tuple[int, ...]
    newest: int


class _Standing(NamedTuple):
    """How a thread that the viewer may read stands to them."""

    line: FeedLine
    is_near: bool
    group: str
    read_up_to: int
    stream_id: int = 0


@dataclass(frozen=True, slots=True)
class _Eyes:
    """Who looks, and when."""

    viewer_id: int
    known: Known
    now: int  # milliseconds
    field_since: int  # an id
    nearest: frozenset[int]  # whom they follow, and their manager
    managers: frozenset[int]  # themselves and their manager


def for_you(viewer: Person) -> RankedPage:
    """The first page; two queries when the facts of its threads are kept, else three.

    One more when a question of the viewer's field stands elsewhere.
    """
    eyes = _eyes(viewer)
    near, asked = _candidates(eyes)
    told = facts.of(one.line for one in (*near.values(), *asked.values()))
    wanted = sorted((pk for pk, one in asked.items() if _is_wanted(one, told, eyes)), reverse=True)
    near |= _standing(viewer, wanted[: weights.MOST_ELSEWHERE])
    ranked = _ranked(near, told, eyes)
    lines = ordered([one for one in ranked if one.is_near or one.is_of_field])
    newest = max((one.line.id for one in lines), default=0)
    return RankedPage(lines[:PAGE], tuple(one.line.id for one in lines[PAGE:]), newest)


def continued(viewer: Person, rest: Sequence[int]) -> RankedPage:
    """The page that begins with `rest`, in that order, without what is gone.

    Two queries when the facts of its threads are kept, else three.
    """
    shown = list(rest[:PAGE])
    found = _standing(viewer, shown)
    ranked = _ranked(found, facts.of(one.line for one in found.values()), _eyes(viewer))
    by_id = {one.line.id: one for one in ranked}
    return RankedPage([by_id[id_] for id_ in shown if id_ in by_id], tuple(rest[PAGE:]), 0)


def ordered(ranked: Sequence[Ranked]) -> list[Ranked]:
    """By score, and every second place a question of the viewer's field until none is left."""
    field = _by_score([one for one in ranked if one.is_of_field])
    others = _by_score([one for one in ranked if not one.is_of_field])
    return [one for pair in zip_longest(field, others) for one in pair if one]


def _by_score(ranked: Sequence[Ranked]) -> list[Ranked]:
    factors: dict[int, float] = {}
    scores: list[tuple[float, int, Ranked]] = []
    for score, minus_id, one in sorted((-one.score, -one.line.id, one) for one in ranked):
        factor = factors.get(one.author_id, 1)
        scores.append((score * factor, minus_id, one))
        factors[one.author_id] = factor * weights.SAME_AUTHOR_FACTOR
    return [one for _, _, one in sorted(scores)]


def _eyes(viewer: Person) -> _Eyes:
    now = clock.now()
    known = knowing.known(viewer)
    return _Eyes(
        viewer_id=viewer.pk,
        known=known,
        now=ids.milliseconds(now),
        field_since=ids.floor(now - weights.FIELD_SPAN),
        nearest=known.followed | {known.manager_id},
        managers=frozenset((viewer.pk, known.manager_id or viewer.pk)),
    )


def _candidates(eyes: _Eyes) -> tuple[dict[int, _Standing], dict[int, _Standing]]:
    """What stands in streams that the viewer hears; and what is to be asked for, if it is wanted.

    Whoever has a stream in their feed may read it.
    """
    near: dict[int, _Standing] = {}
    asked: dict[int, _Standing] = {}
    for pk, version, stream_id, is_near, group, read_up_to in QUERIES.tuples(
        "candidates",
        viewer=eyes.viewer_id,
        topics=eyes.known.topics,
        field_since=eyes.field_since,
        waiting=weights.MOST_WAITING,
        limit=weights.NEWEST,
    ):
        one = _Standing(FeedLine(pk, version), bool(is_near), group, read_up_to)
        if not stream_id or stream_id in eyes.known.silenced:
            asked[pk] = one if is_near else asked.get(pk, one)
        elif pk not in near or _is_named_before(group, near[pk].group):
            near[pk] = one
    return near, {pk: one for pk, one in asked.items() if pk not in near}


def _is_named_before(group: str, other: str) -> bool:
    return bool(group) and (not other or group < other)


def _standing(viewer: Person, thread_ids: list[int]) -> dict[int, _Standing]:
    if not thread_ids:
        return {}
    rows = QUERIES.tuples("standing", viewer=viewer.pk, ids=thread_ids)
    return {row[0]: _Standing(FeedLine(*row[:2]), bool(row[2]), *row[3:]) for row in rows}


def _is_wanted(one: _Standing, told: Mapping[int, Facts], eyes: _Eyes) -> bool:
    about = told.get(one.line.id)
    return one.is_near or (about is not None and _field(one.line.id, about, eyes) is not None)


def _ranked(
    standing: Mapping[int, _Standing], told: Mapping[int, Facts], eyes: _Eyes
) -> list[Ranked]:
    return [_weighed(one, told[pk], eyes) for pk, one in standing.items() if pk in told]


def _weighed(one: _Standing, about: Facts, eyes: _Eyes) -> Ranked:
    reasons = _of_viewer(one, about, eyes)
    last_id = one.line.id
    if not about.is_quiet:
        answers, last_answer = about.answered(eyes.viewer_id)
        reasons += _of_others(one, about, eyes, answers)
        last_id = last_answer or last_id
    told, heaviest, score = reasons[0], 0.0, 0.0
    for reason in reasons:
        score += (weight := _weight(reason))
        if weight > heaviest:
            told, heaviest = reason, weight
    # A question of one's field is told as that, whatever else speaks for it.
    field = [reason for reason in reasons if reason.why in FIELD] if about.words else []
    score *= 0.5 ** (max(0, eyes.now - (last_id >> ids.TIME_SHIFT)) / HALF_LIFE)
    if one.read_up_to >= last_id:
        score *= weights.READ_FACTOR
    if about.author_id == eyes.viewer_id:
        score *= weights.OWN_FACTOR
    reason = field[0] if field else told
    elsewhere = 0 if one.is_near else one.stream_id
    return Ranked(one.line, reason, score, about.author_id, one.is_near, bool(field), elsewhere)


def _weight(reason: Reason) -> float:
    weight = WEIGHTS[reason.why]
    return weight * log2(1 + reason.number) if reason.number else weight


def _of_viewer(one: _Standing, about: Facts, eyes: _Eyes) -> list[Reason]:
    """What speaks for a thread to this viewer; where it stands always does."""
    is_own = about.author_id == eyes.viewer_id
    reasons = [_group(one.group) if one.group else OWN if is_own else EVERYBODY]
    if about.mentioned and eyes.viewer_id in about.mentioned:
        reasons.append(Reason(Why.MENTION, about.author))
    if is_own:
        return reasons
    if about.words and (field := _field(one.line.id, about, eyes)):
        reasons.append(Reason(*field))
    if about.author_id in eyes.nearest or about.authors_manager_id in eyes.managers:
        reasons.append(_nearness(about, eyes))
    return reasons


@lru_cache(maxsize=4096)
def _group(name: str) -> Reason:
    return Reason(Why.GROUP, name)


def _of_others(one: _Standing, about: Facts, eyes: _Eyes, answers: int) -> list[Reason]:
    """What speaks for it by what others do with it."""
    site = eyes.known.site
    counted = (
        Reason(Why.SITE_REACTED, site, about.reacted_of(site, eyes.viewer_id)),
        Reason(Why.REACTED, "", about.reacted(eyes.viewer_id)),
        Reason(Why.TALK, "", answers),
    )
    waits = [Reason(Why.WAITING, one.group)] if about.words else []
    return waits + [reason for reason in counted if reason.number]


def _field(thread_id: int, about: Facts, eyes: _Eyes) -> Subject | None:
    if thread_id < eyes.field_since or about.author_id == eyes.viewer_id:
        return None
    return eyes.known.field_of(about)


def _nearness(about: Facts, eyes: _Eyes) -> Reason:
    if about.author_id == eyes.known.manager_id:
        return Reason(Why.MANAGER, about.author)
    if about.author_id in eyes.known.followed:
        return Reason(Why.FOLLOWED, about.author)
    is_report = about.authors_manager_id == eyes.viewer_id
    return Reason(Why.REPORT if is_report else Why.TEAM, about.author)
