"""What measures of leaders are given, read from the rows behind it.

Single leaders are those who show their figures: of the others it is only known that they lead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from groundswell.adoption.consents import queries as consents
from groundswell.adoption.hours import WorkingHours
from groundswell.adoption.measures.leader_effect import WEEKS
from groundswell.adoption.measures.leader_words import PRESENCE_WEEKS
from groundswell.adoption.measures.led import AskedLeaders, LeadersWords, LedTalk, Visits
from groundswell.adoption.measures.measure import PARTICIPATION_DAYS, STRUCTURE_DAYS
from groundswell.adoption.suppression import FEW
from groundswell.foundation import clock, ids, sql

if TYPE_CHECKING:
    from groundswell.adoption.measures.given import Network

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
    """What they were asked in 90 days, and what they answered themselves."""
    leaders = shown(employed)
    place = {leader: number for number, leader in enumerate(leaders)}
    starts, ends = clock.bounds(on - (STRUCTURE_DAYS - 1) * DAY, on)
    found = FOLDER.tuples(
        "asked", leaders=leaders, low=ids.floor(starts - DAY), starts=starts, ends=ends
    )
    hours = WorkingHours()
    # The first of its rows, which are in the order of the answers.
    first = {row[:2]: row for row in reversed(found)}
    rows = [
        (place[leader], asker, hours.between(at, answered or ends), answered is not None)
        for leader, _, asker, at, answered in first.values()
        if asker in employed
    ]
    return AskedLeaders(leaders, len(employed), rows)


def words(on: date, employed: Functions) -> LeadersWords:
    """How much they wrote themselves in each of 13 weeks, and how much delegates did for them."""
    leaders = shown(employed)
    place = {leader: number for number, leader in enumerate(leaders)}
    first = on - PRESENCE_WEEKS * WEEK + DAY
    starts, ends = clock.bounds(first, on)
    found = FOLDER.tuples(
        "words", leaders=leaders, low=ids.floor(starts - DAY), starts=starts, ends=ends
    )
    rows = [
        (place[leader], (clock.day_of(at) - first).days // 7, bool(is_delegated))
        for leader, at, is_delegated in found
    ]
    return LeadersWords(leaders, len(employed), rows)


def talk(on: date, employed: Functions, network: Network) -> LedTalk:
    """Who turned to whom of those employed, and how many people are under each leader."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    leaders = shown(employed)
    # Without any of them nothing is told of anybody else's talk.
    of_whom = slice(None) if leaders else slice(0)
    place = {person: number for number, person in enumerate(employed)}
    return LedTalk(
        leaders=leaders,
        places=[place[leader] for leader in leaders],
        units=_units(on, leaders, employed),
        people=len(employed),
        source=np.repeat(network.source, network.weight)[of_whom],
        target=np.repeat(network.target, network.weight)[of_whom],
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


def others_are_told(on: date, roster: Collection[int], active: int, leading: int) -> bool:
    """Whether leaders who do not show their figures stay hidden where all who lead are told.

    So many of so many took part; less those who are shown, it is a figure of the others.
    """
    own = leaders_on(on).intersection(roster) if roster else set()
    if not own:
        return True
    first = on - (PARTICIPATION_DAYS - 1) * DAY
    acts = FOLDER.tuples("took_part", leaders=sorted(own), first=first, last=on)
    others, active_others = leading - len(own), active - len(acts)
    least = settings.OPTIONS.privacy_threshold
    return not others or (others >= least and not 1 <= active_others <= FEW)


def leaders_on(on: date) -> set[int]:
    """The numbers of everybody who led on a day."""
    return {person for (person,) in FOLDER.tuples("leads", last=on, levels=settings.LEADER_LEVELS)}


def visits(on: date, employed: Functions) -> Visits:
    """What was contributed in each group and week, and in which weeks leaders spoke there."""
    leaders, threshold = shown(employed), settings.OPTIONS.privacy_threshold
    if not leaders:
        return Visits(leaders, [], [], [], WEEKS, threshold)
    own = {leader: number for number, leader in enumerate(leaders)}
    lead = leaders_on(on) | own.keys()
    names = {name: number for number, name in enumerate(sorted({*employed.values(), ""}))}
    group, person_of = _Numbers(), _Numbers()
    acts: list[tuple[int, int, int, int]] = []
    spoken: list[tuple[int, int, int]] = []
    kind: list[int] = []
    for week, stream, person, said, reacted in _weeks(on):
        unit = -1 if stream == NOWHERE else group[stream]
        if person in lead:
            if said and unit >= 0 and person in own:
                spoken.append((unit, week, own[person]))
            continue
        number = person_of[person]
        if number == len(kind):
            kind.append(names[employed.get(person, "")])
        acts.append((unit, number, week, said + reacted))
    return Visits(leaders, kind, acts, spoken, WEEKS, threshold)


def _weeks(on: date) -> Iterator[tuple[int, int, int, int, int]]:
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
        for stream, person, said, reacted in found:
            yield week, stream, person, int(said), int(reacted)


class _Numbers(dict[int, int]):
    """Numbers in the order in which they are first asked for."""

    def __missing__(self, key: int) -> int:
        self[key] = len(self)
        return self[key]
