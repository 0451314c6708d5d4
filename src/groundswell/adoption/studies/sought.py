"""The few people of a study who would carry the rest, and what wishes about them cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ByChance:
    """Expected reach of as many people at random: the mean, and between what 90 of 100 lie."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Price:
    """What a wish costs against free choice."""

    people: float
    standard_error: float
    share: float


@dataclass(frozen=True, slots=True)
class Wished:
    """The best that was found under a wish about groups."""

    column: str
    per_group: int
    k: int
    people: tuple[str, ...] | None
    spread: float
    standard_error: float
    guarantee: float
    groups: int
    groups_of_free_choice: int
    price: Price


@dataclass(frozen=True, slots=True)
class Bought:
    """The best that was found within a budget."""

    column: str
    budget: float
    spent: float
    k: int
    people: tuple[str, ...] | None
    spread: float
    standard_error: float
    price: Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """The few people, and how far they carry something."""

    model: str
    k: int
    people: tuple[str, ...] | None
    spread: float
    standard_error: float
    cascades: int
    low: float
    high: float
    guarantee: float
    by_chance: ByChance
    busiest: float
    one_per: Wished | None
    at_most_per: Wished | None
    within_budget: Bought | None
