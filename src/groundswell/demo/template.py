"""Texts of scenes: `{slot}`, `{one|another}`, `{a}` for a person's first name, `@{a}` a mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from groundswell.demo.slots import Values

TOKEN = re.compile(r"@\{\w+\}|[{}|]|[^{}|@]+|@")
NAME = re.compile(r"\w+")

type Part = str | Slot | Mention | Choice
type Parts = tuple[Part, ...]


class TextIsWrong(ValueError):
    """A text cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Slot:
    name: str


@dataclass(frozen=True, slots=True)
class Mention:
    role: str


@dataclass(frozen=True, slots=True)
class Choice:
    wordings: tuple[Parts, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """First names and handles of a scene's people, by role."""

    given: Mapping[str, str]
    handles: Mapping[str, str]


@cache
def parse(text: str) -> Parts:
    """The parts of a text.

    Raises:
        TextIsWrong: a brace is missing, or a slot has no name.
    """
    pieces = TOKEN.findall(text)
    parts, rest = _parts(pieces, 0, depth=0)
    if rest != len(pieces):
        msg = f"a brace is closed that was not opened: {text[:60]!r}"
        raise TextIsWrong(msg)
    return parts[0]


def _parts(pieces: list[str], at: int, *, depth: int) -> tuple[list[Parts], int]:
    """Wordings up to the closing brace, and where it stands."""
    wordings: list[list[Part]] = [[]]
    while at < len(pieces) and pieces[at] != "}":
        piece = pieces[at]
        if piece == "{":
            inner, at = _parts(pieces, at + 1, depth=depth + 1)
            if at == len(pieces):
                msg = f"a brace is never closed, near {''.join(pieces[:6])[:60]!r}"
                raise TextIsWrong(msg)
            wordings[-1].append(_braced(inner))
        elif piece == "|" and depth:
            wordings.append([])
        elif piece.startswith("@{"):
            wordings[-1].append(Mention(piece[2:-1]))
        else:
            wordings[-1].append(piece)
        at += 1
    return [tuple(wording) for wording in wordings], at


def _braced(inner: list[Parts]) -> Slot | Choice:
    if len(inner) > 1:
        return Choice(tuple(inner))
    name = "".join(part for part in inner[0] if isinstance(part, str))
    if len(inner[0]) != 1 or not NAME.fullmatch(name):
        msg = f"neither a slot nor wordings: {{{name[:60]}}}"
        raise TextIsWrong(msg)
    return Slot(name)


def names(parts: Parts) -> Iterator[Slot | Mention]:
    """All slots and mentions of a text, in every wording."""
    for part in parts:
        if isinstance(part, Choice):
            for wording in part.wordings:
                yield from names(wording)
        elif not isinstance(part, str):
            yield part


def render(parts: Parts, values: Values, voices: Voices, dice: Random) -> str:
    """One wording of a text."""
    said = ""
    for part in parts:
        match part:
            case Slot(name):
                said += voices.given.get(name) or values.after(said, name)
            case Mention(role):
                said += f"@{voices.handles[role]}"
            case Choice(wordings):
                said += render(dice.choice(wordings), values, voices, dice)
            case _:
                said += part
    return said
