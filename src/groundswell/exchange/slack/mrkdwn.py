"""Slack's own markup, mrkdwn, to Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from groundswell.exchange.slack import markdown
from groundswell.exchange.slack.markdown import Piece
from groundswell.exchange.slack.names import Names
from groundswell.foundation import emojis

FENCE = re.compile(r"```(.*?)```", re.DOTALL)
INLINE = re.compile(
    r"<(?P<reference>[^<>\n]+)>"
    r"|`(?P<code>[^`\n]+)`"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<![\w])_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w])"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])"
    r"|:(?P<emoji>[^\s:<>`*~]{1,60}(?:::skin-tone-[2-6])?):"
)
REFERENCE = re.compile(r"(?P<kind>[@#!]?)(?P<target>[^|]*)(?:\|(?P<label>.*))?", re.DOTALL)
BULLET = re.compile(r"(?P<indent>\s*)[•◦▪]\s+(?P<item>.*)")
QUOTED = re.compile(r"(?:&gt;|>)\s?(?P<line>.*)")
TO_THE_END = re.compile(r"^(?:&gt;|>){3}", re.MULTILINE)
NESTED = "    "


def plain(text: str) -> str:
    """The three characters that Slack escapes, as they are."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def to_markdown(text: str, names: Names) -> Piece:
    """A text in mrkdwn as blocks, not yet settled."""
    found: list[Piece] = []
    for number, part in enumerate(FENCE.split(text)):
        if number % 2:
            found.append(markdown.fence(code_text(part, names)))
        elif part.strip():
            found += _blocks(part.strip("\n"), names)
    return markdown.blocks(found)


def inline(text: str, names: Names) -> Piece:
    """A piece of mrkdwn within a paragraph, not yet settled."""
    parts, end = [], 0
    for match in INLINE.finditer(text):
        found = _INLINE[match.lastgroup or ""](match, names)
        if found is not None:
            parts += [markdown.words(plain(text[end : match.start()])), found]
            end = match.end()
    return markdown.join([*parts, markdown.words(plain(text[end:]))])


def code_text(text: str, names: Names) -> str:
    """What stands in code, in plain words."""

    def said(match: re.Match[str]) -> str:
        kind, target, label = _parts(match[1])
        return names.plain_person(target, label) if kind == "@" else label or target

    return plain(re.sub(r"<([^<>\n]+)>", said, text))


def _blocks(text: str, names: Names) -> Iterator[Piece]:
    before, quoted = text, ""
    if match := TO_THE_END.search(text):
        before, quoted = text[: match.start()], text[match.end() :]
    for shape, lines in groupby(before.split("\n"), _shape):
        yield _SHAPES[shape](list(lines), names)
    if quoted.strip():
        yield markdown.quote(markdown.paragraph(inline(quoted.strip(), names)))


def _shape(line: str) -> str:
    if QUOTED.match(line):
        return "quote"
    return "list" if BULLET.match(line) else "words"


def _words(lines: list[str], names: Names) -> Piece:
    return markdown.paragraph(inline("\n".join(lines).strip("\n"), names))


def _quote(lines: list[str], names: Names) -> Piece:
    said = "\n".join(match["line"] for line in lines if (match := QUOTED.match(line)))
    inner = markdown.paragraph(inline(said, names))
    return markdown.quote(inner) if inner else markdown.NOTHING


def _list(lines: list[str], names: Names) -> Piece:
    items: list[Piece] = []
    indents: list[str] = []
    for match in filter(None, map(BULLET.match, lines)):
        is_deep = bool(items) and len(match["indent"].expandtabs(4)) >= 2
        indents.append(NESTED * is_deep)
        items.append(markdown.paragraph(inline(match["item"], names)))
    return markdown.bullets(items, ["- "] * len(items), indents)


_SHAPES: dict[str, Callable[[list[str], Names], Piece]] = {
    "words": _words,
    "quote": _quote,
    "list": _list,
}


def _reference(match: re.Match[str], names: Names) -> Piece | None:
    kind, target, label = _parts(match["reference"])
    if kind == "@":
        return names.person(target, plain(label))
    if kind == "#":
        return names.channel(target, plain(label))
    if kind == "!":
        # here, channel, everyone; a group of users or a date has its words as the label.
        is_said = bool(label) and label.lstrip("@") != target
        return markdown.words(plain(label)) if is_said else markdown.call(target.split("^")[0])
    if ":" not in target:
        return None
    shown = markdown.NOTHING if label in ("", target) else markdown.label(plain(label))
    return markdown.link(plain(target), shown)


def _parts(reference: str) -> tuple[str, str, str]:
    match = REFERENCE.fullmatch(reference)
    return (match["kind"], match["target"], match["label"] or "") if match else ("", reference, "")


def _code(match: re.Match[str], names: Names) -> Piece:
    return markdown.code(code_text(match["code"], names))


def _bold(match: re.Match[str], names: Names) -> Piece:
    return markdown.styled(inline(match["bold"], names), bold=True)


def _italic(match: re.Match[str], names: Names) -> Piece:
    return markdown.styled(inline(match["italic"], names), italic=True)


def _strike(match: re.Match[str], names: Names) -> Piece:
    return markdown.styled(inline(match["strike"], names), strike=True)


def _emoji(match: re.Match[str], names: Names) -> Piece | None:
    shown = emojis.character(match["emoji"])
    return markdown.words(shown) if shown else None


_INLINE: dict[str, Callable[[re.Match[str], Names], Piece | None]] = {
    "reference": _reference,
    "code": _code,
    "bold": _bold,
    "italic": _italic,
    "strike": _strike,
    "emoji": _emoji,
}
