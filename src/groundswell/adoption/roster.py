"""Figures of single leaders: of those who were told and agreed, all or nothing; a way out.

Whoever takes it back is gone from the next query on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.conf import settings

from groundswell.adoption import catalogue, queries
from groundswell.adoption.books import Book
from groundswell.adoption.consents import queries as consents
from groundswell.adoption.consents.models import RosterPlace
from groundswell.adoption.days import DAY, day, quarter_end, told_on, week_end
from groundswell.adoption.measures.leader_effect import together
from groundswell.adoption.measures.leader_words import PRESENCE_WEEKS
from groundswell.adoption.measures.led import LED
from groundswell.adoption.measures.measure import Topic
from groundswell.adoption.queries import Figure
from groundswell.adoption.sealed.models import SealedFigure
from groundswell.adoption.suppression import FEW, Withheld
from groundswell.adoption.viewing import Viewer, ask_to_see_all, may_see_agreed
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person

__all__ = ["MEASURES", "Followed", "Leader", "Leadership", "leadership", "together"]

COLUMNS = {
    "leader_answers": ("asked", "answered", "half_within_hours"),
    "leader_ties": ("two_way_ties", "people_in_the_unit"),
}
MEASURES = ("leader_words", "leader_answers", "leader_ties", "leader_effect")

type Row = Sequence[float | None]

# Of a quarter at whose end a leader did not lead yet nothing is counted of them.
NOTHING: Mapping[str, Row] = {
    "leader_answers": (0, 0, None),
    "leader_ties": (0, 0),
    "leader_effect": (),
}


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed a leader's presence: a ratio with its interval, in so many groups."""

    ratio: float
    low: float
    high: float
    groups: int


@dataclass(frozen=True, slots=True)
class Leader:
    """One leader of the roster, and all that is shown of them."""

    person: Person
    function: str
    own: Sequence[int]  # posts and replies by week, the oldest first
    delegated: Sequence[int]
    asked: int
    answered: int
    half_within: float | None  # working hours
    ties: int
    unit: int  # people under them
    followed: Followed | None
    since: date | None = None  # where that is later than the first of the 13 weeks
    ties_withheld: Withheld | None = None  # from everybody else: behind it stand other people

    @property
    def awaiting(self) -> int:
        """Questions that they have not answered themselves."""
        return self.asked - self.answered


@dataclass(frozen=True, slots=True)
class Leadership:
    """The figures about leaders, and each leader who shows theirs; the most awaited first."""

    on: date
    figures: Mapping[str, Figure]
    leaders: Sequence[Leader]
    compared: tuple[int, int, int] | None  # comings, the groups of these, groups without any
    is_on: bool = True  # none of the measures of single leaders is switched off
    is_for_viewer: bool = True  # leaders agreed to be shown to the viewer

    @property
    def quarter_on(self) -> date:
        """The last day of the quarter that questions and ties are told for."""
        return quarter_end(self.on)


def leadership(viewer: Viewer, on: date | None = None) -> Leadership:
    """Figures about leaders at the last end of a week; single ones for whom they agreed.

    Raises: as `queries.figures`.
    """
    ask_to_see_all(viewer)
    sunday, book = week_end(day(on)), Book()
    figures = queries.of_topic(viewer, Topic.LEADERSHIP, sunday, book=book)
    told = {one.measure.name: one for one in figures}
    # All or nothing: where one of the measures is switched off no leader is shown.
    is_on = all(name in told for name in MEASURES)
    series = {name: _series(book, sunday, name) for name in MEASURES} if is_on else {}
    leaders = _beside(_leaders(series, sunday), _reached(book, sunday)) if is_on else []
    return Leadership(sunday, told, leaders, compared_in(told), is_on, may_see_agreed(viewer))


def compared_in(figures: Mapping[str, Figure]) -> tuple[int, int, int] | None:
    """Comings of leaders, the groups of these, and groups without any; None where not told."""
    size = figures["leader_effect"].series.get("size") if "leader_effect" in figures else None
    if not size:
        return None
    comings, visited, calm = map(int, size[0])
    return comings, visited, calm


def _reached(book: Book, sunday: date) -> int:
    """How many people have a tie to any of them, before the gate."""
    measure = catalogue.measure("leader_ties")
    kept = book.week(told_on(sunday, measure.window_days)).of_leaders(measure)
    return (kept.figures.values[0].numerator or 0) if kept else 0


