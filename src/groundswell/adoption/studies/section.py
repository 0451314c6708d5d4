"""What a section of a study declares. Page and JSON follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from groundswell.adoption.studies.ties import Ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was asked for.

    Attributes:
        by: the column that makes groups.
        ids: whether ids may be told.
        seeds: how many people are sought; None: 10, or with `one_per` one of each group.
        model: by which something spreads.
        one_per: the column each group of which gets one of them first; empty: none.
        at_most_per: a column, and how many of each of its groups may be among them.
        costs: a column of what each costs, and what all together may cost.
        threshold: the share of those beside somebody who must act before they do.
    """

    by: str = ""
    ids: bool = False
    seeds: int | None = None
    model: str = "weighted-cascade"
    one_per: str = ""
    at_most_per: tuple[str, int] | None = None
    costs: tuple[str, float] | None = None
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why figures cannot be told, and what would mend it. A state, not an error."""

    refused: str


@dataclass(frozen=True, slots=True)
class Line:
    """A figure on the page; beneath it stands the definition of `key`, if one is named."""

    label: str
    value: str = ""
    beside: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section[Figures]:
    """One section: its key in the JSON, its heading, how it is measured, what its keys mean.

    `measure` returns a frozen dataclass (or a sequence of them), whose fields are the keys of the
    JSON; a refusal where the figures cannot be told; None where nobody asked for them.
    `page` puts the figures into lines; a string is a sentence of its own.
    """

    name: str
    title: str
    measure: Callable[[Ties, Choices], Figures | Refusal | None]
    page: Callable[[Figures], Sequence[Line | str]]
    definition: Mapping[str, str]
