"""What measures need, read from the rows behind them; every shape is one of `measures.given`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import cast

from groundswell.adoption import gathering, giving
from groundswell.adoption.beginning import begun
from groundswell.adoption.days import FIRST_QUARTER, as_day
from groundswell.adoption.found_again import found_again
from groundswell.adoption.hours import WorkingHours
from groundswell.adoption.leading import rows as leading
from groundswell.adoption.measures.activation import FIRST_DAYS, QUARTER_DAYS
from groundswell.adoption.measures.given import (
    Asked,
    Begun,
    Newcomers,
    Participation,
    Questions,
    Steps,
    Talk,
    Voices,
)
from groundswell.adoption.measures.led import LedTalk
from groundswell.adoption.measures.measure import (
    PARTICIPATION_DAYS,
    STRUCTURE_DAYS,
    Measure,
    Needs,
)
from groundswell.adoption.measures.unheard import FIRST_WEEK, told_from, week_of
from groundswell.adoption.networks import Employed, Networks, employed
from groundswell.adoption.sealed.models import SealedDay
from groundswell.adoption.voices import voices
from groundswell.foundation import clock, ids, sql

FOLDER = sql.folder(__package__)
DAY = timedelta(days=1)
STEADY_WEEKS = 5
STEADY_DAYS = 7 * STEADY_WEEKS
# Quarters follow one another from here on, whatever day is asked for.
BY_QUARTER = frozenset({Needs.NEWCOMERS, Needs.STARTED})
# They look back over as many days as structure takes.
OF_STRUCTURE = frozenset({Needs.TALK, Needs.NETWORK, Needs.SPOKEN, Needs.CLIMBS, Needs.GATHERED})


class Rows:
    """The rows of one day, each sort read when a measure first needs it."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._read: dict[Needs, object] = {}

    @cached_property
    def employed(self) -> list[Employed]:
        """Everybody employed, where they stood and under whom."""
        return employed(self.on)

    @cached_property
    def function(self) -> dict[int, str]:
        """Everybody employed, and their function."""
        return {person: function for person, function, *_ in self.employed}

    @cached_property
    def places(self) -> dict[int, tuple[str, str]]:
        """Everybody employed, their function and site."""
        return {person: (function, site) for person, function, site, *_ in self.employed}

    def of(self, measure: Measure) -> object:
        """What the measure needs."""
        if measure.needs not in self._read:
            self._read[measure.needs] = _READ[measure.needs](self)
        return self._read[measure.needs]

    def since(self, measure: Measure) -> date | None:
        """The first day that counts, where the last is another than the day asked for."""
        if measure.needs is Needs.VOICES:
            return FIRST_WEEK + timedelta(weeks=told_from(week_of(self.on)))
        return quarter(self.on) if measure.needs in BY_QUARTER else None

    @cached_property
    def roster(self) -> frozenset[int]:
        """The leaders who show their figures now, and were employed then."""
        return leading.shown_on(self.on)

    def are_kept_for(self, measure: Measure) -> bool:
        """Whether none of the rows that the measure and `weeks` count were dropped."""
        first = self.on - (STEADY_DAYS - 1) * DAY
        if measure.needs in BY_QUARTER:
            first = min(first, quarter(self.on))
        if measure.needs is Needs.STARTED:
            first = min(first, quarter(self.on) - 2 * QUARTER_DAYS * DAY)
        if measure.needs in OF_STRUCTURE or measure.needs is Needs.LED_TALK:
            first = min(first, self.on - (STRUCTURE_DAYS - 1) * DAY)
        if measure.needs is Needs.VISITS:
            first = min(first, self.on - (measure.window_days - 1) * DAY)
        return self.dropped_until is None or first > self.dropped_until

    @cached_property
    def dropped_until(self) -> date | None:
        """The last day of which rows were dropped, if any were."""
        final = SealedDay.objects.filter(is_final=True).order_by("-on").first()
        return final.on - (PARTICIPATION_DAYS - 1) * DAY if final else None

    @cached_property
    def weeks(self) -> list[int]:
        """How many people took part in each of the last weeks, the last first."""
        rows = self.participation()
        return [rows.active(7 * week, 7 * week + 6) for week in range(STEADY_WEEKS)]

    def participation(self) -> Participation:
        if Needs.PARTICIPATION in self._read:
            return cast("Participation", self._read[Needs.PARTICIPATION])
        first = self.on - (STEADY_DAYS - 1) * DAY
        found = FOLDER.tuples("acts", first=first, last=self.on)
        acts = [
            (person, (self.on - as_day(on)).days, count)
            for person, on, count in found
            if person in self.function
        ]
        found_now = Participation(len(self.function), acts)
        self._read[Needs.PARTICIPATION] = found_now
        return found_now

    def questions(self) -> Questions:
        starts, ends = clock.bounds(self.on - (STRUCTURE_DAYS - 1) * DAY, self.on)
        found = FOLDER.tuples("asked", low=ids.floor(starts - DAY), starts=starts, ends=ends)
        rows = [row for row in found if row[1] in self.places]
        # The first of its rows, which are in the order of the answers.
        first = {row[0]: row for row in reversed(rows)}
        again = found_again(first, ends) if first else set()
        hours: dict[str, WorkingHours] = {}

        def asked(question: int, asker: int, at: datetime, until: datetime | None) -> Asked:
            site = self.places[asker][1]
            clocked = hours.setdefault(site, WorkingHours(site))
            last = until or ends
            return Asked(
                asker=asker,
                waited=clocked.between(at, last),
                days=(last - at) / DAY,
                age=(ends - at) / DAY,
                is_answered=until is not None,
                has_best=best[question],
                is_found_again=question in again,
            )

        best = {row[0]: bool(row[5]) for row in rows}
        answers = {(row[0], row[1], row[4]) for row in rows if row[4] in self.places}
        return Questions(
            [asked(*row[:4]) for row in first.values()],
            sorted((asker, answerer) for _, asker, answerer in answers),
            self.places,
        )

    def begun(self) -> Begun:
        return begun(self.on, self.dropped_until)

    def talk(self) -> Talk:
        import numpy as np  # noqa: PLC0415 - the pages do without

        network = self.networks.network
        function, has_one = network.function.of, network.function.of >= 0
        place = np.cumsum(has_one) - 1
        both = has_one[network.source] & has_one[network.target]
        weight = network.weight[both]
        return Talk(
            np.repeat(place[network.source[both]], weight),
            np.repeat(place[network.target[both]], weight),
            function[has_one],
        )

    @cached_property
    def networks(self) -> Networks:
        """Who turned to whom, and where they stand."""
        return Networks(self.on, self.employed)

    def led_talk(self) -> LedTalk:
        return leading.talk(self.on, self.function, self.networks.network)

    def newcomers(self) -> Newcomers:
        first = quarter(self.on)
        last = first + (QUARTER_DAYS - 1) * DAY
        starts, ends = clock.bounds(first, last)
        came = {
            person: max(clock.day_of(created), as_day(started) if started else date.min)
            for person, created, started in FOLDER.tuples(
                "came", first=first, starts=starts, ends=ends
            )
        }
        inside = {person: on for person, on in came.items() if first <= on <= last}
        acts = FOLDER.tuples("acts_of", people=[*inside], first=first, last=last + FIRST_DAYS * DAY)
        active = {
            person for person, on in acts if 0 <= (as_day(on) - inside[person]).days < FIRST_DAYS
        }
        return Newcomers(len(inside), len(active))

    def voices(self) -> Voices:
        return voices(self.on)

    def steps(self) -> Steps:
        first = self.on - (PARTICIPATION_DAYS - 1) * DAY
        _, ends = clock.bounds(first, self.on)
        (found,) = FOLDER.tuples("steps", first=first, last=self.on, ends=ends)
        return Steps(*found)


