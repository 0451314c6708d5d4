"""What speaks for a thread to one viewer, and what it weighs.

Some hundred threads are weighed for each page of twenty: until one is shown it is a plain tuple.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from math import log2
from operator import itemgetter
from typing import NamedTuple

from groundswell.foundation import clock, ids
from groundswell.network.feeds import knowing, weights
from groundswell.network.feeds.facts import Facts
from groundswell.network.feeds.knowing import Known, Subject
from groundswell.network.feeds.queries import FeedLine
from groundswell.network.feeds.weights import FIELD, WEIGHTS, Why
from groundswell.people.persons.models import Person

HALF_LIFE = weights.HALF_LIFE.total_seconds() * 1000

# How a thread that the viewer may read stands to them, as a row of `candidates.sql` or
# `standing.sql`: its id and version, whether it is in one of their streams, the group's name, how
# far they read it, and a stream that has it.
type Standing = tuple[int, int, bool, str, int, int]

# A reason before it is told: what it weighs, why, about what or whom, how many.
type Spoken = tuple[float, Why, str, int]

# Sorted as it is: minus the score and minus the id; author, whether of the field, reasons.
type Weighed = tuple[float, int, int, bool, list[Spoken], Standing]

by_weight = itemgetter(0)


class Reason(NamedTuple):
    """Why a thread stands here: about what or whom, and how many."""

    why: Why
    what: str = ""
    number: int = 0


class Ranked(NamedTuple):
    """A thread with the heaviest of its reasons."""

    line: FeedLine
    reason: Reason
    is_near: bool  # in one of the viewer's streams
    is_of_field: bool  # a question that waits for such as the viewer
    elsewhere: int  # a stream that has it, if none of the viewer's has; else 0


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks, and when."""

    viewer_id: int
    known: Known
    now: int  # milliseconds
    field_since: int  # an id
    nearest: frozenset[int]  # whom they follow, and their manager
    managers: frozenset[int]  # themselves and their manager
    compared: Container[int] = ()  # questions of which is known whether they are of the field
    field: Mapping[int, Subject] = field(default_factory=dict)  # those that are


def eyes_of(viewer: Person) -> Eyes:
    """Who looks, now; one query, two after they answered something."""
    now = clock.now()
    known = knowing.known(viewer)
    return Eyes(
        viewer_id=viewer.pk,
        known=known,
        now=ids.milliseconds(now),
        field_since=ids.floor(now - weights.FIELD_SPAN),
        nearest=known.followed | {known.manager_id},
        managers=frozenset((viewer.pk, known.manager_id or viewer.pk)),
    )


def weighed(one: Standing, about: Facts, eyes: Eyes) -> Weighed:
    """A thread with all that speaks for it to the viewer."""
    last_id, author_id = one[0], about.author_id
    reasons = [_place(one, about, eyes)]
    is_of_field = _of_viewer(last_id, about, eyes, reasons)
    if author_id in eyes.nearest or about.authors_manager_id in eyes.managers:
        _nearness(about, eyes, reasons)
    if not about.is_quiet:
        last_id = _of_others(one, about, eyes, reasons) or last_id
    score = 0.0
    for reason in reasons:
        score += reason[0]
    score *= 0.5 ** (max(0, eyes.now - (last_id >> ids.TIME_SHIFT)) / HALF_LIFE)
    if one[4] >= last_id:
        score *= weights.READ_FACTOR
    if author_id == eyes.viewer_id:
        score *= weights.OWN_FACTOR
    return -score, -one[0], author_id, is_of_field, reasons, one


def told(weighed: Weighed) -> Ranked:
    """A thread that is shown, and why: a question of one's field is told as that."""
    _, _, _, is_of_field, reasons, (id_, version, is_near, _, _, stream_id) = weighed
    told = [reason for reason in reasons if reason[1] in FIELD] if is_of_field else reasons
    reason = Reason(*max(told, key=by_weight)[1:])
    elsewhere = 0 if is_near else stream_id
    return Ranked(FeedLine(id_, version), reason, bool(is_near), is_of_field, elsewhere)


def field_of(thread_id: int, about: Facts, eyes: Eyes) -> Subject | None:
    """Which subject of the viewer's a question that waits speaks of, if it does of any."""
    if thread_id < eyes.field_since or about.author_id == eyes.viewer_id:
        return None
    if thread_id in eyes.compared:
        return eyes.field.get(thread_id)
    return eyes.known.field_of(about)


def _spoken(why: Why, what: str = "", number: int = 0) -> Spoken:
    return WEIGHTS[why], why, what, number


def _counted(why: Why, what: str, number: int) -> Spoken:
    return WEIGHTS[why] * log2(1 + number), why, what, number


OWN, EVERYBODY = _spoken(Why.OWN), _spoken(Why.EVERYBODY)


def _place(one: Standing, about: Facts, eyes: Eyes) -> Spoken:
    """Where a thread stands always speaks for it."""
    if one[3]:
        return _spoken(Why.GROUP, one[3])
    return OWN if about.author_id == eyes.viewer_id else EVERYBODY


def _of_viewer(thread_id: int, about: Facts, eyes: Eyes, reasons: list[Spoken]) -> bool:
    """What of it is meant for the viewer; whether it is a question of their field."""
    if eyes.viewer_id in about.mentioned:
        reasons.append(_spoken(Why.MENTION, about.author))
    subject = field_of(thread_id, about, eyes) if about.words else None
    if subject:
        reasons.append(_spoken(*subject))
    return subject is not None


def _of_others(one: Standing, about: Facts, eyes: Eyes, reasons: list[Spoken]) -> int:
    """What speaks for it by what others do with it; their last answer (0: none)."""
    viewer_id = eyes.viewer_id
    if about.words:
        reasons.append(_spoken(Why.WAITING, one[3]))
    if about.site_of:
        site = eyes.known.site
        if number := about.reacted_of(site, viewer_id):
            reasons.append(_counted(Why.SITE_REACTED, site, number))
        if number := about.reacted(viewer_id):
            reasons.append(_counted(Why.REACTED, "", number))
    answers, last = about.answered(viewer_id)
    if answers:
        reasons.append(_counted(Why.TALK, "", answers))
    return last


def _nearness(about: Facts, eyes: Eyes, reasons: list[Spoken]) -> None:
    if about.author_id == eyes.viewer_id:
        return
    if about.author_id == eyes.known.manager_id:
        why = Why.MANAGER
    elif about.author_id in eyes.known.followed:
        why = Why.FOLLOWED
    else:
        why = Why.REPORT if about.authors_manager_id == eyes.viewer_id else Why.TEAM
    reasons.append(_spoken(why, about.author))
