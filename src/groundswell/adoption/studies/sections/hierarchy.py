"""Whether talk runs along the line of command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.adoption.measures.structure import hierarchy
from groundswell.adoption.measures.structure.hierarchy import Directions
from groundswell.adoption.measures.structure.reciprocity import two_way
from groundswell.adoption.studies.numerals import count, plain, share
from groundswell.adoption.studies.section import Choices, Line, Refusal, Section
from groundswell.adoption.studies.ties import NOBODY, Ties

NO_LINE = Refusal(
    "No line of command is known. Give the people file a column 'manager' with the id of each"
    " person's manager."
)
NO_TALK = Refusal("Nobody of the line turned to anybody of it.")
WAYS = {
    "down": "Down the line",
    "up": "Up the line",
    "same_manager": "Among peers of one manager",
    "same_branch": "Elsewhere in one branch",
    "across": "Across branches",
}


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Talk by how its two stand in the line, and the way to the top."""

    down: float
    up: float
    same_manager: float
    same_branch: float
    across: float
    chance: Directions
    people: int
    formal_distance: float
    informal_distance: float | None
    without_path: int


def measure(ties: Ties, choices: Choices) -> Hierarchy | Refusal:
    """Shares by volume inside the line, beside those if everybody turned to everybody alike."""
    if ties.manager is None or not (ties.manager != NOBODY).any():
        return NO_LINE
    line = hierarchy.line_of(ties.manager)
    try:
        found = hierarchy.directions(ties.arcs, line)
    except ValueError:
        return NO_TALK
    distances = hierarchy.distances(two_way(ties.arcs), line)
    return Hierarchy(
        down=found.down,
        up=found.up,
        same_manager=found.same_manager,
        same_branch=found.same_branch,
        across=found.across,
        chance=hierarchy.chance_directions(line),
        people=int(line.is_inside.sum()),
        formal_distance=distances.formal,
        informal_distance=distances.informal,
        without_path=distances.without_path,
    )


def page(figures: Hierarchy) -> Sequence[Line | str]:
    """Lines of the page."""
    informal = figures.informal_distance
    return [
        f"{count(figures.people)} people stand in the line.",
        *(
            Line(
                label,
                share(getattr(figures, way)),
                f"by chance {share(getattr(figures.chance, way))}",
                way,
            )
            for way, label in WAYS.items()
        ),
        Line(
            "Steps to the top, formally",
            plain(figures.formal_distance, 2),
            key="formal_distance",
        ),
        Line(
            "Steps to the top, by two-way ties",
            "–" if informal is None else plain(informal, 2),
            key="informal_distance",
        ),
        Line("Without such a path", count(figures.without_path), key="without_path"),
    ]


SECTION = Section(
    name="hierarchy",
    title="Does talk run along the line of command?",
    measure=measure,
    page=page,
    definition={
        "down": "Share of the volume inside the line that goes to a direct or indirect report.",
        "up": "Share that goes to a direct or indirect superior.",
        "same_manager": "Share between people of one manager.",
        "same_branch": ("Share elsewhere between people under one direct report of the head."),
        "across": "Share of the rest: between branches.",
        "chance": (
            "The same shares if everybody of the line turned to everybody else of it alike."
        ),
        "people": (
            "People under the head: of all without a manager the one with most people below, and"
            " these. Others of the people file stand outside of the line."
        ),
        "formal_distance": "Mean steps up the line to its head; the head is left out.",
        "informal_distance": (
            "Mean steps of the shortest path to the head over two-way ties among people of the"
            " line, of those who have one; null where nobody has."
        ),
        "without_path": "People of the line who have no such path.",
    },
)
