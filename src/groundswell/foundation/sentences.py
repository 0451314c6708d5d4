"""Sentences with facts: kept as they are, put into words in the language of whoever reads them.

What is refused at once is a `Refused`. A sentence is for what is found now and read later, by
others: in the report of an import, after an examination. It is kept as its English text, by which
the catalogue finds the others; where a later version has no such text, it is read as it was kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils import formats
from django.utils.translation import gettext, ngettext

FEW = 5  # things that a sentence names; the rest is counted

type Fact = str | int | float | Sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text in which `%(fact)s` stands for the facts; `many` is that for a `count` other than 1.

    Numbers are written as the reader's language has it, those with a point with one digit behind.
    """

    text: str
    many: str
    facts: Mapping[str, Fact]

    def __str__(self) -> str:
        words = {name: _in_words(fact) for name, fact in self.facts.items()}
        if self.many:
            return ngettext(self.text, self.many, int(str(self.facts["count"]))) % words
        return gettext(self.text) % words

    def kept(self) -> list[Any]:
        """As plain values."""
        facts = {
            name: fact.kept() if isinstance(fact, Sentence) else fact
            for name, fact in self.facts.items()
        }
        return [self.text, self.many, facts]


def stated(text: str, /, **facts: Fact) -> Sentence:
    """A sentence."""
    return Sentence(text, "", facts)


def stated_many(text: str, many: str, /, **facts: Fact) -> Sentence:
    """A sentence whose form the fact `count` chooses."""
    return Sentence(text, many, facts)


def recall(kept: Any) -> Sentence | str:
    """A sentence from plain values; a text that was kept as words stays as it is."""
    if not isinstance(kept, list):
        return str(kept)
    text, many, facts = kept
    return Sentence(text, many, {name: _recalled(fact) for name, fact in facts.items()})


def some(things: Sequence[object]) -> Sentence | str:
    """The first few of many, as a fact of a sentence."""
    named = ", ".join(str(thing) for thing in islice(things, FEW))
    more = len(things) - FEW
    return stated("%(named)s and %(more)s more", named=named, more=more) if more > 0 else named


def _recalled(fact: Any) -> Fact:
    if isinstance(fact, list):
        return recall(fact)
    return fact  # type: ignore[no-any-return]


def _in_words(fact: Fact) -> str:
    if isinstance(fact, int):
        return formats.number_format(fact, use_l10n=True, force_grouping=True)
    if isinstance(fact, float):
        return formats.number_format(fact, 1, use_l10n=True, force_grouping=True)
    return str(fact)
