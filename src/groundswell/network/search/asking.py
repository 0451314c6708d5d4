"""The language of the search box: words, "phrases", beginn*, -without, operators like from:mira.

A question is answered in two steps. Exactly: the words as they are typed. Loosely, when that gives
less than a page: words that begin so, that end so (`schaden` finds `Wellenschaden`), that are spelt
the other way (`mueller` finds Müller).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import ids
from groundswell.foundation.errors import Refused
from groundswell.network.posts.kinds import KINDS
from groundswell.network.search import tokens
from groundswell.network.search.documents import INNER
from groundswell.network.search.matching import AllOf, AnyOf, Match, Phrase, Without
from groundswell.network.search.narrowed import ANYHOW, Narrowed, Standing, standing
from groundswell.network.search.operators import BY_NAME
from groundswell.people.persons.models import Person

LONGEST = 300  # characters that are looked at
MOST_PARTS = 20
BEGINS_FROM = 3  # letters, from which on a word also finds those that begin so
INSIDE_FROM = 6  # letters, from which on it also finds longer words in the middle
SHORTEST_PREFIX = 2  # letters: one would find half of everything
QUOTES = str.maketrans("“”„‟«»", '""""""')
# A colon ends an operator's name when its value follows at once; an address or a time has none.
PART = re.compile(
    r"(?P<minus>-(?=[^\s\d-]))?(?:"
    r'(?P<operator>[^\W\d_]{2,20}):(?=[^\s/:])(?:"(?P<quoted>[^"]*)"?|(?P<value>[^\s"]+))'
    r'|"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>[^\s"]+))'
)
EVERYTHING = AnyOf([*(Phrase([f"=k{kind}"]) for kind in KINDS), Phrase(["=reply"])])


class NoSuchOperator(Refused):
    """A word before a colon that means nothing here."""

    message = _lazy(
        "“%(name)s:” means nothing here. Put “%(typed)s” in quotes to look for the words."
    )


class PrefixIsTooShort(Refused):
    """A star needs something before it."""

    message = _lazy("“%(typed)s” would find nearly everything. Type two letters before the star.")


class NoWordInThat(Refused):
    """Punctuation is not searched."""

    message = _lazy("There is no word in “%(typed)s”. Signs alone are not looked for.")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One piece of what was typed: an operator, or tokens that follow each other."""

    typed: str
    operator: str = ""
    value: str = ""
    terms: Sequence[str] = ()
    runs: Sequence[str] = ()
    is_phrase: bool = False
    is_prefix: bool = False
    is_unwanted: bool = False

    def exactly(self) -> Match:
        """The words as they are typed."""
        return Phrase(self.terms, is_prefix=self.is_prefix)

    def loosely(self) -> Match:
        """The same words, and those that begin or end so or are spelt otherwise."""
        if self.is_literal:
            return self.exactly()
        begins = Phrase(self.terms, is_prefix=self.may_go_on)
        if len(self.terms) > 1:
            return begins
        inside = Phrase([INNER + self.terms[0]], is_prefix=self.may_go_on_inside)
        return AnyOf([begins, inside, *(Phrase([other]) for other in self.other_spellings)])

    @property
    def is_literal(self) -> bool:
        """Whether only the words as they are typed are meant."""
        return self.is_phrase or tokens.is_unspaced(self.terms[-1])

    @property
    def may_go_on(self) -> bool:
        """Whether, taken loosely, longer words that begin so are meant too."""
        return self.is_prefix or sum(map(len, self.terms)) >= BEGINS_FROM

    @property
    def may_go_on_inside(self) -> bool:
        """Whether, taken loosely, it may stand in the middle of a word; else at the end alone."""
        return self.is_prefix or len(self.terms[0]) >= INSIDE_FROM

    @property
    def other_spellings(self) -> Sequence[str]:
        """How its word is written without umlauts."""
        return [other for run in self.runs if (other := tokens.spelt_out(run))]


