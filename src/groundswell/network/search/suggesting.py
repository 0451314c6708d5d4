"""When nothing is found: which word is unknown, and what would be found instead.

Near words come from the vocabulary of all posts, so none is offered before a search of the viewer's
own has found it. What stands only where they may not read stays unknown to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from groundswell.foundation import ids, sql
from groundswell.foundation.errors import Refused
from groundswell.foundation.words import fold
from groundswell.network.search import asking, finding, queries, tokens
from groundswell.network.search.asking import Part, Question
from groundswell.network.search.operators import BY_NAME
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
MOST_HITS = 100  # hits that are counted
NEAREST, CLOSENESS = 5, 0.75
ALIKE = 2  # letters by which near words differ in length at most


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The words nobody wrote where the viewer may read, and what to type instead, "" for nothing.

    `hits` are those of `instead`; when they are `MOST_HITS` there may be more.
    """

    unknown: Sequence[str]
    instead: str
    hits: int


def suggest(viewer: Person, question: Question) -> Suggestion:
    """What to tell somebody whose question found nothing."""
    unknown = [part for part in question.words if _is_unknown(viewer, part)]
    mended = {part: near for part in question.parts if (near := _near(viewer, part, unknown))}
    names = [part.typed for part in unknown]
    candidates = [_typed(question, mended)] if mended else []
    if not unknown and not question.refusals:
        # Each word stands somewhere, but never with the others: leave one out.
        candidates += [question.without(part) for part in question.parts]
    counted = [(_hits(viewer, typed), typed) for typed in candidates if typed]
    hits, instead = max(counted, default=(0, ""), key=lambda pair: pair[0])
    return Suggestion(names, instead if hits else "", hits)


def _is_unknown(viewer: Person, part: Part) -> bool:
    return not _finds(viewer, part)


def _finds(viewer: Person, part: Part) -> bool:
    match = part.loosely()
    return bool(finding.newest(viewer, match, from_id=0, below_id=ids.MAX, limit=1))


def _near(viewer: Person, part: Part, unknown: Sequence[Part]) -> str:
    """What may be typed instead of a part: an operator's value, or another spelling of a word."""
    if part.operator:
        return _near_value(viewer, part)
    is_word = part in unknown and len(part.terms) == 1 and not part.is_phrase
    if not is_word or not tokens.may_be_mistyped(part.terms[0]):
        return ""
    for word in _near_words(part.terms[0]):
        if _finds(viewer, replace(part, terms=[word], runs=[word], is_phrase=True)):
            return word
    return ""


def _near_words(word: str) -> Iterator[str]:
    # Most mistakes lie behind the second letter; only when none is near there, behind the first.
    for length in (2, 1):
        first = word[:length]
        last = first[:-1] + chr(ord(first[-1]) + 1)
        rows = QUERIES.tuples("vocabulary", first=first, last=last)
        known = [term for (term,) in rows if abs(len(term) - len(word)) <= ALIKE and term != word]
        if near := get_close_matches(word, known, NEAREST, CLOSENESS):
            yield from near
            return


def _near_value(viewer: Person, part: Part) -> str:
    entry = BY_NAME.get(part.operator)
    if entry is None or entry.near is None:
        return ""
    try:
        entry.narrow(viewer, part.value)
    except Refused:
        near = entry.near(viewer, part.value)
        known = {fold(spelling): name for spelling, name in near.items()}
        if found := get_close_matches(fold(part.value), known, 1, CLOSENESS):
            name = known[found[0]]
            return f'{part.operator}:"{name}"' if " " in name else f"{part.operator}:{name}"
    return ""


def _typed(question: Question, mended: dict[Part, str]) -> str:
    return " ".join(mended.get(part, part.typed) for part in question.parts)


def _hits(viewer: Person, typed: str) -> int:
    return queries.count(viewer, asking.ask(viewer, typed), most=MOST_HITS)
