"""A piece of a file's text, and where it stands there; the limits on all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

LONGEST_PART = 4_000  # letters: a page or two
LONGEST_TEXT = 2_000_000  # letters of one file; what comes behind is not looked at
MOST_PARTS = 3_000


class Part(NamedTuple):
    """A text, the kind of its place (page, slide, sheet, heading, line), and its name there."""

    kind: str
    place: str
    text: str


class Fault(Exception):
    """The file cannot be read; its only argument is one word that says why."""


def bounded(parts: Iterable[Part]) -> Iterator[Part]:
    """Long parts cut at a space, empty ones left out, until the limits are reached."""
    letters = number = 0
    for kind, place, text in parts:
        for piece in _pieces(_clean(text)):
            letters += len(piece)
            number += 1
            if letters > LONGEST_TEXT or number > MOST_PARTS:
                return
            yield Part(kind, place, piece)


def _clean(text: str) -> str:
    # Half a pair of surrogates is no letter, and no database keeps a zero.
    whole = text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", " ")
    return " ".join(whole.split())


def _pieces(text: str) -> Iterator[str]:
    while len(text) > LONGEST_PART:
        end = text.rfind(" ", LONGEST_PART // 2, LONGEST_PART) + 1 or LONGEST_PART
        yield text[:end]
        text = text[end:]
    if text:
        yield text
