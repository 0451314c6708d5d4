"""Slack's rich text and other blocks to Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from groundswell.exchange.slack import markdown, mrkdwn
from groundswell.exchange.slack.markdown import Piece
from groundswell.exchange.slack.names import Names
from groundswell.foundation import emojis

type Element = Mapping[str, Any]

SILENT = {"team", "file", "actions", "input", "call"}  # nothing of theirs can be read afterwards
INDENT = "    "


class BlockIsUnknown(ValueError):
    """A block of a kind that we cannot put into words; the message's own text can."""


def to_markdown(blocks: Iterable[Any], names: Names) -> Piece:
    """The blocks of a message, not yet settled.

    Raises:
        BlockIsUnknown: one of them, or a part of one, is of no kind that we know.
    """
    return markdown.blocks(_block(_element(block), names) for block in blocks)


def _block(block: Element, names: Names) -> Piece:
    kind = str(block.get("type"))
    if kind in SILENT:
        return markdown.NOTHING
    if kind not in _BLOCKS:
        raise BlockIsUnknown(kind)
    return _BLOCKS[kind](block, names)


def _rich_text(block: Element, names: Names) -> Piece:
    """Lists that follow each other are one list, nested by their indent."""
    parts: list[Piece] = []
    for is_list, group in groupby(_elements(block), lambda element: _kind(element) == _LIST):
        elements = list(group)
        parts += lists(elements, names) if is_list else [_part(one, names) for one in elements]
    return markdown.blocks(parts)


def _part(element: Element, names: Names) -> Piece:
    kind = _kind(element)
    if kind == "rich_text_preformatted":
        code = markdown.fence(_plain(element, names))
        return markdown.quote(code) if element.get("border") else code
    if kind not in ("rich_text_section", "rich_text_quote"):
        raise BlockIsUnknown(kind)
    text = markdown.paragraph(_inline(_elements(element), names))
    return markdown.quote(text) if text and kind == "rich_text_quote" else text


def lists(elements: Iterable[Element], names: Names) -> list[Piece]:
    """Lists in a row: a deeper one belongs to the last item of the one before."""
    found = []
    for _, group in groupby(_levels(elements), lambda level: level.number):
        levels = list(group)
        items, marks, indents = [], [], []
        for level in levels:
            for place, item in enumerate(_elements(level.element), level.first):
                items.append(markdown.paragraph(_inline(_elements(item), names)))
                is_ordered = level.element.get("style") == "ordered"
                marks.append(f"{place}. " if is_ordered else "- ")
                indents.append(INDENT * level.depth)
        if items:
            piece = markdown.bullets(items, marks, indents)
            found.append(markdown.quote(piece) if levels[0].element.get("border") else piece)
    return found


@dataclass(frozen=True, slots=True)
class _Level:
    """One list of Slack's: in which list of ours, how deep, and its first number."""

    element: Element
    number: int
    depth: int
    first: int


def _levels(elements: Iterable[Element]) -> Iterator[_Level]:
    number, last, counts = 0, -1, {0: 0}
    outer: Element | None = None
    for element in elements:
        depth = min(_number(element, "indent"), last + 1)
        if outer is None or (depth == 0 and _look(element) != _look(outer)):
            number, depth, outer, counts = number + 1, 0, element, {}
        if depth > last or depth not in counts:
            counts[depth] = _number(element, "offset")
        last = depth
        yield _Level(element, number, depth, counts[depth] + 1)
        counts[depth] += len(_elements(element))


def _look(element: Element) -> tuple[object, bool]:
    return element.get("style"), bool(element.get("border"))


def _inline(elements: Iterable[Element], names: Names) -> Piece:
    """Neighbours of one style become one stretch of it: marks that touch would end each other."""
    parts = []
    for style, group in groupby(elements, _style):
        bold, italic, strike, is_code = style
        leaves = list(group)
        if is_code and all(_kind(leaf) == "text" for leaf in leaves):
            inner = markdown.code("".join(_string(leaf, "text") for leaf in leaves))
        else:
            inner = markdown.join(_leaf(leaf, names) for leaf in leaves)
        parts.append(markdown.styled(inner, bold=bold, italic=italic, strike=strike))
    return markdown.join(parts)


def _style(leaf: Element) -> tuple[bool, bool, bool, bool]:
    style = leaf.get("style")
    if not isinstance(style, dict):
        return (False, False, False, False)
    bold, italic, strike, code = (
        bool(style.get(key)) for key in ("bold", "italic", "strike", "code")
    )
    return (bold, italic, strike, code)


