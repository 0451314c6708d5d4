"""Where a question's words stand in a text: the marked pieces of a title, a name, a snippet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from groundswell.network.search import tokens
from groundswell.network.search.asking import Part
from groundswell.network.search.tokens import Token

LENGTH = 240  # characters of a snippet: three lines on a phone
BEFORE = 60  # of them before the first mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it is what was looked for."""

    text: str
    is_marked: bool = False


def marked(text: str, parts: Sequence[Part]) -> list[Piece]:
    """All of a short text."""
    return _pieces(text, _spans(text, parts), 0, len(text))


def snippet(text: str, parts: Sequence[Part]) -> list[Piece]:
    """The lines of a long text around the place where the most of the parts stand together."""
    line = " ".join(text.split())
    spans = _spans(line, parts)
    start = max(0, _best(spans) - BEFORE) if spans else 0
    start = line.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(line), start + LENGTH)
    end = line.rfind(" ", start, end) if end < len(line) and " " in line[start:end] else end
    pieces = _pieces(line, spans, start, end)
    before = [Piece("…")] if start else []
    after = [Piece("…")] if end < len(line) else []
    return [*before, *pieces, *after]


def _spans(text: str, parts: Sequence[Part]) -> list[tuple[int, int, int]]:
    """Start, end and number of the part of each mark, in order and apart from each other."""
    found = list(tokens.cut(text))
    spans = [
        (found[at].start, _end(part, found[at + len(part.terms) - 1]), number)
        for number, part in enumerate(parts)
        for at in range(len(found) - len(part.terms) + 1)
        if _stands(part, found[at : at + len(part.terms)], text)
    ]
    apart: list[tuple[int, int, int]] = []
    for start, end, number in sorted(spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]), apart[-1][2])
        else:
            apart.append((start, end, number))
    return apart


def _end(part: Part, last: Token) -> int:
    # One letter that begins a pair was looked for, not the pair.
    is_half = tokens.is_unspaced(last.term) and len(part.terms[-1]) < len(last.term)
    return last.start + len(part.terms[-1]) if is_half else last.end


def _stands(part: Part, found: Sequence[Token], text: str) -> bool:
    *before, last = found
    if any(token.term != term for token, term in zip(before, part.terms, strict=False)):
        return False
    return _is_meant(part, part.terms[-1], last, text)


def _is_meant(part: Part, wanted: str, token: Token, text: str) -> bool:
    term = token.term
    if term == wanted or (part.is_prefix and term.startswith(wanted)):
        return True
    if part.is_literal:
        return False
    if part.may_go_on and term.startswith(wanted):
        return True
    if len(part.terms) > 1:
        return False
    written = text[token.start : token.end]
    if term in part.other_spellings or tokens.spelt_out(written) == wanted:
        return True
    tails = tokens.tails(term)
    return wanted in tails or (
        part.may_go_on_inside and any(tail.startswith(wanted) for tail in tails)
    )


def _best(spans: Sequence[tuple[int, int, int]]) -> int:
    """Where the window begins that shows the most parts; the first of several."""

    def shown(start: int) -> int:
        last = start + LENGTH - BEFORE
        return len({number for at, end, number in spans if start <= at and end <= last})

    return max((start for start, _, _ in spans), key=shown)


def _pieces(text: str, spans: Sequence[tuple[int, int, int]], first: int, last: int) -> list[Piece]:
    within = [(start, end) for start, end, _ in spans if first <= start and end <= last]
    edges = [first, *(edge for span in within for edge in span), last]
    pieces = [Piece(text[a:b], bool(index % 2)) for index, (a, b) in enumerate(pairwise(edges))]
    return [piece for piece in pieces if piece.text]
