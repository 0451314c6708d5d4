"""Posts that hope for an answer, as the measure of unheard voices is given them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from groundswell.adoption.hours import WorkingDays
from groundswell.adoption.measures.given import Voice, Voices
from groundswell.adoption.measures.unheard import (
    FIRST_WEEK,
    HALF_YEAR,
    QUARTER,
    told_from,
    watched_from,
    week_of,
)
from groundswell.foundation import clock, ids, sql

FOLDER = sql.folder(__package__)
DAY = timedelta(days=1)
MORNING, EVENING, NIGHT = 6, 18, 22  # hours

type Row = tuple[int, int, datetime, str, str, datetime | None]
type Place = tuple[date, date | None, str, str]


def voices(on: date) -> Voices:
    """First posts since the watch began, and of everybody the first of each half-year and quarter.

    Those who have left since too: without theirs two Sundays would tell of them.
    """
    week = week_of(on)
    first = watched_from(week)
    starts, ends = clock.bounds(_monday(first), on)
    found: dict[int, Row] = {}
    which: dict[str, set[int]] = defaultdict(set)
    for row in _begun(0, starts, ends, ends):
        found[row[1]] = row
        which["first"].add(row[1])
    for sort, begins, weeks in (
        ("opens", first, HALF_YEAR),
        ("opens", first + HALF_YEAR, HALF_YEAR),
        ("starts", told_from(week), QUARTER),
    ):
        for row in _first_in(begins, weeks, ends):
            found[row[1]] = row
            which[sort].add(row[1])
    reading = _Reading(_monday(first))
    return Voices(week, [reading.voice(row, which) for row in found.values()])


def _first_in(begins: int, weeks: int, ends: datetime) -> list[Row]:
    opens, closes = clock.bounds(_monday(begins), _monday(begins + weeks) - DAY)
    return _begun(ids.floor(opens), opens, min(closes, ends), ends)


def _begun(low: int, starts: datetime, ends: datetime, known: datetime) -> list[Row]:
    return FOLDER.tuples("voiced", low=low, starts=starts, ends=ends, known=known)


def _monday(week: int) -> date:
    return FIRST_WEEK + timedelta(weeks=week)


class _Reading:
    """Makes voices of rows; knows who stood where."""

    def __init__(self, first: date) -> None:
        self.days = WorkingDays()
        self.places: dict[int, list[Place]] = defaultdict(list)
        for person, from_on, to_on, _, site, level in FOLDER.tuples("stood", first=first):
            self.places[person].append((_day(from_on), to_on and _day(to_on), site, level))

    def voice(self, row: Row, which: Mapping[str, Collection[int]]) -> Voice:
        author, post, at, language, named_zone, answered = row
        zone = ZoneInfo(named_zone) if named_zone else clock.zone()
        on = clock.day_of(at)
        return Voice(
            author=author,
            week=week_of(on),
            is_first=post in which["first"],
            opens=post in which["opens"],
            starts=post in which["starts"],
            waited=None if answered is None else self.days.between(at, answered, zone),
            stands=dict(self._stands(author, on, language, at.astimezone(zone))),
        )

    def _stands(
        self, author: int, on: date, language: str, local: datetime
    ) -> Iterator[tuple[str, str]]:
        place = next(
            (one for one in self.places[author] if one[0] <= on and not (one[1] and one[1] <= on)),
            None,
        )
        if place and place[2]:
            yield "site", place[2]
        if place and place[3]:
            yield "level", place[3]
        if language:
            yield "language", language
        yield "shift", self._shift(local)

    def _shift(self, local: datetime) -> str:
        if not MORNING <= local.hour < NIGHT:
            return "night"
        if not self.days.is_one(local.date()):
            return "weekend"
        return "day" if local.hour < EVENING else "evening"


def _day(on: date | str) -> date:
    return date.fromisoformat(on) if isinstance(on, str) else on
