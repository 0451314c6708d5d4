"""Which parts of a message carry what was said, and that as one Markdown text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from groundswell.exchange.slack import markdown, mrkdwn, rich_text
from groundswell.exchange.slack.names import Names
from groundswell.exchange.slack.records import Message
from groundswell.exchange.slack.rich_text import BlockIsUnknown

SILENCE = "…"  # stands where a message has a part that cannot be put into words, and no other
# In 2015 to 2017 the text of a file told who uploaded it, and then what they said of it.
UPLOADED = re.compile(r"<@[^>]+> (?:uploaded|shared|mentioned) a file: <[^>]+>", re.DOTALL)
COMMENTED = re.compile(r"<@[^>]+> commented on .{1,80}? file <[^>]+>: ", re.DOTALL)
SAID_OF_IT = " and commented: "


def is_silent(message: Message) -> bool:
    """Whether a message has no words, no blocks, no attachments and no files."""
    raw = message.raw
    text = raw.get("text")
    has_words = isinstance(text, str) and bool(text.strip())
    return not (has_words or raw.get("blocks") or raw.get("attachments") or message.files)


def source(message: Message, names: Names) -> str:
    """What a message says, as Markdown; empty when its files alone speak."""
    parts = [_body(message, names), *_attachments(message, names)]
    text = markdown.settle("\n\n".join(part for part in parts if part.strip()))
    return text if text or message.files else SILENCE


def _body(message: Message, names: Names) -> str:
    text = message.raw.get("text")
    text = text if isinstance(text, str) else ""
    if message.raw.get("file"):
        text = _about_file(message, text)
    blocks = _list(message.raw.get("blocks"))
    if blocks and (found := _in_blocks(blocks, names, bool(text.strip()))):
        return found
    if message.subtype == "me_message":
        return markdown.paragraph(markdown.styled(mrkdwn.inline(text, names), italic=True))
    return mrkdwn.to_markdown(text, names)


def _in_blocks(blocks: Sequence[Any], names: Names, has_text: bool) -> str:
    try:
        return rich_text.to_markdown(blocks, names)
    except BlockIsUnknown:
        return "" if has_text else _known_blocks(blocks, names)


def _known_blocks(blocks: Sequence[Any], names: Names) -> str:
    parts = []
    for block in blocks:
        try:
            parts.append(rich_text.to_markdown([block], names))
        except BlockIsUnknown:
            continue
    return "\n\n".join(part for part in parts if part)


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


def _attachments(message: Message, names: Names) -> Iterator[str]:
    text = message.raw.get("text")
    has_body = bool(message.raw.get("blocks")) or (isinstance(text, str) and bool(text.strip()))
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


def _shared(item: Mapping[str, Any], names: Names) -> str:
    """A message that was passed on: its author's name, and what they said."""
    author = _string(item, "author_name") or _string(item, "author_subname")
    head = markdown.styled(mrkdwn.inline_label(author), bold=True) if author else ""
    said = _message_blocks(item, names) or _text_of(item, names)
    return markdown.quote("\n\n".join(part for part in (head, said) if part))


def _message_blocks(item: Mapping[str, Any], names: Names) -> str:
    found: list[Any] = []
    for shared in _list(item.get("message_blocks")):
        message = shared.get("message") if isinstance(shared, dict) else None
        found += _list(message.get("blocks")) if isinstance(message, dict) else []
    return _in_blocks(found, names, has_text=bool(_string(item, "text"))) if found else ""


def _attachment(item: Mapping[str, Any], names: Names) -> str:
    """What a bot or an app says: a line before, a title, a text, facts, a picture's address."""
    blocks = _list(item.get("blocks"))
    if blocks and (found := _in_blocks(blocks, names, bool(_string(item, "text")))):
        return found
    parts = [
        mrkdwn.to_markdown(_string(item, "pretext"), names),
        _title(item, names),
        mrkdwn.to_markdown(_string(item, "text"), names),
        *_facts(item, names),
    ]
    if image := _string(item, "image_url"):
        parts.append(markdown.link("", image))
    said = "\n\n".join(part for part in parts if part.strip())
    return said or mrkdwn.to_markdown(_string(item, "fallback"), names)


def _title(item: Mapping[str, Any], names: Names) -> str:
    title, address = _string(item, "title"), _string(item, "title_link")
    if not title:
        return ""
    if address:
        return markdown.styled(markdown.link(mrkdwn.inline_label(title), address), bold=True)
    return markdown.paragraph(markdown.styled(mrkdwn.inline(title, names), bold=True))


def _facts(item: Mapping[str, Any], names: Names) -> Iterator[str]:
    for fact in _list(item.get("fields")):
        if isinstance(fact, dict):
            title = markdown.styled(mrkdwn.inline(_string(fact, "title"), names), bold=True)
            value = mrkdwn.inline(_string(fact, "value"), names)
            yield markdown.paragraph("\n".join(part for part in (title, value) if part))


def _text_of(item: Mapping[str, Any], names: Names) -> str:
    return mrkdwn.to_markdown(_string(item, "text") or _string(item, "fallback"), names)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _string(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""
