"""Whether talk stays inside groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from groundswell.adoption.measures.structure import boundary
from groundswell.adoption.measures.structure.boundary import Index
from groundswell.adoption.studies.groups import groups_of, without_small
from groundswell.adoption.studies.numerals import count, plain, signed
from groundswell.adoption.studies.section import Choices, Line, Refusal, Section
from groundswell.adoption.studies.ties import NOBODY, Attribute, Ties

SEED = 1
SHOWN = 5  # of the pairs of groups, on the page


@dataclass(frozen=True, slots=True)
class Beside:
    """An E-I index beside what chance gives."""

    value: float
    chance_mean: float
    chance_sd: float
    permutations: int
    share_at_or_below: float


@dataclass(frozen=True, slots=True)
class Crossing:
    """What goes from one group to another, and the people of both."""

    from_: str
    to: str
    observed_over_expected: float | None
    volume: float
    people: int


@dataclass(frozen=True, slots=True)
class Boundary:
    """Whether ties stay inside groups."""

    by: str
    groups: int
    people_in_groups: int
    ei_ties: Beside
    ei_volume: Beside
    cross: tuple[Crossing, ...]


def measure(ties: Ties, choices: Choices) -> Boundary | Refusal:
    """The E-I indices beside chance, and the traffic of each group with each."""
    found = groups_of(ties, choices)
    if isinstance(found, Refusal):
        return found
    by, groups = found
    try:
        indices = boundary.ei_indices(ties.arcs.pairs, groups.of, np.random.default_rng(SEED))
    except ValueError:
        return Refusal(f"No tie joins two people who have a group by '{by}'.")
    return Boundary(
        by=by,
        groups=len(groups.labels),
        people_in_groups=int((groups.of != NOBODY).sum()),
        ei_ties=_beside(indices.ties),
        ei_volume=_beside(indices.volume),
        cross=tuple(_crossings(ties, groups if choices.ids else without_small(groups))),
    )


def _beside(index: Index) -> Beside:
    return Beside(
        index.value,
        index.chance_mean,
        index.chance_sd,
        index.permutations,
        index.share_at_or_below,
    )


def _crossings(ties: Ties, groups: Attribute) -> list[Crossing]:
    volume = boundary.cross_volume(ties.arcs, groups.of, len(groups.labels))
    ratios = boundary.observed_over_expected(volume)
    people = np.bincount(groups.of[groups.of != NOBODY], minlength=len(groups.labels))
    return [
        Crossing(
            from_=one,
            to=other,
            observed_over_expected=None if np.isnan(ratios[i, j]) else float(ratios[i, j]),
            volume=float(volume[i, j]),
            people=int(people[i] if i == j else people[i] + people[j]),
        )
        for i, one in enumerate(groups.labels)
        for j, other in enumerate(groups.labels)
    ]


def page(figures: Boundary) -> Sequence[Line | str]:
    """Lines of the page."""
    deals = count(figures.ei_ties.permutations)
    return [
        f"{count(figures.people_in_groups)} people in {figures.groups} groups by {figures.by}."
        f" By chance: {deals} times the groups were dealt anew to the people, ties unchanged.",
        _index_line("E-I index, each tie once", figures.ei_ties, "ei_ties"),
        _index_line("E-I index, by volume", figures.ei_volume, "ei_volume"),
        *_verdicts(figures),
        *_between(figures),
    ]


def _index_line(label: str, index: Beside, key: str) -> Line:
    chance = f"by chance {signed(index.chance_mean)}, give or take {plain(index.chance_sd)}"
    return Line(label, signed(index.value), chance, key)


def _verdicts(figures: Boundary) -> list[str]:
    ties, volume = _verdict(figures.ei_ties), _verdict(figures.ei_volume)
    if ties == volume:
        return [f"Both are {ties}."]
    return [f"Each tie once it is {ties}; by volume it is {volume}."]


def _verdict(index: Beside) -> str:
    if index.share_at_or_below <= 0.025:
        return "below chance: ties keep more to their groups than shuffled groups would"
    if index.share_at_or_below >= 0.975:
        return "above chance: ties cross more than shuffled groups would"
    return "within chance"


def _between(figures: Boundary) -> list[Line | str]:
    """The extremes among groups, each with others only."""
    told = [
        (cell.observed_over_expected, f"{cell.from_} → {cell.to}")
        for cell in figures.cross
        if cell.from_ != cell.to and cell.observed_over_expected is not None
    ]
    if not told:
        return []
    told.sort(reverse=True)
    shown = told if len(told) <= 2 * SHOWN else [*told[:SHOWN], *told[-SHOWN:]]
    lines = [Line(names, f"× {plain(ratio, 2)}") for ratio, names in shown]
    lines[-1] = replace(lines[-1], key="observed_over_expected")
    return ["Between groups, observed over expected, the extremes:", *lines]


SECTION = Section(
    name="boundary",
    title="Do ties stay inside groups?",
    measure=measure,
    page=page,
    definition={
        "by": "The column of the people file that makes the groups.",
        "groups": "How many groups there are.",
        "people_in_groups": "People whose cell in that column is filled.",
        "ei_ties": (
            "E-I index: undirected ties across groups less those inside, over both. −1 all inside,"
            " +1 all across (Krackhardt & Stern 1988). Each tie counts once."
        ),
        "ei_volume": (
            "The same with each tie counted by its volume in both directions. It can differ from"
            " the first in sign: many may know each other across, and yet talk inside."
        ),
        "chance_mean": (
            "Mean of the same index over the same ties with the groups dealt anew to the people who"
            " have a tie; chance_sd is its spread. An index says nothing without them."
        ),
        "permutations": "How often the groups were dealt anew.",
        "share_at_or_below": "Share of these deals whose index is not above the observed one.",
        "cross": (
            "Volume from each group to each; people counts both groups. Groups of fewer than ten"
            " people are joined to one; only with --ids each stands alone."
        ),
        "observed_over_expected": (
            "Volume from one group to another over what the volumes that the first sends and the"
            " second receives alone would lead one to expect: M_ab · M / (M_a. · M_.b). 1 is as"
            " expected; null where the first sends or the second receives nothing."
        ),
    },
)
