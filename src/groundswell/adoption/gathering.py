"""Open groups and the ties of their people, read as measures are given them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import compress
from typing import TYPE_CHECKING

from django.conf import settings

from groundswell.adoption import arrays
from groundswell.adoption.days import DAY, week_end
from groundswell.adoption.measures.bridged import TOLD_WEEKS
from groundswell.adoption.measures.gathered import AFTER_WEEKS, Gathered, TakenUp, Ties, Trials
from groundswell.adoption.measures.measure import STRUCTURE_DAYS
from groundswell.adoption.suggestions import queries as suggestions
from groundswell.adoption.suggestions.models import Suggestion
from groundswell.foundation import clock, ids, sql

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.arcs import Ints

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
    group, person = arrays.columns(FOLDER.tuples("gathered", first=first, last=on, **span), 2)
    person, is_employed = arrays.places(_known(number), person)
    known, begins = np.unique(group[is_employed], return_index=True)
    # They come group by group, and each person of a group once.
    members = np.split(person[is_employed], begins[1:]) if len(known) else []
    fewest = settings.OPTIONS.privacy_threshold
    is_large = [len(people) >= fewest for people in members]
    groups = [*compress(known.tolist(), is_large)]
    return Gathered(
        groups=groups,
        members=[np.sort(people) for people in compress(members, is_large)],
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
    import numpy as np  # noqa: PLC0415

    one, other = _arcs(first, last, number)
    there, back = one * len(number) + other, other * len(number) + one
    return _ties(there[np.isin(there, back) & (one < other)], len(number))


def _any_way(first: date, last: date, number: Numbers) -> Ties:
    import numpy as np  # noqa: PLC0415

    one, other = _arcs(first, last, number)
    return _ties(np.minimum(one, other) * len(number) + np.maximum(one, other), len(number))


def _arcs(first: date, last: date, number: Numbers) -> Ints:
    rows = arrays.columns(FOLDER.tuples("openly", first=first, last=last), 2)
    places, are_employed = arrays.places(_known(number), rows)
    return places[:, are_employed.all(axis=0)]


def _known(number: Numbers) -> Ints:
    """The ids of those employed, in rising order, as they are numbered."""
    import numpy as np  # noqa: PLC0415

    return np.fromiter(number, dtype=np.int64, count=len(number))


def _ties(keys: Ints, people: int) -> Ties:
    """The ties of pairs that are written as one number each."""
    import numpy as np  # noqa: PLC0415

    known = np.unique(keys)
    return Ties(known // max(people, 1), known % max(people, 1))
