"""What every measure declares, and what it counts. Plain mathematics: nothing here knows Django."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

TOTAL, EVERYBODY = "total", "everybody"  # the row of the whole organisation: its `by` and `cell`
BREAKDOWNS = ("function", "site", "level")
PARTICIPATION_DAYS = 28  # whole days: four weeks, so that weekends weigh alike


def later(text: str) -> str:
    """The text itself: found by the translator here, translated where it is shown."""
    return text


_lazy = later
WHO_COUNTS = _lazy(
    "Bots are left out. Posts by delegates count for nobody. People known only from an import stand"
    " in a row of their own, outside the denominator. Function, site and level are those of the"
    " last day."
)
NOTHING_SAMPLED = _lazy(
    "None from sampling: everybody is counted. Leavers and newcomers who are reported late change"
    " the headcount of past days."
)


@dataclass(frozen=True, slots=True)
class Alike:
    """Employed people who share function, site and level, and how many of them took part."""

    function: str
    site: str
    level: str
    employed: int
    active: int

    def cell(self, by: str) -> str:
        """Where they stand in one breakdown."""
        return str(getattr(self, by))


@dataclass(frozen=True, slots=True)
class Count:
    """One figure before the privacy gate: so many of so many, in one cell of one breakdown."""

    by: str
    cell: str
    numerator: int
    denominator: int


type Counting = Callable[[Sequence[Alike], Collection[str]], list[Count]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How one figure is counted; page, command and definition follow from it.

    `count` takes everybody employed and the functions that are Comms & Marketing.
    """

    name: str
    title: str
    definition: str
    formula: tuple[str, str]
    numerator: str
    denominator: str
    unit: str
    window_days: int
    population: str
    minimum_group: str
    uncertainty: str
    not_to_be_read_as: tuple[str, ...]
    source: str
    since: date
    count: Counting


def shares_by(people: Sequence[Alike], by: str) -> list[Count]:
    """People who took part of those employed, for each cell of a breakdown, by name."""
    cells: dict[str, tuple[int, int]] = {}
    for alike in people:
        active, employed = cells.get(alike.cell(by), (0, 0))
        cells[alike.cell(by)] = active + alike.active, employed + alike.employed
    return [Count(by, cell, *cells[cell]) for cell in sorted(cells)]
