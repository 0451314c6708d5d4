"""What a section of a study declares. Page and JSON follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from groundswell.adoption.studies.ties import Ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was asked for: the column that makes groups, and whether ids may be told."""

    by: str = ""
    ids: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why figures cannot be told, and what would mend it. A state, not an error."""

    refused: str


@dataclass(frozen=True, slots=True)
class Line:
    """A figure on the page; beneath it stands the definition of `key`, if one is named."""

    label: str
    value: str
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
