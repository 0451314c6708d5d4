"""What one answer looks up and lets through the gate, so that nothing is asked or judged twice.

Used by `queries`, which is the way out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.conf import settings

from groundswell.adoption import alike, periods, privacy
from groundswell.adoption.consents import queries as consents
from groundswell.adoption.days import DAY, as_day, is_recent, period_end
from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.activation import FIRST_DAYS
from groundswell.adoption.measures.measure import (
    EVERYBODY,
    LEADERS,
    PARTICIPATION_DAYS,
    TOTAL,
    Alike,
    Count,
    Measure,
)
from groundswell.adoption.needed import STEADY_DAYS
from groundswell.adoption.periods import Decided
from groundswell.adoption.privacy import Row, Verdicts
from groundswell.adoption.register import queries as register
from groundswell.adoption.sealed.models import SealedDay
from groundswell.adoption.suppression import Withheld, alone
from groundswell.adoption.weekly import Week
from groundswell.foundation import clock, sql

FOLDER = sql.folder(__package__)
IMPORTED, ONLY_IMPORTED = "import", "known only from an import"  # `by` and `cell` of their row
type Place = tuple[str, str, str, bool]  # function, site, level, whether they lead
PERIOD = timedelta(days=PARTICIPATION_DAYS)
REACH, BEYOND = MEASURES["reach"], MEASURES["beyond_comms"]


@dataclass(slots=True)
class Book:
    """What one answer has looked up already."""

    comms: frozenset[str] = field(
        default_factory=lambda: frozenset(settings.OPTIONS.comms_functions)
    )
    threshold: int = field(default_factory=lambda: settings.OPTIONS.privacy_threshold)
    off: dict[str, datetime] = field(default_factory=register.off)
    looked_up: dict[date, list[Alike]] = field(default_factory=dict)
    apart: dict[date, list[Alike]] = field(default_factory=dict)
    final: dict[date, bool] = field(default_factory=dict)
    judged: dict[date, Verdicts] = field(default_factory=dict)
    holding: dict[date, Decided | None] = field(default_factory=dict)
    showing: dict[date, int] = field(default_factory=dict)
    weeks: dict[date, Week] = field(default_factory=dict)

    def week(self, on: date) -> Week:
        """What is sealed of a week."""
        return self.weeks.setdefault(on, Week(on))

    def people(self, on: date) -> list[Alike]:
        """Everybody employed on a day; nobody where there is no people list."""
        if on not in self.looked_up:
            self.looked_up[on] = alike.sealed(on) if self._is_final(on) else alike.counted(on)
        return self.looked_up[on]

    def reach(self, on: date) -> list[Row]:
        """Everybody and each cell at the end of a period; none where it is not counted any more."""
        people = self.people(on) if is_recent(on) else []
        return let_through(REACH, people, self.comms, self.verdicts(on)) if people else []

    def kinds(self, on: date) -> list[Alike]:
        """Everybody employed on the last day of a period; newcomers and who shows figures apart.

        Whose first days lie in the period can have taken part in fewer of its weeks, and newcomers
        are counted by what they did in their first days: so only those who came on the same day can
        stand for one another. Nobody can stand for leaders who showed what they did.
        """
        if on not in self.apart:
            final = self._is_final(on)
            self.apart[on] = self.people(on) if final else self._kinds(on)
        return self.apart[on]

    def _kinds(self, on: date) -> list[Alike]:
        since = on - timedelta(days=PARTICIPATION_DAYS + FIRST_DAYS - 2)
        shown = consents.shown_between(on - PERIOD + DAY, on)
        found = FOLDER.tuples(
            "newcomers",
            levels=settings.LEADER_LEVELS,
            since=since,
            created_since=clock.start_of(since),
            shown=sorted(shown),
            **alike.window(on),
        )
        apart: dict[tuple[Place, str, bool], list[int]] = defaultdict(list)
        for person, function, site, level, leads, active, created_at, started_on in found:
            came = max(clock.day_of(created_at), as_day(started_on) if started_on else date.min)
            is_new, shows = since <= came <= on, person in shown
            if is_new or shows:
                place = (function, site, level, leads)
                apart[place, came.isoformat() if is_new else "", shows].append(active)
        return list(_apart(self.people(on), apart))

    def shown(self, on: date) -> int:
        """How many leaders at most have shown what they did in five weeks, or in what is told
        together with one of them: periods."""
        if on not in self.showing:
            last = period_end(on + PERIOD - DAY)
            first = period_end(on - STEADY_DAYS * DAY) + DAY
            self.showing[on] = len(consents.shown_between(first, last))
        return self.showing[on]

    def _is_final(self, on: date) -> bool:
        if on not in self.final:
            self.final[on] = SealedDay.objects.filter(on=on, is_final=True).exists()
        return self.final[on]

    def verdicts(self, on: date) -> Verdicts:
        """What is withheld at the end of a period.

        Raises:
            ValueError: none ends on that day, and windows that overlap would give it away.
        """
        if on != period_end(on):
            msg = f"no period ends on {on}"
            raise ValueError(msg)
        if on not in self.judged:
            decided = self.decided(on)
            self.judged[on] = (
                decided.verdicts
                if decided
                else privacy.of_period(
                    self.kinds(on), self.comms, self.threshold, secret=settings.SECRET_KEY
                )
            )
        return self.judged[on]

    def decided(self, on: date) -> Decided | None:
        """What was kept of a period, if it holds."""
        if on not in self.holding:
            self.holding[on] = self._decided(on)
        return self.holding[on]

    def _decided(self, on: date) -> Decided | None:
        if self._is_final(on):
            return periods.kept(on, None)
        return periods.kept(on, periods.judged(self.kinds(on), self.comms, self.threshold))

    def of_whom(self, on: date) -> str:
        """Of whom it was decided what is told of a period; nothing where nothing was kept."""
        decided = self.decided(on)
        return decided.judged if decided else ""

    def keep(self, on: date) -> None:
        """Decide of a period and keep it, unless what is kept holds."""
        if self.people(on) and not self.decided(on):
            secret = settings.SECRET_KEY
            periods.keep(on, self.kinds(on), self.comms, self.threshold, secret=secret)
            del self.holding[on]


def _apart(
    people: Sequence[Alike], apart: Mapping[tuple[Place, str, bool], Collection[int]]
) -> Iterator[Alike]:
    rest = {(a.function, a.site, a.level, a.leads): (a.employed, a.active) for a in people}
    for (place, came, shows), each in apart.items():
        employed, active = rest.get(place, (0, 0))
        rest[place] = employed - len(each), active - sum(each)
        function, site, level, leads = place
        yield Alike(function, site, level, len(each), sum(each), leads, came, shows)
    for (function, site, level, leads), (employed, active) in rest.items():
        if employed > 0:
            yield Alike(function, site, level, employed, active, leads)


def let_through(
    measure: Measure, people: Sequence[Alike], comms: frozenset[str], verdicts: Verdicts
) -> list[Row]:
    """What a measure counts of people who stand alike, as far as it may be seen."""
    if measure is BEYOND:
        tells_base = verdicts.total is None
        return [
            privacy.let_through(count, verdicts.outside, tells_base=tells_base)
            for count in measure.count(people, comms)
        ]
    labels = {(TOTAL, EVERYBODY): verdicts.total, **verdicts.cells}
    return [
        privacy.let_through(count, labels.get((count.by, count.cell)))
        for count in measure.count(people, comms)
    ]


def imported(on: date, threshold: int) -> Row:
    """How many known only from an import took part, as far as it may be seen."""
    ((people, active),) = FOLDER.tuples("imported", **alike.window(on))
    label = alone(active, people, threshold) if people else None
    return privacy.let_through(Count(IMPORTED, ONLY_IMPORTED, active, people), label)


def beside_the_roster(week: Week, rows: Sequence[Row]) -> list[Row]:
    """Leaders are told only where those whose own figures were shown give no others away."""
    return [
        replace(row, numerator=None, withheld=Withheld.SUBTRACTION)
        if row.by == LEADERS
        and row.numerator is not None
        and not week.may_tell_leaders(row.numerator, row.denominator or 0)
        and not _says_the_total_so(week.on, row.numerator, row.denominator or 0)
        else row
        for row in rows
    ]


def _says_the_total_so(on: date, active: int, leading: int) -> bool:
    """Whether everybody took part, or nobody: so the total says of each who leads."""
    if active not in {0, leading}:
        return False
    book = Book()
    people = book.people(on)
    employed = sum(one.employed for one in people)
    is_told = employed >= book.threshold and REACH.name not in book.off
    return is_told and sum(one.active for one in people) in {0, employed}
