"""What speaks for a thread, to everybody alike: kept in the process, as drawn posts are.

Kept by the thread's version, which every answer, reaction and edit raises, and for an hour at most:
what happened lately grows old by itself. Nothing of a viewer is in it, and who may read a thread is
decided elsewhere, by each query that names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from groundswell.foundation import clock, ids, sql
from groundswell.foundation.kept import Kept
from groundswell.network.feeds import weights
from groundswell.network.feeds.speaking import topics_of, words_of

QUERIES = sql.folder(__package__)
KEPT = 20_000  # threads, of about 1 kB


@dataclass(slots=True)
class Facts:
    """What speaks for one thread."""

    version: int
    author_id: int
    author: str
    authors_manager_id: int
    words: str  # folded, while it is a question that waits for an answer; else empty
    topics: frozenset[str]
    mentioned: set[int] = field(default_factory=set)
    site_of: dict[int, str] = field(default_factory=dict)  # of those who reacted lately
    answers: dict[int, tuple[int, int]] = field(default_factory=dict)  # by whom: how many, the last
    is_quiet: bool = True  # waits for nothing, and nobody answered or reacted lately
    # Summed up once: a thread is weighed for many viewers, of whom few did anything with it.
    at_site: Counter[str] = field(default_factory=Counter)
    given: tuple[int, int] = (0, 0)

    def sum_up(self) -> None:
        """Count what was gathered."""
        self.is_quiet = not (self.words or self.site_of or self.answers)
        self.at_site = Counter(self.site_of.values())
        self.given = _given(self.answers.values())

    def reacted(self, viewer_id: int) -> int:
        """How many others reacted lately."""
        return len(self.site_of) - (viewer_id in self.site_of)

    def reacted_of(self, site: str, viewer_id: int) -> int:
        """How many others of a site did."""
        return self.at_site[site] - (self.site_of.get(viewer_id) == site) if site else 0

    def answered(self, viewer_id: int) -> tuple[int, int]:
        """How many answers others gave lately, and the last of them (0: none)."""
        if viewer_id not in self.answers:
            return self.given
        return _given(said for person, said in self.answers.items() if person != viewer_id)


def _given(answers: Iterable[tuple[int, int]]) -> tuple[int, int]:
    given = list(answers)
    return sum(count for count, _ in given), max((last for _, last in given), default=0)


_kept: Kept[tuple[int, int, int], Facts] = Kept(KEPT)


def of(lines: Iterable[tuple[int, int]]) -> dict[int, Facts]:
    """The facts of threads by id, given by id and version; one query for those not kept."""
    now = clock.now()
    hour = int(now.timestamp()) // 3600
    asked = [(thread_id, version, hour) for thread_id, version in lines]
    warm = _kept.all_of(asked)
    found = {key[0]: facts for key, facts in warm.items()}
    missing = [key[0] for key in asked if key not in warm]
    if missing:
        for thread_id, facts in _read(missing, now - weights.LATELY).items():
            # Kept under the version that was read: it may be newer than the line's.
            _kept.put((thread_id, facts.version, hour), facts)
            found[thread_id] = facts
    return found


def _read(thread_ids: list[int], lately: datetime) -> dict[int, Facts]:
    rows = QUERIES.tuples("facts", ids=thread_ids, lately=lately, lately_id=ids.floor(lately))
    found = {row[1]: _thread(row) for row in rows if row[0] == "thread"}
    for what, thread_id, person_id, number, last, name, _ in rows:
        facts = found.get(thread_id)
        if facts is None:
            continue
        if what == "mention":
            facts.mentioned.add(person_id)
        elif what == "reaction":
            facts.site_of[person_id] = name
        elif what == "answer":
            facts.answers[person_id] = (number, last)
    for facts in found.values():
        facts.sum_up()
    return found


def _thread(row: tuple[Any, ...]) -> Facts:
    _, _, author_id, manager_id, version, author, text = row
    words = words_of(text) if text else ""
    return Facts(version, author_id, author, manager_id, words, topics_of(text))
