"""Posts that hope for an answer, as the measure of unheard voices is given them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from groundswell.adoption.hours import WorkingDays
from groundswell.adoption.measures.given import Voice, Voices
from groundswell.adoption.measures.unheard import FIRST_WEEK, HALF_YEAR, watched_from, week_of
from groundswell.foundation import clock, ids, sql

FOLDER = sql.folder(__package__)
DAY = timedelta(days=1)
MORNING, EVENING, NIGHT = 6, 18, 22  # hours

type Row = tuple[int, int, datetime, str, str, datetime | None]
type Place = tuple[date, date | None, str, str]


def voices(on: date, employed: Collection[int]) -> Voices:
    """First posts since the watch began, and of everybody the first of each half-year."""
    week = week_of(on)
    first = watched_from(week)
    starts, ends = clock.bounds(_monday(first), on)
    posts: dict[int, tuple[Row, bool, bool]] = {}
    for row in _begun(0, starts, ends, ends):
        posts[row[1]] = row, True, False
    for begins in (first, first + HALF_YEAR):
        opens, closes = clock.bounds(_monday(begins), _monday(begins + HALF_YEAR) - DAY)
        for row in _begun(ids.floor(opens), opens, min(closes, ends), ends):
            posts[row[1]] = row, row[1] in posts, True
    reading = _Reading(_monday(first))
    return Voices(
        week,
        [
            reading.voice(row, is_first=is_first, opens=is_opening)
            for row, is_first, is_opening in posts.values()
            if row[0] in employed
        ],
    )


def _begun(low: int, starts: datetime, ends: datetime, known: datetime) -> list[Row]:
    return FOLDER.tuples("voiced", low=low, starts=starts, ends=ends, known=known)


def _monday(week: int) -> date:
    return FIRST_WEEK + timedelta(weeks=week)


class _Reading:
    """Makes voices of rows; knows who stood where."""

    def __init__(self, first: date) -> None:
        self.days = WorkingDays()
        self.places: dict[int, list[Place]] = defaultdict(list)
        for person, from_on, to_on, site, level in FOLDER.tuples("stood", first=first):
            self.places[person].append((_day(from_on), to_on and _day(to_on), site, level))

    def voice(self, row: Row, *, is_first: bool, opens: bool) -> Voice:
        author, _, at, language, named_zone, answered = row
        zone = ZoneInfo(named_zone) if named_zone else clock.zone()
        on = clock.day_of(at)
        return Voice(
            author=author,
            week=week_of(on),
            is_first=is_first,
            opens=opens,
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
