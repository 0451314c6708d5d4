"""What a search can be narrowed to: values of operators, and how many of the hits have each.

Counted are the newest hits alone, of what the viewer may read: whatever else there is leaves no
trace in a count either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.foundation import clock, ids, sql
from groundswell.network.search import places, queries
from groundswell.network.search.asking import Part, Question
from groundswell.people.persons.models import Person

MOST_HITS = 500  # that are counted
MOST_VALUES = 5  # of each facet
NAMES = ("kind", "is", "in", "from", "site", "function", "after")
QUERIES = sql.folder(__package__)

type Row = tuple[str, str, str, int]  # operator, value, name of the value, count


@dataclass(frozen=True, slots=True)
class Value:
    """One value: what it is called, how many hits have it, and the question that has it or drops
    it, when it is asked for already."""

    value: str
    name: str
    count: int
    typed: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one operator, the most frequent first."""

    operator: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Facets:
    """All of them, and how many hits were counted; when `has_more`, there are older ones."""

    facets: Sequence[Facet]
    counted: int
    has_more: bool


def facets(viewer: Person, question: Question) -> Facets:
    """What the hits of a question can be narrowed to: four queries, one more on a cold day."""
    found = queries.newest(viewer, question, most=MOST_HITS + 1)
    counted = found[:MOST_HITS]
    rows = list(_rows(viewer, counted)) if counted else []
    made = (_facet(question, name, [row for row in rows if row[0] == name]) for name in NAMES)
    return Facets([facet for facet in made if facet.values], len(counted), len(found) > MOST_HITS)


def _rows(viewer: Person, post_ids: Sequence[int]) -> Iterator[Row]:
    yield from QUERIES.tuples("facets", ids=list(post_ids), viewer=viewer.pk)
    stood = list(places.then(post_ids).values())
    for name in ("site", "function"):
        for value, count in Counter(getattr(place, name) for place in stood).items():
            if value:
                yield name, value, value, count
    for name, day in _days(clock.today()).items():
        since = ids.floor(clock.start_of(day))
        yield "after", day.isoformat(), name, sum(pk >= since for pk in post_ids)


def _days(today: date) -> dict[str, date]:
    """Since when: the last seven days, the last thirty, this year."""
    return {
        "week": today - timedelta(days=7),
        "month": today - timedelta(days=30),
        "year": today.replace(month=1, day=1),
    }


def _facet(question: Question, operator: str, rows: Sequence[Row]) -> Facet:
    asked = {part.value.casefold(): part for part in question.parts if part.operator == operator}
    values = [_value(question, row, asked) for row in rows if row[3] or row[1].casefold() in asked]
    if operator != "after":
        values.sort(key=lambda value: (-value.count, value.name))
    return Facet(operator, values[:MOST_VALUES])


def _value(question: Question, row: Row, asked: dict[str, Part]) -> Value:
    operator, value, name, count = row
    part = asked.get(value.casefold())
    if part and not part.is_unwanted:
        return Value(value, name or value, count, question.without(part), is_asked=True)
    typed = f'{operator}:"{value}"' if " " in value else f"{operator}:{value}"
    return Value(value, name or value, count, question.narrowed_to(operator, typed), is_asked=False)
