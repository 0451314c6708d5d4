"""A study: every section measured on the same ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from groundswell.adoption.studies.section import Choices, Section
from groundswell.adoption.studies.sections import SECTIONS
from groundswell.adoption.studies.ties import Ties

type Told = tuple[Section[Any], Any]


@dataclass(frozen=True, slots=True)
class Study:
    """The people, and the figures or the refusal of each section that was asked for."""

    people: int
    told: Sequence[Told]


def study(ties: Ties, choices: Choices) -> Study:
    """Measure every section; None means that nobody asked for it."""
    measured = [(section, section.measure(ties, choices)) for section in SECTIONS]
    return Study(ties.people, [told for told in measured if told[1] is not None])
