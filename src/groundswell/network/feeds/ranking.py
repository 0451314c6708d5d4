"""For you: the threads that somebody should see first, each with the reason why.

First what is ranked, then, in the order of time, older questions that wait: those of the viewer's
streams and of their field. A GET writes nothing, so what was ranked is not stored: `rest` of the
page, signed, is where the next one goes on. Permission is asked again for every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched, zip_longest
from typing import Any, NamedTuple

from groundswell.foundation import sql
from groundswell.network.feeds import facts, waiting, weights
from groundswell.network.feeds.facts import Facts
from groundswell.network.feeds.places import Place
from groundswell.network.feeds.queries import NO_ID, PAGE
from groundswell.network.feeds.weighing import (
    Eyes,
    Ranked,
    Standing,
    Weighed,
    eyes_of,
    field_of,
    told,
    weighed,
)
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)


@dataclass(frozen=True, slots=True)
class RankedPage:
    """One page, what comes after it (None on the last), and the newest id that was looked at."""

    lines: list[Ranked]
    rest: Place | None
    newest: int


class _Near(NamedTuple):
    """The newest of the viewer's streams."""

    heard: dict[int, Standing]
    silenced: set[int]  # what stands in streams of which they hear nothing, and perhaps elsewhere
    floor: int  # all that is newer was looked at


def for_you(viewer: Person) -> RankedPage:
    """The first page; two queries when the facts of its threads are kept, else three.

    One more when a question of the viewer's field stands elsewhere, and when little is ranked.
    """
    eyes = eyes_of(viewer)
    near, named = _candidates(eyes)
    asked = waiting.kept(named)
    about = facts.of([*_lines(near.heard.values()), *(() if asked else waiting.lines(named))])
    asked = asked or waiting.keep(named, about)
    eyes = replace(eyes, compared=asked.about, field=asked.of_field(eyes.known))
    wanted = sorted((pk for pk in eyes.field if _is_elsewhere(pk, asked, near, eyes)), reverse=True)
    shown, field_floor = wanted[: weights.MOST_ELSEWHERE], 0
    if len(wanted) > len(shown):
        field_floor = shown[-1]
    elif named.count(",") + 1 >= weights.MOST_WAITING and asked.about:
        field_floor = min(asked.about)
    found = _weighed(near.heard.values(), about, eyes)
    ranked = ordered(found + _asked_for(viewer, [*shown, *near.silenced], eyes))
    ids = [-one[1] for one in ranked]
    rest = Place(tuple(ids[PAGE:]), near.floor, field_floor, max(near.floor, field_floor))
    return _page(viewer, eyes, ranked[:PAGE], rest, newest=max(ids, default=0))


def continued(viewer: Person, rest: Place) -> RankedPage:
    """The page that begins with `rest`, in that order, without what is gone.

    Two queries when the facts of its threads are kept, else three; some more where the ranked
    threads end.
    """
    eyes = eyes_of(viewer)
    shown = list(rest.ids[:PAGE])
    by_id = {-one[1]: one for one in _asked_for(viewer, shown, eyes, is_chosen=True)}
    lines = [by_id[id_] for id_ in shown if id_ in by_id]
    return _page(viewer, eyes, lines, rest._replace(ids=rest.ids[PAGE:]), newest=0)


def ordered(ranked: Sequence[Weighed]) -> list[Weighed]:
    """By score, and every second place a question of the viewer's field until none is left."""
    field = _by_score([one for one in ranked if one[3]])
    others = _by_score([one for one in ranked if not one[3]])
    return [one for pair in zip_longest(field, others) for one in pair if one]


def _by_score(ranked: list[Weighed]) -> list[Weighed]:
    factors: dict[int, float] = {}
    scores: list[tuple[float, int, Weighed]] = []
    for one in sorted(ranked):
        factor = factors.get(one[2], 1)
        scores.append((one[0] * factor, one[1], one))
        factors[one[2]] = factor * weights.SAME_AUTHOR_FACTOR
    return [one for _, _, one in sorted(scores)]


