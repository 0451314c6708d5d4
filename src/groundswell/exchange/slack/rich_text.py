"""Slack's rich text and other blocks to Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from groundswell.exchange.slack import markdown, mrkdwn
from groundswell.exchange.slack.names import Names
from groundswell.foundation import emojis

type Element = Mapping[str, Any]

SILENT = {"team", "file", "actions", "input", "call"}  # nothing of theirs can be read afterwards
INDENT = "    "


class BlockIsUnknown(ValueError):
    """A block of a kind that we cannot put into words; the message's own text can."""


def to_markdown(blocks: Iterable[Any], names: Names) -> str:
    """The blocks of a message as Markdown, not yet settled.

    Raises:
        BlockIsUnknown: one of them, or a part of one, is of no kind that we know.
    """
    parts = (_block(_element(block), names) for block in blocks)
    return "\n\n".join(part for part in parts if part.strip())


def _block(block: Element, names: Names) -> str:
    kind = str(block.get("type"))
    if kind in SILENT:
        return ""
    if kind not in _BLOCKS:
        raise BlockIsUnknown(kind)
    return _BLOCKS[kind](block, names)


def _rich_text(block: Element, names: Names) -> str:
    """Lists that follow each other are one list, nested by their indent."""
    parts: list[str] = []
    for is_list, group in groupby(_elements(block), lambda element: _kind(element) == _LIST):
        elements = list(group)
        parts += _lists(elements, names) if is_list else [_part(one, names) for one in elements]
    return "\n\n".join(part for part in parts if part.strip())


def _part(element: Element, names: Names) -> str:
    kind = _kind(element)
    if kind == "rich_text_preformatted":
        return _bordered(element, markdown.fence(_plain(element, names)))
    if kind not in ("rich_text_section", "rich_text_quote"):
        raise BlockIsUnknown(kind)
    text = markdown.paragraph(_inline(_elements(element), names))
    return markdown.quote(text) if kind == "rich_text_quote" else text


def _lists(elements: Iterable[Element], names: Names) -> list[str]:
    blocks: list[list[str]] = []
    depth, style, border = -1, "", None
    counts: dict[int, int] = {}
    for element in elements:
        wanted = min(_number(element, "indent"), depth + 1)
        is_other = wanted == 0 and element.get("style") != style
        if not blocks or is_other or bool(element.get("border")) != border:
            blocks.append([])
            wanted, counts, border = 0, {}, bool(element.get("border"))
            style = str(element.get("style"))
        if wanted > depth or not blocks[-1]:
            counts[wanted] = _number(element, "offset")
        depth = wanted
        lines = _items(element, names, depth, counts)
        blocks[-1].append(_bordered(element, "\n".join(lines)))
    return ["\n".join(block) for block in blocks]


def _items(element: Element, names: Names, depth: int, counts: dict[int, int]) -> Iterable[str]:
    for item in _elements(element):
        counts[depth] = counts.get(depth, 0) + 1
        mark = f"{counts[depth]}. " if element.get("style") == "ordered" else "- "
        text = markdown.paragraph(_inline(_elements(item), names)) or "\u00a0"
        below = "\n" + INDENT * depth + " " * len(mark)
        yield INDENT * depth + mark + text.replace("\n", below)


def _bordered(element: Element, text: str) -> str:
    return markdown.quote(text) if element.get("border") else text


def _inline(elements: Iterable[Element], names: Names) -> str:
    """Neighbours of one style become one stretch of it: marks that touch would end each other."""
    parts = []
    for style, group in groupby(elements, _style):
        bold, italic, strike, is_code = style
        leaves = list(group)
        if is_code and all(_kind(leaf) == "text" for leaf in leaves):
            inner = markdown.code("".join(_string(leaf, "text") for leaf in leaves))
        else:
            inner = "".join(_leaf(leaf, names) for leaf in leaves)
        parts.append(markdown.styled(inner, bold=bold, italic=italic, strike=strike))
    return "".join(parts)


def _style(leaf: Element) -> tuple[bool, bool, bool, bool]:
    style = leaf.get("style")
    if not isinstance(style, dict):
        return (False, False, False, False)
    bold, italic, strike, code = (
        bool(style.get(key)) for key in ("bold", "italic", "strike", "code")
    )
    return (bold, italic, strike, code)


def _leaf(leaf: Element, names: Names) -> str:
    kind = _kind(leaf)
    if kind not in _LEAVES:
        raise BlockIsUnknown(kind)
    return _LEAVES[kind](leaf, names)


def _text(leaf: Element, names: Names) -> str:
    return markdown.words(_string(leaf, "text"))


def _link(leaf: Element, names: Names) -> str:
    address, label = _string(leaf, "url"), _string(leaf, "text")
    if _style(leaf)[3]:
        return markdown.link(markdown.code(label or address), address)
    shown = "" if label in ("", address) else mrkdwn.inline_label(label)
    return markdown.link(shown, address)


def _emoji(leaf: Element, names: Names) -> str:
    codes = _string(leaf, "unicode").split("-")
    try:
        return "".join(chr(int(code, 16)) for code in codes)
    except ValueError:
        name = _string(leaf, "name")
        return emojis.character(name) or markdown.words(f":{name}:")


def _date(leaf: Element, names: Names) -> str:
    if fallback := _string(leaf, "fallback"):
        return markdown.words(fallback)
    return f"{datetime.fromtimestamp(_number(leaf, 'timestamp'), UTC):%Y-%m-%d %H:%M} UTC"


_LEAVES: dict[str, Callable[[Element, Names], str]] = {
    "text": _text,
    "link": _link,
    "emoji": _emoji,
    "date": _date,
    "user": lambda leaf, names: names.person(_string(leaf, "user_id")),
    "channel": lambda leaf, names: names.channel(_string(leaf, "channel_id")),
    "broadcast": lambda leaf, names: markdown.words(f"@{_string(leaf, 'range')}"),
    "color": lambda leaf, names: markdown.code(_string(leaf, "value")),
    "team": lambda leaf, names: "",
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


def _object(value: Any, names: Names) -> str:
    """Slack's text object: plain, or in mrkdwn."""
    if not isinstance(value, dict):
        return ""
    text = _string(value, "text")
    if value.get("type") == "mrkdwn":
        return mrkdwn.to_markdown(text, names)
    return markdown.paragraph(markdown.words(text))


def _section(block: Element, names: Names) -> str:
    fields = block.get("fields")
    said = [block.get("text"), *(fields if isinstance(fields, list) else [])]
    return "\n\n".join(part for one in said if (part := _object(one, names)))


def _header(block: Element, names: Names) -> str:
    return markdown.styled(_object(block.get("text"), names), bold=True)


def _context(block: Element, names: Names) -> str:
    said = (_object(element, names) for element in _elements(block) if _kind(element) != "image")
    return "\n\n".join(part for part in said if part)


def _image(block: Element, names: Names) -> str:
    title = block.get("title")
    label = _string(title, "text") if isinstance(title, dict) else ""
    label = label or _string(block, "alt_text")
    return markdown.link(mrkdwn.inline_label(label), _string(block, "image_url"))


def _video(block: Element, names: Names) -> str:
    label = _object(block.get("title"), names)
    return markdown.link(label, _string(block, "title_url") or _string(block, "video_url"))


_BLOCKS: dict[str, Callable[[Element, Names], str]] = {
    "rich_text": _rich_text,
    "section": _section,
    "header": _header,
    "context": _context,
    "image": _image,
    "video": _video,
    "divider": lambda block, names: "---",
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
