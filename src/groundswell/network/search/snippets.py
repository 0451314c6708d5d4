"""Where a question's words stand in a text: the marked pieces of a title, a name, a snippet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from groundswell.network.search import tokens
from groundswell.network.search.asking import Part
from groundswell.network.search.tokens import Token

LENGTH = 240  # characters of a snippet: three lines on a phone
BEFORE = 60  # of them before the first mark
EARLY = 600  # characters of a long text that are looked at first


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it is what was looked for."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A mark: from where to where, and the number of the part that stands there."""

    start: int
    end: int
    number: int


class Marker:
    """Marks the parts of one question in the texts of a page, and remembers the words it met."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = [_Wanted(part) for part in parts if part.terms]

    def marked(self, text: str) -> list[Piece]:
        """All of a short text."""
        return _pieces(text, self._spans(text), 0, len(text))

    def snippet(self, text: str) -> list[Piece]:
        """The lines of a long text around the place where the most parts stand together."""
        line = " ".join(text.split())
        # Mostly all is said early, and a text may be as long as a book.
        early = line.rfind(" ", 0, EARLY) if len(line) > 2 * EARLY else 0
        spans = self._spans(line[:early]) if early > 0 else []
        if len({span.number for span in spans}) < len(self._parts):
            spans = self._spans(line)
        start = max(0, _best(spans) - BEFORE) if spans else 0
        start = line.rfind(" ", 0, start) + 1 if start else 0
        end = min(len(line), start + LENGTH)
        end = line.rfind(" ", start, end) if end < len(line) and " " in line[start:end] else end
        before = [Piece("…")] if start else []
        after = [Piece("…")] if end < len(line) else []
        return [*before, *_pieces(line, spans, start, end), *after]

    def _spans(self, text: str) -> list[Span]:
        """The marks in order and apart from each other."""
        found = list(self._tokens(text))
        spans = [
            Span(start, end, number)
            for number, wanted in enumerate(self._parts)
            for start, end in wanted.places(found, text)
        ]
        apart: list[Span] = []
        for span in sorted(spans, key=lambda span: span.start):
            if apart and span.start <= apart[-1].end:
                last = apart[-1]
                apart[-1] = Span(last.start, max(span.end, last.end), last.number)
            else:
                apart.append(span)
        return apart

    def _tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a text, or of those of its words that may be marked."""
        words = [wanted.alone for wanted in self._parts]
        if not text.isascii() or not all(words):
            yield from tokens.cut(text) if self._parts else ()
            return
        # Cutting the whole of a page of texts took a third of the time of a search.
        lower = text.lower()
        for start in sorted({at for word in words for at in _beginnings(lower, word)}):
            end = text.find(" ", start)
            for token in tokens.cut(text[start : end if end >= 0 else len(text)]):
                yield Token(token.term, start + token.start, start + token.end)


def _beginnings(text: str, word: str) -> Iterator[int]:
    """Where the runs between spaces begin that hold a word."""
    at = text.find(word)
    while at >= 0:
        yield text.rfind(" ", 0, at) + 1
        end = text.find(" ", at)
        at = text.find(word, end) if end >= 0 else -1


class _Wanted:
    """One part of a question, and which words it has been compared with."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._before = list(part.terms[:-1])
        self._last = part.terms[-1]
        self._is_meant: dict[tuple[str, str], bool] = {}
        self._is_alone = not self._before and not part.other_spellings

    @property
    def alone(self) -> str:
        """The one word that all that is meant holds; "" when there are more."""
        return self._last if self._is_alone else ""

    def places(self, found: Sequence[Token], text: str) -> list[tuple[int, int]]:
        """Where the part stands: start and end of each place."""
        length = len(self._before)
        # Whatever is meant holds the word as typed, but for other spellings: look at few only.
        is_loose = not self._part.is_literal
        is_spelt = is_loose and (bool(self._part.other_spellings) or not text.isascii())
        return [
            (found[at - length].start, self._end(token))
            for at, token in enumerate(found)
            if at >= length
            and (is_spelt or self._last in token.term)
            and self._stands(token, text)
            and [before.term for before in found[at - length : at]] == self._before
        ]

    def _stands(self, token: Token, text: str) -> bool:
        key = (token.term, text[token.start : token.end])
        known = self._is_meant.get(key)
        if known is None:
            known = self._is_meant[key] = _is_meant(self._part, self._last, *key)
        return known

    def _end(self, token: Token) -> int:
        # One letter that begins a pair was looked for, not the pair.
        is_half = tokens.is_unspaced(token.term) and len(self._last) < len(token.term)
        return token.start + len(self._last) if is_half else token.end


def _is_meant(part: Part, wanted: str, term: str, written: str) -> bool:
    if term == wanted or (part.is_prefix and term.startswith(wanted)):
        return True
    if part.is_literal:
        return False
    if part.may_go_on and term.startswith(wanted):
        return True
    if len(part.terms) > 1:
        return False
    if term in part.other_spellings or tokens.spelt_out(written) == wanted:
        return True
    tails = tokens.tails(term)
    return wanted in tails or (
        part.may_go_on_inside and any(tail.startswith(wanted) for tail in tails)
    )


def _best(spans: Sequence[Span]) -> int:
    """Where the window begins that shows the most parts; the first of several."""

    def shown(start: int) -> int:
        last = start + LENGTH - BEFORE
        return len({span.number for span in spans if start <= span.start and span.end <= last})

    return max((span.start for span in spans), key=shown)


def _pieces(text: str, spans: Sequence[Span], first: int, last: int) -> list[Piece]:
    within = [span for span in spans if first <= span.start and span.end <= last]
    edges = [first, *(edge for span in within for edge in (span.start, span.end)), last]
    pieces = [Piece(text[a:b], bool(index % 2)) for index, (a, b) in enumerate(pairwise(edges))]
    return [piece for piece in pieces if piece.text]