@dataclass(frozen=True, slots=True)
class Question:
    """What a viewer asks: its parts, how they narrow, and why one of them cannot be answered."""

    typed: str
    parts: Sequence[Part]
    narrowed: Sequence[Narrowed]
    unwanted: Sequence[Match]
    refusals: Sequence[Refused]
    unwanted_facts: Sequence[Match] = ()
    standing: Standing = ANYHOW

    @property
    def words(self) -> Sequence[Part]:
        """The parts that are wanted words or phrases."""
        return [part for part in self.parts if not (part.operator or part.is_unwanted)]

    @property
    def is_narrowed(self) -> bool:
        """Whether an operator stands in it."""
        return any(part.operator for part in self.parts)

    @property
    def from_id(self) -> int:
        """From which id on posts are looked for."""
        return max((narrowed.from_id for narrowed in self.narrowed), default=0)

    @property
    def below_id(self) -> int:
        """Below which id posts are looked for."""
        return min((narrowed.below_id for narrowed in self.narrowed), default=ids.MAX)

    def exactly(self) -> Match | None:
        """The words as they are typed, narrowed; None when nothing can be asked."""
        return self._narrowed([part.exactly() for part in self.words], self.unwanted)

    def loosely(self) -> Match | None:
        """What is found beyond that; None when the words cannot be taken more loosely."""
        exact = [part.exactly() for part in self.words]
        loose = [part.loosely() for part in self.words]
        if loose == exact:
            return None
        return self._narrowed(loose, [*self.unwanted, AllOf(exact)])

    def anyhow(self) -> Match | None:
        """Exactly or loosely."""
        return self._narrowed([part.loosely() for part in self.words], self.unwanted)

    def narrowed_only(self) -> Match | None:
        """What the operators ask of a post, without the words; None when they ask nothing."""
        if not self.is_narrowed:
            return None
        wanted = AllOf(_facts(self.narrowed) or [EVERYTHING])
        unwanted = self.unwanted_facts
        return Without(wanted, AnyOf(unwanted)) if unwanted else wanted

    def without(self, dropped: Part) -> str:
        """What was typed, without one of its parts."""
        return " ".join(part.typed for part in self.parts if part is not dropped)

    def narrowed_to(self, operator: str, typed: str) -> str:
        """What was typed, with another value for one of its operators."""
        kept = [part.typed for part in self.parts if part.operator != operator]
        return " ".join([*kept, typed])

    def _narrowed(self, words: Sequence[Match], unwanted: Sequence[Match]) -> Match | None:
        if self.refusals or not self.parts or self.standing.is_contradictory:
            return None
        wanted = AllOf([*words, *_facts(self.narrowed)] or [EVERYTHING])
        return Without(wanted, AnyOf(unwanted)) if unwanted else wanted


def ask(viewer: Person, typed: str) -> Question:
    """Understand what somebody typed; what cannot be understood is told, never left out."""
    plain = typed[:LONGEST].translate(QUOTES).replace("\x00", " ").strip()
    parts = [_part(match) for match in list(PART.finditer(plain))[:MOST_PARTS]]
    if parts and not any(part.operator or part.terms for part in parts):
        return Question(plain, [], [], [], [NoWordInThat(typed=plain)])
    # Signs between words are no words: "shaft & bearing" asks for two.
    parts = [part for part in parts if part.operator or part.terms]
    understood = _Understood()
    refusals: list[Refused] = []
    for part in parts:
        try:
            understood.take(viewer, part)
        except Refused as refusal:
            refusals.append(refusal)
    stands = standing(understood.narrowed, understood.without)
    return Question(
        plain,
        parts,
        understood.narrowed,
        [*understood.unwanted, *understood.unwanted_facts],
        refusals,
        understood.unwanted_facts,
        stands,
    )


class _Understood:
    """What the parts of a question come to: how it narrows, and what is not wanted."""

    def __init__(self) -> None:
        self.narrowed: list[Narrowed] = []
        self.unwanted: list[Match] = []
        self.unwanted_facts: list[Match] = []
        self.without: list[int] = []

    def take(self, viewer: Person, part: Part) -> None:
        if not part.operator:
            _refuse_short(part)
            if part.is_unwanted:
                self.unwanted.append(part.exactly())
        elif part.is_unwanted:
            self._take_unwanted(part, _narrow(viewer, part))
        else:
            self.narrowed.append(_narrow(viewer, part))

    def _take_unwanted(self, part: Part, narrowed: Narrowed) -> None:
        if not narrowed.is_reversible:
            raise NoSuchOperator(name=f"-{part.operator}", typed=part.typed)
        if reverse := narrowed.reversed():
            self.narrowed.append(reverse)
        elif narrowed.among is not None:
            self.without += narrowed.among
        else:
            self.unwanted_facts.append(AnyOf([Phrase([fact]) for fact in narrowed.facts]))


def _part(match: re.Match[str]) -> Part:
    operator = (match["operator"] or "").casefold()
    value = match["quoted"] if match["quoted"] is not None else match["value"] or ""
    is_unwanted = match["minus"] is not None
    if operator and (operator in BY_NAME or not value[:1].isdigit()):
        return Part(match[0], operator, value, is_unwanted=is_unwanted)
    is_phrase = match["phrase"] is not None
    text = match["phrase"] if is_phrase else match[0]
    # The beginning of a last word is enough after a star, and while a quote is still open.
    is_prefix = not match["closed"] if is_phrase else text.endswith("*")
    runs = tokens.runs(text)
    terms = [term for run in runs for term in tokens.terms_of(run)]
    if terms and tokens.is_unspaced(terms[-1]):
        # Pairs of letters find any part of a run; its last letter alone would ask for its end.
        is_prefix = len(tokens.terms_of(runs[-1])) == 1
        terms = terms if is_prefix else terms[:-1]
    return Part(match[0], "", "", terms, runs, is_phrase, is_prefix, is_unwanted)


def _narrow(viewer: Person, part: Part) -> Narrowed:
    entry = BY_NAME.get(part.operator)
    if entry is None:
        raise NoSuchOperator(name=part.operator, typed=part.typed)
    return entry.narrow(viewer, part.value)


def _refuse_short(part: Part) -> None:
    is_short = len(part.terms) == 1 and len(part.terms[0]) < SHORTEST_PREFIX
    if part.is_prefix and is_short and not tokens.is_unspaced(part.terms[0]):
        raise PrefixIsTooShort(typed=part.typed)


def _facts(narrowed: Iterable[Narrowed]) -> list[Match]:
    return [AnyOf([Phrase([fact]) for fact in one.facts]) for one in narrowed if one.facts]
