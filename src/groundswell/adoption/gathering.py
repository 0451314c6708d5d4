"""Open groups and the ties of their people, read as measures are given them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.conf import settings

from groundswell.adoption.days import DAY, week_end
from groundswell.adoption.measures.bridged import TOLD_WEEKS
from groundswell.adoption.measures.gathered import AFTER_WEEKS, Gathered, TakenUp, Ties, Trials
from groundswell.adoption.measures.measure import STRUCTURE_DAYS
from groundswell.adoption.suggestions import queries as suggestions
from groundswell.adoption.suggestions.models import Suggestion
from groundswell.foundation import clock, ids, sql

FOLDER = sql.folder(__package__)
WEEK = timedelta(weeks=1)

type Numbers = Mapping[int, int]  # of people, by their id


def gathered(on: date, number: Numbers | None = None) -> Gathered:
    """Open groups as they stood at the end of a day's 90 days."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    number = employed(on) if number is None else number
    first = on - (STRUCTURE_DAYS - 1) * DAY
    starts, ends = clock.bounds(first, on)
    span = {"low": ids.floor(starts - DAY), "starts": starts, "ends": ends}
    members: dict[int, list[int]] = defaultdict(list)
    for group, person in FOLDER.tuples("gathered", first=first, last=on, **span):
        if person in number:
            members[group].append(number[person])
    fewest = settings.OPTIONS.privacy_threshold
    groups = [group for group, people in members.items() if len(people) >= fewest]
    return Gathered(
        groups=groups,
        members=[np.unique(np.array(members[group], dtype=np.int64)) for group in groups],
        topics=_topics(groups, number, span),
        people=len(number),
        ties=_two_way(first, on, number),
        fewest=fewest,
    )


def employed(on: date) -> dict[int, int]:
    """Everybody employed on a day, by a number of their own."""
    return {row[0]: place for place, row in enumerate(FOLDER.tuples("employed", last=on))}


def trials(on: date, kept_since: date | None) -> Trials:
    """The suggestions whose weeks were over on a day, as far as their rows are kept."""
    known = list(suggestions.taken_before(on))
    over = {
        (one.one_id, one.other_id): one
        for one in reversed(known)
        if on - TOLD_WEEKS * WEEK < one.is_over_on <= on and _is_kept(one, kept_since)
    }
    found = (_trial(one, known) for one in reversed(over.values()))
    return Trials(len(employed(on)), [one for one in found if one is not None])


def _is_kept(one: Suggestion, kept_since: date | None) -> bool:
    first = week_end(one.taken_on - DAY) - (STRUCTURE_DAYS - 1) * DAY
    return kept_since is None or first > kept_since


def _trial(one: Suggestion, known: Sequence[Suggestion]) -> TakenUp | None:
    before = week_end(one.taken_on - DAY)
    number = employed(before)
    then = gathered(before, number)
    place = {group: number for number, group in enumerate(then.groups)}
    if not {one.one_id, one.other_id} <= place.keys():
        return None
    span = AFTER_WEEKS * WEEK
    busy = {
        _pair(place[each.one_id], place[each.other_id])
        for each in known
        if abs(each.taken_on - one.taken_on) <= 2 * span + WEEK
        and {each.one_id, each.other_id} <= place.keys()
    }
    return TakenUp(
        pair=_pair(place[one.one_id], place[one.other_id]),
        gathered=then,
        before=_any_way(before - span + DAY, before, number),
        after=_any_way(one.is_over_on - span + DAY, one.is_over_on, number),
        busy=frozenset(busy),
    )


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _topics(
    groups: Sequence[int], number: Numbers, span: Mapping[str, object]
) -> list[dict[int, frozenset[int]]]:
    found: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for group, topic, author in FOLDER.tuples("tagged", **span):
        if author in number:
            found[group][topic].add(number[author])
    return [
        {topic: frozenset(authors) for topic, authors in found[group].items()} for group in groups
    ]


def _two_way(first: date, last: date, number: Numbers) -> Ties:
    arcs = set(_arcs(first, last, number))
    return _ties({(one, other) for one, other in arcs if one < other and (other, one) in arcs})


def _any_way(first: date, last: date, number: Numbers) -> Ties:
    return _ties({_pair(one, other) for one, other in _arcs(first, last, number)})


def _arcs(first: date, last: date, number: Numbers) -> Iterator[tuple[int, int]]:
    for one, other in FOLDER.tuples("openly", first=first, last=last):
        if one in number and other in number:
            yield number[one], number[other]


def _ties(pairs: set[tuple[int, int]]) -> Ties:
    import numpy as np  # noqa: PLC0415

    found = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return Ties(found[:, 0], found[:, 1])
