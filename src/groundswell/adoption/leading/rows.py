"""What measures of leaders are given, read from the rows behind it.

Single leaders are those who show their figures: of the others it is only known that they lead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from groundswell.adoption import arrays
from groundswell.adoption.consents import queries as consents
from groundswell.adoption.days import as_day
from groundswell.adoption.hours import WorkingHours
from groundswell.adoption.measures.leader_effect import WEEKS
from groundswell.adoption.measures.leader_words import PRESENCE_WEEKS
from groundswell.adoption.measures.led import AskedLeaders, LeadersWords, LedTalk, Visits
from groundswell.adoption.measures.measure import PARTICIPATION_DAYS, STRUCTURE_DAYS
from groundswell.adoption.suppression import FEW
from groundswell.foundation import clock, ids, sql

if TYPE_CHECKING:
    from groundswell.adoption.measures.given import Network
    from groundswell.adoption.measures.structure.arcs import Ints

FOLDER = sql.folder(__package__)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
NOWHERE = 0  # instead of a group

type Functions = Mapping[int, str]


def shown(employed: Functions) -> list[int]:
    """The numbers of the leaders who show their figures and are employed, in one order."""
    return sorted(consents.roster() & employed.keys())


def shown_on(on: date) -> frozenset[int]:
    """The same of a day, where nothing else is asked of everybody employed."""
    roster = sorted(consents.roster())
    found = FOLDER.tuples("employed", people=roster, last=on) if roster else []
    return frozenset(person for (person,) in found)


def asked(on: date, employed: Functions) -> AskedLeaders:
    """What they were asked in 90 days, since they show it, and what they answered themselves."""
    leaders = shown(employed)
    place = {leader: number for number, leader in enumerate(leaders)}
    starts, ends = clock.bounds(on - (STRUCTURE_DAYS - 1) * DAY, on)
    found = FOLDER.tuples(
        "asked", leaders=leaders, low=ids.floor(starts - DAY), starts=starts, ends=ends
    )
    hours, since = WorkingHours(), consents.shown_since(leaders)
    # The first of its rows, which are in the order of the answers.
    first = {row[:2]: row for row in reversed(found)}
    rows = [
        (place[leader], asker, hours.between(at, answered or ends), answered is not None)
        for leader, _, asker, at, answered in first.values()
        if asker in employed and clock.day_of(at) >= since[leader]
    ]
    return AskedLeaders(leaders, len(employed), rows)


def words(on: date, employed: Functions) -> LeadersWords:
    """How much they wrote themselves in each of 13 weeks, and how much delegates did for them.

    Of the weeks before they show it, nothing.
    """
    leaders = shown(employed)
    place = {leader: number for number, leader in enumerate(leaders)}
    first = on - PRESENCE_WEEKS * WEEK + DAY
    starts, ends = clock.bounds(first, on)
    found = FOLDER.tuples(
        "words", leaders=leaders, low=ids.floor(starts - DAY), starts=starts, ends=ends
    )
    since = consents.shown_since(leaders)
    rows = [
        (place[leader], (clock.day_of(at) - first).days // 7, bool(is_delegated))
        for leader, at, is_delegated in found
        if clock.day_of(at) >= since[leader]
    ]
    return LeadersWords(leaders, len(employed), rows)


def talk(on: date, employed: Functions, network: Network) -> LedTalk:
    """Who turned to whom of those employed, and how many people are under each leader.

    To or from leaders, nothing of the days before they show it.
    """
    import numpy as np  # noqa: PLC0415 - the pages do without

    leaders = shown(employed)
    if not leaders:  # then nothing is told of anybody else's talk
        return LedTalk([], [], [], len(employed), [], [])
    place = {person: number for number, person in enumerate(employed)}
    first = on - (STRUCTURE_DAYS - 1) * DAY
    late = {one: day for one, day in consents.shown_since(leaders).items() if day > first}
    arcs = np.array([network.source, network.target])
    whole = arcs[:, ~np.isin(arcs, [place[one] for one in late]).any(axis=0)]
    since = [
        (place[one], place[other])
        for one, other, day in FOLDER.tuples("turned", people=[*late], first=first, last=on)
        if {one, other} <= place.keys()
        and all(as_day(day) >= late.get(end, first) for end in (one, other))
    ]
    source, target = np.hstack([whole, np.array(since, dtype=np.int64).reshape(-1, 2).T])
    return LedTalk(
        leaders=leaders,
        places=[place[leader] for leader in leaders],
        units=_units(on, leaders, employed),
        people=len(employed),
        source=source,
        target=target,
    )


def _units(on: date, leaders: Sequence[int], employed: Functions) -> list[int]:
    below = defaultdict(list)
    for person, manager in FOLDER.tuples("line", last=on):
        if person in employed:
            below[manager].append(person)
    sizes = []
    for leader in leaders:
        seen, waiting = {leader}, [leader]
        while waiting:
            new = [one for one in below[waiting.pop()] if one not in seen]
            seen.update(new)
            waiting += new
        sizes.append(len(seen) - 1)
    return sizes


def others_are_told(on: date, active: int, leading: int) -> bool:
    """Whether leaders who never showed figures of a period stay hidden where all who lead are told.

    So many of so many took part; less those who were shown, it is a figure of the others.
    """
    first = on - (PARTICIPATION_DAYS - 1) * DAY
    shown_then = consents.shown_between(first, on)
    own = shown_then and leaders_on(on) & shown_then
    if not own:
        return True
    acts = FOLDER.tuples("took_part", leaders=sorted(own), first=first, last=on)
    others, active_others = leading - len(own), active - len(acts)
    least = settings.OPTIONS.privacy_threshold
    return not others or (others >= least and not 1 <= active_others <= FEW)


def leaders_on(on: date) -> set[int]:
    """The numbers of everybody who led on a day."""
    return {person for (person,) in FOLDER.tuples("leads", last=on, levels=settings.LEADER_LEVELS)}


def visits(on: date, employed: Functions) -> Visits:
    """What was contributed in each group and week, and in which weeks leaders spoke there.

    Of the weeks before leaders show it, not where they spoke.
    """
    import numpy as np  # noqa: PLC0415 - the pages do without

    leaders, threshold = shown(employed), settings.OPTIONS.privacy_threshold
    if not leaders:
        return Visits(leaders, [], [], [], [], WEEKS, threshold)
    week, stream, person, said, reacted = np.concatenate([*_weeks(on)], axis=1)
    own = {leader: number for number, leader in enumerate(leaders)}
    is_leading = np.isin(person, [*leaders_on(on) | own.keys()])
    unit = np.full(len(stream), -1)
    unit[stream != NOWHERE] = _numbered(stream[stream != NOWHERE])[1]
    speaks = np.flatnonzero((said > 0) & (unit >= 0) & np.isin(person, leaders))
    names = {name: number for number, name in enumerate(sorted({*employed.values(), ""}))}
    spoken = ((int(unit[at]), int(week[at]), own[int(person[at])]) for at in speaks)
    since = _first_weeks(on, leaders)
    people, number = _numbered(person[~is_leading])
    acts = np.column_stack([unit, week, said + reacted])[~is_leading]
    return Visits(
        leaders,
        since,
        [names[employed.get(one, "")] for one in people.tolist()],
        np.insert(acts, 1, number, axis=1),
        [one for one in spoken if one[1] >= since[one[2]]],
        WEEKS,
        threshold,
    )


def _first_weeks(on: date, leaders: Sequence[int]) -> list[int]:
    """For each leader the first whole week, of those looked at, of which figures are shown."""
    first, since = on - WEEKS * WEEK + DAY, consents.shown_since(leaders)
    return [max(0, -((first - since[leader]).days // 7)) for leader in leaders]


def _weeks(on: date) -> Iterator[Ints]:
    """Of each week: its number, where (groups only; elsewhere 0), who, how many words, reactions.

    Sorted and summed up here: a database takes three times as long for it.
    """
    import numpy as np  # noqa: PLC0415

    streams, places = arrays.columns(FOLDER.tuples("places"), 2)
    bots = [person for (person,) in FOLDER.tuples("bots")]
    for week in range(WEEKS):
        last = on - (WEEKS - 1 - week) * WEEK
        first = last - 6 * DAY
        starts, ends = clock.bounds(first, last)
        found = FOLDER.tuples(
            "acts",
            low=ids.floor(starts - DAY),
            high=ids.floor(ends + DAY),
            starts=starts,
            ends=ends,
            first=first,
            last=last,
        )
        rows = arrays.columns(found, 3)
        stream, person, is_word = rows[:, np.isin(rows[0], streams) & ~np.isin(rows[1], bots)]
        place = places[np.searchsorted(streams, stream)]
        people = 1 + int(person.max(initial=0))
        each, at, many = np.unique(place * people + person, return_inverse=True, return_counts=True)
        said = np.bincount(at, is_word, len(each)).astype(np.int64)
        of_week = np.full(len(each), week)
        yield np.stack([of_week, each // people, each % people, said, many - said])


def _numbered(ids_of: Ints) -> tuple[Ints, Ints]:
    """Each once, in the order in which they first come; and for each its number."""
    import numpy as np  # noqa: PLC0415

    known, first, place = np.unique(ids_of, return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty(len(known), dtype=np.int64)
    number[order] = np.arange(len(known))
    return known[order], number[place]