def quarter(on: date) -> date:
    """The first day of the last quarter whose newcomers have all had their first days."""
    past = (on - FIRST_QUARTER).days + 1 - FIRST_DAYS
    return FIRST_QUARTER + (past // QUARTER_DAYS - 1) * QUARTER_DAYS * DAY


_READ: Mapping[Needs, Callable[[Rows], object]] = {
    Needs.PARTICIPATION: Rows.participation,
    Needs.QUESTIONS: Rows.questions,
    Needs.TALK: Rows.talk,
    Needs.NEWCOMERS: Rows.newcomers,
    Needs.VOICES: Rows.voices,
    Needs.STEPS: Rows.steps,
    Needs.BEGUN: Rows.begun,
    Needs.NETWORK: lambda rows: rows.networks.network,
    Needs.SPOKEN: lambda rows: rows.networks.spoken(),
    Needs.CLIMBS: lambda rows: rows.networks.climbs(),
    Needs.SAID: lambda rows: giving.said(rows.on),
    Needs.STARTED: lambda rows: giving.started(quarter(rows.on)),
    Needs.ASKED_LEADERS: lambda rows: leading.asked(rows.on, rows.function),
    Needs.LEADERS_WORDS: lambda rows: leading.words(rows.on, rows.function),
    Needs.LED_TALK: Rows.led_talk,
    Needs.VISITS: lambda rows: leading.visits(rows.on, rows.function),
    Needs.GATHERED: lambda rows: gathering.gathered(rows.on),
    Needs.TAKEN_UP: lambda rows: gathering.trials(rows.on, rows.dropped_until),
}
