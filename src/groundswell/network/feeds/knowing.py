"""What is known of a viewer, for their For you: what they can answer, and who is near."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from groundswell.foundation import sql
from groundswell.foundation.words import MARKS, fold
from groundswell.network.feeds.weights import Why
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
WORD = re.compile(f"[\\w{MARKS}]+")
TOPIC = re.compile(f"#([\\w{MARKS}-]+)")
KEPT = 2048  # texts of questions that wait
SHORTEST_STEM = 4  # letters: "weld" finds "welding", but "art" not "article"


@dataclass(frozen=True, slots=True)
class Known:
    """What a viewer knows, by the reason it gives, the heaviest first; and who is near to them."""

    field: tuple[tuple[Why, str], ...]
    site: str
    manager_id: int
    followed: frozenset[int]

    @property
    def topics(self) -> list[str]:
        """The folded names of the topics that are their field."""
        return sorted({fold(word).replace(" ", "") for _, word in self.field})

    def field_of(self, text: str) -> tuple[Why, str] | None:
        """Which of their subjects a text speaks of, if it does of any."""
        return next((known for known in self.field if _speaks_of(text, *known)), None)


def known(viewer: Person) -> Known:
    """What is known of the viewer; one query."""
    field: dict[Why, list[str]] = {Why.ASKED: [], Why.SKILL: [], Why.TOPIC: [], Why.ANSWERED: []}
    site, manager_id, followed = "", 0, set()
    for what, words, number in QUERIES.tuples("knowing", viewer=viewer.pk):
        if what == "ask":
            field[Why.ASKED] += json.loads(words)
        elif what == "skill":
            field[Why.SKILL] += json.loads(words)
        elif what in {Why.TOPIC, Why.ANSWERED}:
            field[Why(what)].append(words)
        elif what == "place":
            site, manager_id = words, number
        else:
            followed.add(number)
    pairs = tuple((why, word) for why, words in field.items() for word in sorted(words))
    return Known(pairs, site, manager_id, frozenset(followed))


@lru_cache(maxsize=KEPT)
def words_of(text: str) -> str:
    """The folded words of a text, each between spaces."""
    return f" {' '.join(WORD.findall(fold(text)))} "


@lru_cache(maxsize=KEPT)
def topics_of(text: str) -> frozenset[str]:
    """The folded #topics of a text."""
    return frozenset(topic.rstrip("-") for topic in TOPIC.findall(fold(text)))


def _speaks_of(text: str, why: Why, subject: str) -> bool:
    # A topic is meant only where it is marked as one: "#new" is not every "new".
    if why in {Why.TOPIC, Why.ANSWERED}:
        return fold(subject) in topics_of(text)
    words, wanted = words_of(text), words_of(subject).strip()
    # "Shift handover" is found in "#ShiftHandover" as well.
    return bool(wanted) and any(_stands_in(words, one) for one in (wanted, wanted.replace(" ", "")))


def _stands_in(words: str, wanted: str) -> bool:
    return (f" {wanted}" if len(wanted) >= SHORTEST_STEM else f" {wanted} ") in words
