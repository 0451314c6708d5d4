"""Groups worth bridging: pairs that speak of the same things and have few ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import Cell, Figures, Rule, Table, Unit, Value
from groundswell.adoption.measures.gathered import Gathered
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy

if TYPE_CHECKING:
    from groundswell.adoption.measures.between import Between

LEAST_TOPICS = 2  # that both speak of
MOST_PAIRS = 500  # that are looked at: those with most in common
MOST_FOUND = 5
LEVEL = 0.05  # chance that any of a week's pairs is found where nothing keeps two groups apart
TOPICS = "topics"  # the series: two groups' ids, and the ids of what they share


@dataclass(frozen=True, slots=True)
class Shared:
    """Two groups (places among those gathered), what both speak of, and how much that tells."""

    pair: tuple[int, int]
    topics: Sequence[int]
    weight: float


def count(gathered: Gathered) -> Figures:
    """Pairs with shared topics and few ties, those with most in common and least ties first."""
    pairs = shared(gathered)
    found = sorted(_found(gathered, pairs), key=lambda one: -one[2])[:MOST_FOUND]
    value = Value(
        name="pairs",
        title=_lazy("Pairs of groups worth bridging"),
        unit=Unit.COUNT,
        value=len(found),
        numerator=len(found),
        denominator=len(pairs),
        people=gathered.people,
    )
    if not found:
        return Figures([value])
    cells = [_cells(gathered, one, between) for one, between, _ in found]
    topics = [[*_ids(gathered, one), *one.topics] for one, _, _ in found]
    tables = [
        Table(name, unit, rule, [row[place] for row in cells])
        for place, (name, unit, rule) in enumerate(
            (
                ("shared_topics", Unit.COUNT, Rule.APART),
                ("people_in_both", Unit.PEOPLE, Rule.PEOPLE),
                ("ties", Unit.COUNT, Rule.PEOPLE),
                ("ties_by_chance", Unit.COUNT, Rule.APART),
            )
        )
    ]
    return Figures([value], {TOPICS: topics}, tables=tables)


def shared(gathered: Gathered) -> list[Shared]:
    """Pairs of groups in which different people wrote under at least two same topics."""
    heard = Counter(topic for topics in gathered.topics for topic in topics)
    common: dict[tuple[int, int], list[int]] = {}
    by_topic: dict[int, list[int]] = {}
    for place, topics in enumerate(gathered.topics):
        for topic in topics:
            by_topic.setdefault(topic, []).append(place)
    for topic, places in by_topic.items():
        for one, other in combinations(places, 2):
            if len(gathered.topics[one][topic] | gathered.topics[other][topic]) > 1:
                common.setdefault((one, other), []).append(topic)
    groups = len(gathered.groups)
    # What few speak of tells more than what all do.
    tells = {topic: log((groups + 1) / among) for topic, among in heard.items()}
    found = [
        Shared(pair, sorted(topics, key=lambda topic: (-tells[topic], topic)),
               sum(tells[topic] for topic in topics))
        for pair, topics in common.items()
        if len(topics) >= LEAST_TOPICS
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.weight, one.pair))[:MOST_PAIRS]


def _found(gathered: Gathered, pairs: Sequence[Shared]) -> Iterator[tuple[Shared, Between, float]]:
    from groundswell.adoption.measures import between as ties  # noqa: PLC0415

    degree = ties.degrees(gathered)
    for one in pairs:
        found = ties.between(gathered, one.pair, degree)
        if found.smaller >= gathered.fewest and found.are_few(LEVEL / len(pairs)):
            yield one, found, one.weight * (1 - found.ties / found.by_chance)


def _ids(gathered: Gathered, one: Shared) -> tuple[int, int]:
    return gathered.groups[one.pair[0]], gathered.groups[one.pair[1]]


def _cells(gathered: Gathered, one: Shared, found: Between) -> tuple[Cell, ...]:
    row, column = map(str, _ids(gathered, one))
    base = found.smaller

    def cell(value: float, people: int) -> Cell:
        return Cell(row=row, column=column, value=value, people=people, base=base)

    return (
        cell(len(one.topics), base),
        cell(found.both, found.both),
        # 1 to 4 ties are those of 1 to 4 people on each side.
        cell(found.ties, found.ties),
        cell(round(found.by_chance, 1), base),
    )


MEASURE = Measure(
    name="bridging",
    topic=Topic.SILOS,
    title=_lazy("Groups worth bridging"),
    definition=_lazy(
        "Pairs of open groups in which people write under the same topics (#), while far fewer"
        " two-way ties join their people than chance would give."
    ),
    formula=(
        _lazy("two-way ties between people of the one group alone and of the other alone"),
        _lazy("ties by chance: the same people with as many ties each, partners dealt anew"),
    ),
    numerator=_lazy(
        "Two-way ties (each turned to the other in 90 days) that join somebody who takes part in"
        " one group and not in the other with somebody of whom it is the other way round. They are"
        " few where they are at most half of those by chance, and chance would give so few in one"
        " of 20 weeks at most, however many pairs are looked at (Bonferroni)."
    ),
    denominator=_lazy(
        "The ties of all on the one side times those of all on the other, divided by the ends of"
        " all ties. A topic is shared if it stands in both groups and not by one person alone; two"
        " are needed, and what few groups speak of counts for more."
    ),
    without_denominator=_lazy(
        "Of two groups it is not told how many take part in either, so that nobody can tell who "
        "is in one alone."
    ),
    unit=_lazy("Pairs of groups, at most five; the 500 with most in common are looked at."),
    window_days=STRUCTURE_DAYS,
    population=_lazy(
        "Open groups that are not archived, and people employed on the last day. Only what"
        " everybody may read is counted; what closed and secret groups speak of is for their"
        " members, and neither is named here."
    ),
    minimum_group=_lazy(
        "Pairs in which fewer people than the privacy threshold (10, never under 5) take part in"
        " the one group alone or in the other alone are left out. 1 to 4 people in both, and 1 to 4"
        " ties, read “1–4”."
    ),
    uncertainty=_lazy(
        "Everybody is counted, nothing is sampled. Where talk is mixed evenly a pair is found in at"
        " most 1 of 20 weeks."
    ),
    not_to_be_read_as=(
        _lazy("A fault of the groups: they may have little reason to talk, or do so by telephone."),
        _lazy("All that could be bridged: groups that do not use topics are not found."),
    ),
    source=_lazy(
        "The posts’ topics and the interactions. Newman & Girvan (2004), Physical Review E 69,"
        " 026113, for what chance gives; Burt (2004), American Journal of Sociology 110, 349-399,"
        " for why bridging is worth it."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.GATHERED,
)
