"""Words of a text, folded and cut. The databases only store them and never cut anything themselves.

A word is a run of letters or a run of digits: `HT-900`, `HT900` and `ht 900` are the same two.
Scripts that do not put spaces between words are cut into overlapping pairs of letters, the last
letter standing alone, so that each letter begins one token: a search for two or more of them is a
phrase of pairs, a search for one is a prefix.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from groundswell.foundation.words import MARKS, UNSEEN, fold

# Thai, Lao, Burmese, Khmer; Hangul, whose endings stick to the word; kana; Chinese characters.
UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u312f"
    "\u3130-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uffdc"
    "\U00020000-\U000323af"
)
EMOJI = "\u2600-\u27bf\u2b50-\u2b55\U0001f000-\U0001f3fa\U0001f400-\U0001faff"
HIDDEN = UNSEEN.pattern.strip("[]")
LETTER = rf"[^\W\d_{UNSPACED}]"
LETTERS = rf"{LETTER}(?:{LETTER}|[{MARKS}{HIDDEN}])*"
# ASCII first, since most of a text is; a word that goes on otherwise falls to the general case.
RUN = re.compile(
    rf"[a-zA-Z]++(?![^\x00-\x7f])|\d+|[{UNSPACED}][{UNSPACED}{MARKS}{HIDDEN}]*|{LETTERS}|[{EMOJI}]"
)
PIECE = re.compile(rf"[{UNSPACED}]+|\d+|{LETTERS}")
STARTS_UNSPACED = re.compile(f"[{UNSPACED}]")

LONGEST = 48  # letters; the rest of a longer word is not looked at, by either side
LONG_WORD = 9  # letters, from which on the tails of a word are kept
SHORTEST_TAIL = 4
SHORTEST_NEAR = 4  # letters of a word for which near ones are offered
FIRST_PART = 2  # letters that a compound's first part has at least: the öl of Ölschaden
# How those write these letters who do not have them on their keyboard.
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


class Token(NamedTuple):
    """One folded word or pair of letters, and where it stands in the text it came from."""

    term: str
    start: int
    end: int


def cut(text: str) -> Iterator[Token]:
    """The tokens of a text, in its order."""
    for run in RUN.finditer(text):
        start, end = run.span()
        found = terms_of(run[0])
        is_letter_by_letter = len(found) == end - start and is_unspaced(found[0])
        for index, term in enumerate(found):
            if is_letter_by_letter:
                yield Token(term, start + index, start + index + len(term))
            else:
                yield Token(term, start, end)


def runs(text: str) -> list[str]:
    """The words of a text as they are written."""
    return RUN.findall(text)


@lru_cache(maxsize=65_536)
def terms_of(run: str) -> tuple[str, ...]:
    """The tokens of one word as it is written: mostly one."""
    if run.isascii():
        return (run[:LONGEST].lower(),)
    folded = fold(UNSEEN.sub("", run))
    # One letter can stand for several words: ½ is a 1 and a 2.
    pieces = PIECE.findall(folded) or [folded]
    return tuple(term for piece in pieces if piece for term in _terms(piece))


def terms(text: str) -> list[str]:
    """The tokens of a text without their places."""
    return [term for run in runs(text) for term in terms_of(run)]


def is_unspaced(term: str) -> bool:
    """Whether a token is of a script that puts no spaces between words."""
    return bool(STARTS_UNSPACED.match(term))


def tails(word: str) -> tuple[str, ...]:
    """The ends of a long word, so that `schaden` finds `Wellenschaden`."""
    if len(word) < LONG_WORD or not word.isalpha() or is_unspaced(word):
        return ()
    return tuple(word[start:] for start in range(FIRST_PART, len(word) - SHORTEST_TAIL + 1))


def may_be_mistyped(word: str) -> bool:
    """Whether another spelling of a word is worth looking for."""
    return len(word) >= SHORTEST_NEAR and word.isalpha() and not is_unspaced(word)


@lru_cache(maxsize=65_536)
def inner_of(run: str) -> tuple[str, ...]:
    """The tails of a written word, and its other spelling."""
    found = tuple(tail for term in terms_of(run) for tail in tails(term) if tail)
    return (*found, spelt) if (spelt := spelt_out(run)) else found


def spelt_out(run: str) -> str:
    """A written word with its umlauts as two letters, folded: `mueller` for Müller; "" without."""
    if run.isascii():
        return ""
    plain = unicodedata.normalize("NFC", run).casefold()
    spelt = plain.translate(SPELT_OUT)
    return fold(UNSEEN.sub("", spelt))[:LONGEST] if spelt != plain else ""


def _terms(piece: str) -> list[str]:
    if is_unspaced(piece):
        return [*(first + second for first, second in pairwise(piece)), piece[-1]]
    return [piece[:LONGEST]]
