"""Which parts of a message carry what was said, and that as one Markdown text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from groundswell.exchange.slack import markdown, mrkdwn, rich_text
from groundswell.exchange.slack.markdown import Piece
from groundswell.exchange.slack.names import Names
from groundswell.exchange.slack.records import Message
from groundswell.exchange.slack.rich_text import BlockIsUnknown

SILENCE = "…"  # stands where a message has a part that cannot be put into words, and no other
# In 2015 to 2017 the text of a file told who uploaded it, and then what they said of it.
UPLOADED = re.compile(r"<@[^>]+> (?:uploaded|shared|mentioned) a file: <[^>]+>", re.DOTALL)
COMMENTED = re.compile(r"<@[^>]+> commented on .{1,80}? file <[^>]+>: ", re.DOTALL)
SAID_OF_IT = " and commented: "
NEW_LINE = Piece("\n", "\n")


def is_silent(message: Message) -> bool:
    """Whether a message has no words, no blocks, no attachments and no files."""
    raw = message.raw
    said = raw.get("text")
    has_words = isinstance(said, str) and bool(said.strip())
    return not (has_words or raw.get("blocks") or raw.get("attachments") or message.files)


def text(message: Message, names: Names) -> Piece:
    """What a message says, settled; empty when its files alone speak."""
    said = markdown.settle(markdown.blocks([_body(message, names), *_attachments(message, names)]))
    return said if said or message.files else markdown.words(SILENCE)


def _body(message: Message, names: Names) -> Piece:
    said = message.raw.get("text")
    said = said if isinstance(said, str) else ""
    if message.raw.get("file"):
        said = _about_file(message, said)
    blocks = _list(message.raw.get("blocks"))
    if blocks and (found := _in_blocks(blocks, names, has_text=bool(said.strip()))):
        return found
    if message.subtype == "me_message":
        return markdown.paragraph(markdown.styled(mrkdwn.inline(said, names), italic=True))
    return mrkdwn.to_markdown(said, names)


def _in_blocks(blocks: Sequence[Any], names: Names, *, has_text: bool) -> Piece:
    try:
        return rich_text.to_markdown(blocks, names)
    except BlockIsUnknown:
        return markdown.NOTHING if has_text else _known_blocks(blocks, names)


def _known_blocks(blocks: Sequence[Any], names: Names) -> Piece:
    parts = []
    for block in blocks:
        with suppress(BlockIsUnknown):
            parts.append(rich_text.to_markdown([block], names))
    return markdown.blocks(parts)


def _about_file(message: Message, text: str) -> str:
    comment = message.raw.get("comment")
    if isinstance(comment, dict) and isinstance(comment.get("comment"), str):
        return str(comment["comment"])
    if message.subtype == "file_comment":
        return COMMENTED.sub("", text, count=1)
    match = UPLOADED.match(text)
    if not match:
        return text
    _, _, said = text[match.end() :].partition(SAID_OF_IT)
    return said


def _attachments(message: Message, names: Names) -> Iterator[Piece]:
    said = message.raw.get("text")
    has_body = bool(message.raw.get("blocks")) or (isinstance(said, str) and bool(said.strip()))
    for item in _list(message.raw.get("attachments")):
        if isinstance(item, dict) and _is_told(item, names, has_body):
            yield _shared(item, names) if _is_message(item) else _attachment(item, names)


def _is_told(item: Mapping[str, Any], names: Names, has_body: bool) -> bool:
    """Previews of links say nothing of their author's; a private message is not told elsewhere."""
    if not has_body:
        return True
    if _is_message(item):
        place = str(item.get("channel_id") or "").upper()
        return bool(place) and (place == names.place or names.is_open(place))
    return not (item.get("from_url") or item.get("original_url") or item.get("is_app_unfurl"))


def _is_message(item: Mapping[str, Any]) -> bool:
    return bool(item.get("is_msg_unfurl") or item.get("is_share") or item.get("message_blocks"))


def _shared(item: Mapping[str, Any], names: Names) -> Piece:
    """A message that was passed on: its author's name, and what they said."""
    author = _string(item, "author_name") or _string(item, "author_subname")
    head = markdown.paragraph(markdown.styled(markdown.words(author), bold=True))
    said = _message_blocks(item, names) or mrkdwn.to_markdown(
        _string(item, "text") or _string(item, "fallback"), names
    )
    passed_on = markdown.blocks([head, said])
    return markdown.quote(passed_on) if passed_on else markdown.NOTHING


def _message_blocks(item: Mapping[str, Any], names: Names) -> Piece:
    found: list[Any] = []
    for shared in _list(item.get("message_blocks")):
        message = shared.get("message") if isinstance(shared, dict) else None
        found += _list(message.get("blocks")) if isinstance(message, dict) else []
    has_text = bool(_string(item, "text"))
    return _in_blocks(found, names, has_text=has_text) if found else markdown.NOTHING


def _attachment(item: Mapping[str, Any], names: Names) -> Piece:
    """What a bot or an app says: a line before, a title, a text, facts, a picture's address."""
    blocks = _list(item.get("blocks"))
    has_text = bool(_string(item, "text"))
    if blocks and (found := _in_blocks(blocks, names, has_text=has_text)):
        return found
    parts = [
        mrkdwn.to_markdown(_string(item, "pretext"), names),
        _title(item, names),
        mrkdwn.to_markdown(_string(item, "text"), names),
        *_facts(item, names),
    ]
    if image := _string(item, "image_url"):
        parts.append(markdown.paragraph(markdown.link(image)))
    said = markdown.blocks(parts)
    return said or mrkdwn.to_markdown(_string(item, "fallback"), names)


def _title(item: Mapping[str, Any], names: Names) -> Piece:
    title, address = _string(item, "title"), _string(item, "title_link")
    inline = mrkdwn.inline(title, names)
    if title and address:
        inline = markdown.link(address, markdown.label(mrkdwn.plain(title)))
    return markdown.paragraph(markdown.styled(inline, bold=True))


def _facts(item: Mapping[str, Any], names: Names) -> Iterator[Piece]:
    for fact in _list(item.get("fields")):
        if isinstance(fact, dict):
            title = markdown.styled(mrkdwn.inline(_string(fact, "title"), names), bold=True)
            value = mrkdwn.inline(_string(fact, "value"), names)
            told = [title, NEW_LINE, value] if title and value else [title, value]
            yield markdown.paragraph(markdown.join(told))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _string(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""
