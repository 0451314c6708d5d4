"""Which communities the ties form by themselves, and whether they are the given groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from groundswell.adoption.measures.structure import communities
from groundswell.adoption.measures.structure.arcs import Ints, Pairs
from groundswell.adoption.studies.groups import groups_of
from groundswell.adoption.studies.numerals import count, plain
from groundswell.adoption.studies.section import Choices, Line, Refusal, Section
from groundswell.adoption.studies.ties import NOBODY, Ties


@dataclass(frozen=True, slots=True)
class Found:
    """A partition held against the groups; None where there are no groups."""

    count: int
    sizes: tuple[int, ...]
    modularity: float
    nmi: float | None
    ari: float | None
    modularity_of_groups: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities(Found):
    """The partition of ties counted once, and that of ties counted by volume."""

    people: int
    runs: int
    by_volume: Found


def measure(ties: Ties, choices: Choices) -> Communities:
    """The communities of the largest part that hangs together."""
    inside = communities.largest_component(ties.arcs.pairs)
    pairs = communities.within(ties.arcs.pairs, inside)
    found = groups_of(ties, choices)
    group = None if isinstance(found, Refusal) else found[1].of[inside]
    once = communities.leiden(pairs, by_volume=False)
    by_volume = communities.leiden(pairs, by_volume=True)
    held = _held(pairs, once, group, by_volume=False)
    return Communities(
        **{field.name: getattr(held, field.name) for field in fields(held)},
        people=len(inside),
        runs=once.runs,
        by_volume=_held(pairs, by_volume, group, by_volume=True),
    )


def _held(
    pairs: Pairs, partition: communities.Partition, group: Ints | None, *, by_volume: bool
) -> Found:
    sizes = tuple(partition.sizes)
    if group is None or not (group != NOBODY).any():
        return Found(len(sizes), sizes, partition.modularity, None, None, None)
    known = (group != NOBODY).nonzero()[0]
    community, groups = partition.community[known], group[known]
    among = communities.within(pairs, known)
    return Found(
        count=len(sizes),
        sizes=sizes,
        modularity=partition.modularity,
        nmi=communities.nmi(community, groups),
        ari=communities.ari(community, groups),
        modularity_of_groups=communities.modularity(among, groups, by_volume=by_volume)
        if len(among)
        else None,
    )


def page(figures: Communities) -> Sequence[Line | str]:
    """Lines of the page."""
    return [
        *_lines(figures, "each tie once", with_keys=True),
        *_lines(figures.by_volume, "by volume", with_keys=False),
    ]


def _lines(found: Found, how: str, *, with_keys: bool) -> list[Line]:
    told = [
        ("Communities", count(found.count), "count"),
        ("Modularity", plain(found.modularity), "modularity"),
        ("Modularity of the groups", found.modularity_of_groups, "modularity_of_groups"),
        ("Agreement with the groups, NMI", found.nmi, "nmi"),
        ("Agreement with the groups, ARI", found.ari, "ari"),
    ]
    return [
        Line(
            f"{label}, {how}",
            value if isinstance(value, str) else plain(value),
            key=key if with_keys else "",
        )
        for label, value, key in told
        if value is not None
    ]


SECTION = Section(
    name="communities",
    title="Communities that ties form by themselves",
    measure=measure,
    page=page,
    definition={
        "count": (
            "Communities of the partition with the highest modularity that Leiden found (Traag"
            " 2019, resolution 1, the best of several runs) in the largest part that hangs"
            " together, each tie once. Small groups are merged by their nature: compare by nmi,"
            " never by the count."
        ),
        "sizes": "People of each community, the largest first.",
        "modularity": (
            "Share of ties inside communities, less what their people's ties would give by chance:"
            " Σ [L_c/m − (d_c/2m)²] (Newman & Girvan 2004)."
        ),
        "nmi": (
            "How much the communities tell of the groups and these of them: normalised mutual"
            " information, arithmetic mean. 0 nothing, 1 they are the same."
        ),
        "ari": (
            "Adjusted Rand index of communities and groups: 1 the same, 0 as by chance (Hubert &"
            " Arabie 1985)."
        ),
        "modularity_of_groups": "The modularity of the given groups, on the same ties.",
        "people": "People of the largest part that hangs together.",
        "runs": "Runs of Leiden, of which the best was taken.",
        "by_volume": "The same with each tie counted by its volume in both directions.",
    },
)
