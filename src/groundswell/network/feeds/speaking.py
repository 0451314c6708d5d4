"""Of what a text speaks: its folded words and marked topics, and whether a subject is in them."""

from __future__ import annotations

import re
from functools import lru_cache

from groundswell.foundation.words import MARKS, fold

WORD = re.compile(f"[\\w{MARKS}]+")
TOPIC = re.compile(f"#([\\w{MARKS}-]+)")
KEPT = 2048  # subjects that somebody knows
SHORTEST_STEM = 4  # letters: "weld" finds "welding", but "art" not "article"


def words_of(text: str) -> str:
    """The folded words of a text, each between spaces."""
    return f" {' '.join(WORD.findall(fold(text)))} "


def topics_of(text: str) -> frozenset[str]:
    """The folded #topics of a text."""
    return frozenset(topic.rstrip("-") for topic in TOPIC.findall(fold(text)))


@lru_cache(maxsize=KEPT)
def forms_of(subject: str) -> tuple[str, ...]:
    """How a subject stands in `words_of` a text: "Shift handover" in "#ShiftHandover" as well."""
    wanted = words_of(subject).strip()
    one = wanted.replace(" ", "")
    return tuple(_standing(form) for form in dict.fromkeys((wanted, one)) if form)


def _standing(wanted: str) -> str:
    return f" {wanted}" if len(wanted) >= SHORTEST_STEM else f" {wanted} "
