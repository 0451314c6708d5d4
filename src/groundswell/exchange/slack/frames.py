"""Frames around what must stand apart from its neighbours, until the whole text is known.

Two marks that touch read as one, and a name that touches a word is no name. Characters of private
use hold the places; `gaps` looks at the neighbours and says which space belongs there.
"""

from __future__ import annotations

import re
import unicodedata

OPEN, CLOSE, NAME, NAMED = "\ue000", "\ue001", "\ue002", "\ue003"
FRAMES = re.compile("[\ue000-\ue003]")
HAIR = "\u200a"  # hardly seen, and a space all the same
AFTER_NAME = frozenset(",;:!?)]}'\"…、。，！？」』）*~|\n ")


def gaps(source: str) -> list[str]:
    """What belongs in the place of each frame of a Markdown text, in order."""
    return [_gap(source, frame.start(), frame[0]) for frame in FRAMES.finditer(source)]


def _gap(text: str, position: int, frame: str) -> str:
    if frame == NAME:
        before = _letter(text, position, -1)
        return " " if before and (_is_word(before) or before in "/@#&.\\") else ""
    if frame == NAMED:
        return _gap_after_name(text, position)
    if frame == CLOSE and text[position + 1 : position + 2] == OPEN:
        return HAIR
    outside = _letter(text, position, -1 if frame == OPEN else 1)
    inside, is_nested = _inside(text, position, 1 if frame == OPEN else -1)
    is_free = not outside or outside.isspace() or unicodedata.category(outside)[0] == "P"
    return HAIR if (is_nested or not inside.isalnum()) and not is_free else ""


def _gap_after_name(text: str, position: int) -> str:
    after = _letter(text, position, 1)
    if not after or after in AFTER_NAME or after.isspace():
        return ""
    beyond = text[position + 2 : position + 3]
    return "" if after == "." and (not beyond or beyond.isspace()) else " "


def _inside(text: str, position: int, step: int) -> tuple[str, bool]:
    """The first letter inside of the marks, and whether two kinds of marks stand there."""
    marks = set()
    position += step
    while text[position : position + 1] in {"*", "~"}:
        marks.add(text[position])
        position += step
    return text[position : position + 1], len(marks) > 1


def _letter(text: str, position: int, step: int) -> str:
    position += step
    while 0 <= position < len(text) and FRAMES.match(text[position]):
        position += step
    return text[position] if 0 <= position < len(text) else ""


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_" or unicodedata.category(letter)[0] == "M"
