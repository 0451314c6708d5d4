"""A study's figures for a machine, and as a page for people. Both tell each definition."""

from __future__ import annotations

import dataclasses
import json
import math
import textwrap
from typing import Any

from groundswell.adoption.studies.numerals import count
from groundswell.adoption.studies.section import Line, Refusal
from groundswell.adoption.studies.study import Study, Told

WIDTH = 96
PEOPLE = (
    "People of the people file; without one, everybody who occurs in the ties, also those who only"
    " turned to themselves."
)


def for_machines(study: Study) -> str:
    """JSON: a key for each section. `definition` stands in the object whose keys it defines."""
    definition: dict[str, Any] = {"people": PEOPLE}
    told: dict[str, Any] = {"people": study.people}
    for section, figures in study.told:
        value = _plain(figures)
        if isinstance(value, list):
            definition[section.name] = dict(section.definition)
        elif not isinstance(figures, Refusal):
            value["definition"] = dict(section.definition)
        told[section.name] = value
    told["definition"] = definition
    return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False)


def for_people(study: Study) -> str:
    """The page of figures."""
    return "\n\n".join([_head(study), *("\n".join(_section(told)) for told in study.told)])


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value)]
        return {name.rstrip("_"): _plain(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _head(study: Study) -> str:
    return f"{count(study.people)} people\n{_wrapped(PEOPLE, '  ')}"


def _section(told: Told) -> list[str]:
    section, figures = told
    lines = [section.title.upper()]
    if isinstance(figures, Refusal):
        return [*lines, _wrapped(f"Not told: {figures.refused}", "  ")]
    rows = section.page(figures)
    width = max((len(row.label) for row in rows if isinstance(row, Line)), default=0)
    values = max((len(row.value) for row in rows if isinstance(row, Line)), default=0)
    for row in rows:
        if isinstance(row, str):
            lines.append(_wrapped(row, "  "))
            continue
        lines.append(f"  {row.label:{width}}  {row.value:>{values}}  {row.beside}".rstrip())
        if row.key:
            lines.append(_wrapped(section.definition[row.key], "      "))
    return lines


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