def _beside(leaders: Sequence[Leader], reached: int) -> list[Leader]:
    """Ties with 1 to 4 people read so, beside the number of all who have one to any leader.

    Were fewer than all four possible by what is told of the others, no ties are told.
    """
    few = [one for one in leaders if 1 <= one.ties <= FEW]
    most = sum(one.ties for one in leaders if one.ties > FEW) + FEW * (len(few) - 1)
    is_open = not few or reached <= max(FEW, most + 1)
    if not is_open:
        return [replace(one, ties_withheld=Withheld.SUBTRACTION) for one in leaders]
    return [replace(one, ties_withheld=Withheld.SMALL) if one in few else one for one in leaders]


def own(viewer: Person) -> Leader | None:
    """What the page shows of the viewer, to the viewer; None where it shows nothing of them.

    Nothing is counted for it: until a night has, there is nothing to show.
    """
    if not consents.shown_leaders([viewer.pk]):
        return None
    book, sunday = Book(), week_end(day())
    kept = {
        name: book.week(told_on(sunday, one.window_days)).kept(one)
        for name in MEASURES
        if name not in book.off
        for one in [catalogue.measure(name)]
    }
    series = {name: found.figures.series for name, found in kept.items() if found}
    if len(series) < len(MEASURES):
        return None
    return next((one for one in _leaders(series, sunday) if one.person.pk == viewer.pk), None)


def kept_of(viewer: Person) -> list[dict[str, object]]:
    """The same as it is kept week by week, as far as analysts may see it; for the viewer's file."""
    if not RosterPlace.objects.filter(leader=viewer).exists():
        return []
    rows = SealedFigure.objects.filter(measure__in=MEASURES).order_by("on", "measure")
    return [
        {"on": on, "measure": name, **_named(name, row[1:])}
        for on, name, facts in rows.values_list("on", "measure", "facts")
        for row in facts["series"].get(LED, ())
        if row[0] == viewer.pk
    ]


def _named(name: str, row: Row) -> dict[str, object]:
    if name == "leader_words":
        return {"own_by_week": row[:PRESENCE_WEEKS], "by_delegates": row[PRESENCE_WEEKS:]}
    if name == "leader_effect":
        found = _followed(row)
        return asdict(found) if found else {}
    return dict(zip(COLUMNS[name], row, strict=True))


def _series(book: Book, sunday: date, name: str) -> Mapping[str, Sequence[Row]]:
    measure = catalogue.measure(name)
    kept = book.week(told_on(sunday, measure.window_days)).of_leaders(measure)
    return kept.figures.series if kept else {}


def _leaders(series: Mapping[str, Mapping[str, Sequence[Row]]], sunday: date) -> list[Leader]:
    rows = {
        name: {int(row[0] or 0): row[1:] for row in series[name].get(LED, ())} for name in MEASURES
    }
    # Asked anew: what is kept may be older than a no.
    shown = consents.shown_leaders(list(rows["leader_words"]))
    since, first = consents.shown_since(shown), sunday - 7 * PRESENCE_WEEKS * DAY + DAY
    people = Person.objects.in_bulk(list(shown))
    places = Assignment.objects.present().filter(person__in=shown)
    function = dict(places.values_list("person_id", "function"))
    found = [
        replace(
            _leader(person, function.get(pk, ""), _rows_of(pk, rows)),
            since=since[pk] if since[pk] > first else None,
        )
        for pk, person in people.items()
    ]
    return sorted(found, key=lambda one: (-sum(one.own), one.person.name_folded))


def _rows_of(leader: int, rows: Mapping[str, Mapping[int, Row]]) -> dict[str, Row]:
    own = {name: rows[name][leader] for name in MEASURES if leader in rows[name]}
    return {**NOTHING, **own}


def _leader(person: Person, function: str, rows: Mapping[str, Row]) -> Leader:
    said = [int(number or 0) for number in rows["leader_words"]]
    asked, answered, half = rows["leader_answers"]
    ties, unit = rows["leader_ties"]
    return Leader(
        person=person,
        function=function,
        own=said[:PRESENCE_WEEKS],
        delegated=said[PRESENCE_WEEKS:],
        asked=int(asked or 0),
        answered=int(answered or 0),
        half_within=half,
        ties=int(ties or 0),
        unit=int(unit or 0),
        followed=_followed(rows["leader_effect"]),
    )


def _followed(row: Row) -> Followed | None:
    if not row or row[0] is None:
        return None
    ratio, low, high, groups, people = (number or 0 for number in row)
    if people < settings.OPTIONS.privacy_threshold:
        return None
    return Followed(ratio, low, high, int(groups))