def _leaf(leaf: Element, names: Names) -> Piece:
    kind = _kind(leaf)
    if kind not in _LEAVES:
        raise BlockIsUnknown(kind)
    return _LEAVES[kind](leaf, names)


def _link(leaf: Element, names: Names) -> Piece:
    address, label = _string(leaf, "url"), _string(leaf, "text")
    if _style(leaf)[3]:
        return markdown.link(address, markdown.code(label or address))
    return markdown.link(
        address, markdown.NOTHING if label in ("", address) else markdown.label(label)
    )


def _emoji(leaf: Element, names: Names) -> Piece:
    codes = _string(leaf, "unicode").split("-")
    try:
        return markdown.words("".join(chr(int(code, 16)) for code in codes))
    except (ValueError, OverflowError):
        name = _string(leaf, "name")
        return markdown.words(emojis.character(name) or f":{name}:")


def _date(leaf: Element, names: Names) -> Piece:
    at = datetime.fromtimestamp(_number(leaf, "timestamp"), UTC)
    return markdown.words(_string(leaf, "fallback") or f"{at:%Y-%m-%d %H:%M} UTC")


_LEAVES: dict[str, Callable[[Element, Names], Piece]] = {
    "text": lambda leaf, names: markdown.words(_string(leaf, "text")),
    "link": _link,
    "emoji": _emoji,
    "date": _date,
    "user": lambda leaf, names: names.person(_string(leaf, "user_id")),
    "channel": lambda leaf, names: names.channel(_string(leaf, "channel_id")),
    "broadcast": lambda leaf, names: markdown.call(_string(leaf, "range")),
    "color": lambda leaf, names: markdown.code(_string(leaf, "value")),
    "team": lambda leaf, names: markdown.NOTHING,
}


def _plain(element: Element, names: Names) -> str:
    """What stands in code: the words of each leaf without their style."""
    parts = []
    for leaf in _elements(element):
        if _kind(leaf) == "user":
            parts.append(names.plain_person(_string(leaf, "user_id")))
        else:
            parts.append(_string(leaf, "text") or _string(leaf, "url") or _string(leaf, "name"))
    return "".join(parts)


def _object(value: Any, names: Names) -> Piece:
    """Slack's text object: plain, or in mrkdwn."""
    if not isinstance(value, dict):
        return markdown.NOTHING
    text = _string(value, "text")
    if value.get("type") == "mrkdwn":
        return mrkdwn.to_markdown(text, names)
    return markdown.paragraph(markdown.words(text))


def _section(block: Element, names: Names) -> Piece:
    fields = block.get("fields")
    said = [block.get("text"), *(fields if isinstance(fields, list) else [])]
    return markdown.blocks(_object(one, names) for one in said)


def _header(block: Element, names: Names) -> Piece:
    text = block.get("text")
    words = markdown.words(_string(text, "text") if isinstance(text, dict) else "")
    return markdown.paragraph(markdown.styled(words, bold=True))


def _context(block: Element, names: Names) -> Piece:
    said = (element for element in _elements(block) if _kind(element) != "image")
    return markdown.blocks(_object(element, names) for element in said)


def _image(block: Element, names: Names) -> Piece:
    title = block.get("title")
    said = _string(title, "text") if isinstance(title, dict) else ""
    shown = markdown.label(said or _string(block, "alt_text"))
    return markdown.paragraph(markdown.link(_string(block, "image_url"), shown))


def _video(block: Element, names: Names) -> Piece:
    title = block.get("title")
    shown = markdown.label(_string(title, "text") if isinstance(title, dict) else "")
    address = _string(block, "title_url") or _string(block, "video_url")
    return markdown.paragraph(markdown.link(address, shown))


_BLOCKS: dict[str, Callable[[Element, Names], Piece]] = {
    "rich_text": _rich_text,
    "section": _section,
    "header": _header,
    "context": _context,
    "image": _image,
    "video": _video,
    "divider": lambda block, names: Piece("---", "<hr>"),
}
_LIST = "rich_text_list"


def _kind(element: Element) -> str:
    return str(element.get("type"))


def _elements(element: Element) -> list[Element]:
    found = element.get("elements") or []
    if not isinstance(found, list):
        raise BlockIsUnknown("elements")
    return [_element(item) for item in found]


def _element(value: Any) -> Element:
    if not isinstance(value, dict):
        raise BlockIsUnknown(type(value).__name__)
    return value


def _string(element: Element, key: str) -> str:
    value = element.get(key)
    return value if isinstance(value, str) else ""


def _number(element: Element, key: str) -> int:
    value = element.get(key)
    return value if isinstance(value, int) and 0 <= value < 4_000_000_000 else 0