def _page(
    viewer: Person, eyes: Eyes, ranked: list[Weighed], rest: Place, *, newest: int
) -> RankedPage:
    """A page of what was ranked, filled with older questions when that is all."""
    if not rest.ids and rest.before:
        older, before = _older(viewer, eyes, rest, PAGE - len(ranked))
        ranked, rest = ranked + older, rest._replace(before=before)
    goes_on = rest.ids or rest.before
    return RankedPage([told(one) for one in ranked], rest if goes_on else None, newest)


def _candidates(eyes: Eyes) -> tuple[_Near, str]:
    """What stands in streams that the viewer hears; and the names of the questions that wait.

    Whoever has a stream in their feed may read it.
    """
    rows = QUERIES.tuples(
        "candidates",
        viewer=eyes.viewer_id,
        field_since=eyes.field_since,
        before=NO_ID,
        waiting=sql.Fixed(weights.MOST_WAITING),
        limit=weights.NEWEST,
    )
    near: dict[int, Standing] = {}
    silenced: set[int] = set()
    named, floor = "", NO_ID
    for row in rows:
        pk, _, _, group, read_up_to, stream_id = row
        if not pk:
            named = group
            continue
        floor = min(floor, pk)
        if read_up_to < 0:
            continue
        if stream_id in eyes.known.silenced:
            silenced.add(pk)
        elif pk not in near or _is_named_before(group, near[pk][3]):
            near[pk] = row
    is_full = len(rows) > weights.NEWEST
    return _Near(near, silenced - near.keys(), floor if is_full else 0), named


def _is_named_before(group: str, other: str) -> bool:
    return bool(group) and (not other or group < other)


def _is_elsewhere(pk: int, asked: waiting.Waiting, near: _Near, eyes: Eyes) -> bool:
    is_of_others = asked.about[pk].author_id != eyes.viewer_id
    return is_of_others and pk not in near.heard and pk not in near.silenced


def _older(viewer: Person, eyes: Eyes, rest: Place, room: int) -> tuple[list[Weighed], int]:
    """Questions that were not ranked, in the order of time, and below which id more come (or 0)."""
    found: list[Weighed] = []
    before = rest.before
    while before and len(found) <= room:
        rows = QUERIES.tuples(
            "asked_before",
            viewer=eyes.viewer_id,
            field_since=eyes.field_since,
            before=before,
            waiting=sql.Fixed(weights.MOST_WAITING),
        )
        for some in batched(_passed_over(rows, eyes, rest), PAGE + 1, strict=False):
            found += sorted(_asked_for(viewer, list(some), eyes), key=_newest_first)
            if len(found) > room:
                break
        before = rows[-1][0] if len(rows) == weights.MOST_WAITING else 0
    if len(found) > room:
        return found[:room], -found[room - 1][1] if room else rest.before
    return found, 0


def _newest_first(one: Weighed) -> int:
    return one[1]


def _passed_over(rows: list[tuple[int, int, bool]], eyes: Eyes, rest: Place) -> list[int]:
    """Those of the viewer's streams and field of which nothing newer than `rest` was shown."""
    about = facts.of(_lines(rows))
    passed = []
    for pk, _, is_near in rows:
        if pk not in about or about[pk].author_id == eyes.viewer_id:
            continue
        is_of_field = field_of(pk, about[pk], eyes) is not None
        was_ranked = (is_near and pk >= rest.near_floor) or (is_of_field and pk >= rest.field_floor)
        if (is_near or is_of_field) and not was_ranked:
            passed.append(pk)
    return passed


def _asked_for(
    viewer: Person, thread_ids: list[int], eyes: Eyes, *, is_chosen: bool = False
) -> list[Weighed]:
    """Those of some threads that the viewer may read, weighed."""
    if not thread_ids:
        return []
    rows: list[Standing] = QUERIES.tuples("standing", viewer=viewer.pk, ids=thread_ids)
    found = _weighed(rows, facts.of(_lines(rows)), eyes)
    # What is neither near nor a question of the field any more was none when it was chosen.
    return found if is_chosen else [one for one in found if one[5][2] or one[3]]


def _weighed(rows: Iterable[Standing], about: Mapping[int, Facts], eyes: Eyes) -> list[Weighed]:
    return [weighed(one, about[one[0]], eyes) for one in rows if one[0] in about]


def _lines(rows: Iterable[Sequence[Any]]) -> list[tuple[int, int]]:
    return [(row[0], row[1]) for row in rows]
