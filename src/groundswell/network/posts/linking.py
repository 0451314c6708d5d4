"""Whom a text names and its topics: `@handle` and `#topic` in the words of a Markdown text.

Only in words: not in code, not in links, not inside e-mail addresses or other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from markdown_it.token import Token

from groundswell.foundation.words import MARKS, fold

# Mastodon's alphabet. Possessive, so that "@mira@elsewhere.example" does not name Mira.
HANDLE = r"[A-Za-z0-9_]++(?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?+"
LETTER = rf"\w{MARKS}"
TOPIC = rf"[{LETTER}](?:[{LETTER}-]*[{LETTER}])?"
MENTION_OR_TOPIC = re.compile(
    rf"(?<![{LETTER}/@#&.])(?:@(?P<handle>{HANDLE})(?![{LETTER}@])|#(?P<topic>{TOPIC}))"
)
LONGEST_TOPIC = 60  # letters: what is longer is a sentence
LONGEST_FOLDED = 120


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A person or group that a text names."""

    id: int
    name: str
    href: str


type Resolve = Callable[[Iterable[str]], Mapping[str, Mentioned]]


@dataclass(slots=True)
class Found:
    """What the links of one text lead to, gathered while they are made."""

    known: Mapping[str, Mentioned]
    mentions: dict[int, Mentioned] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)


def link(tokens: Iterable[Token], resolve: Resolve) -> Found:
    """Turn handles and topics in parsed Markdown into links; all handles are resolved at once."""
    blocks = [block for block in tokens if block.children]
    handles = _handles(blocks)
    found = Found(resolve(handles) if handles else {})
    for block in blocks:
        block.children = _linked(block.children or [], found)
    return found


def _handles(blocks: Iterable[Token]) -> set[str]:
    return {
        match["handle"].lower()
        for block in blocks
        for child in block.children or ()
        if child.type == "text"
        for match in MENTION_OR_TOPIC.finditer(child.content)
        if match["handle"]
    }


def _linked(children: list[Token], found: Found) -> list[Token]:
    linked: list[Token] = []
    depth = 0
    for child in children:
        depth += (child.type == "link_open") - (child.type == "link_close")
        if child.type == "text" and not depth:
            linked += _link_text(child.content, found)
        else:
            linked.append(child)
    return linked


def _link_text(content: str, found: Found) -> list[Token]:
    tokens: list[Token] = []
    end = 0
    for match in MENTION_OR_TOPIC.finditer(content):
        anchor = _mention(match, found) if match["handle"] else _topic(match, found)
        if anchor:
            tokens += [words(content[end : match.start()]), *anchor]
            end = match.end()
    return [*tokens, words(content[end:])]


def _mention(match: re.Match[str], found: Found) -> list[Token]:
    mentioned = found.known.get(match["handle"].lower())
    if mentioned is None:
        return []
    found.mentions[mentioned.id] = mentioned
    return anchor_of(mentioned.href, f"@{mentioned.name}", kind="mention")


def _topic(match: re.Match[str], found: Found) -> list[Token]:
    name = match["topic"]
    folded = fold(name)
    is_word = any(letter.isalpha() for letter in folded)
    if not is_word or len(name) > LONGEST_TOPIC or len(folded) > LONGEST_FOLDED:
        return []
    found.topics.setdefault(folded, name)
    return anchor_of(f"/topics/{quote(folded, safe='')}/", match[0], kind="topic")


def anchor_of(href: str, shown: str, *, kind: str = "") -> list[Token]:
    """The tokens of a link; the renderer escapes what is shown."""
    opening = Token("link_open", "a", 1, attrs={"href": href, **({"class": kind} if kind else {})})
    return [opening, words(shown), Token("link_close", "a", -1)]


def words(content: str) -> Token:
    """A token of plain words."""
    return Token("text", "", 0, content=content)
