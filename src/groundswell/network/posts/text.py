"""Markdown of people → safe HTML, once, when it is written.

markdown-it renders CommonMark without raw HTML; nh3 then lets through nothing but the tags below.
Two walls, because the HTML is shown to others as it is.
"""

from __future__ import annotations

import html as html_escape
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from urllib.parse import quote

import nh3
from django.utils.translation import gettext_lazy as _lazy
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from groundswell.foundation.errors import Refused
from groundswell.foundation.words import fold

LONGEST = 10_000  # characters: some four printed pages; longer texts are files
HANDLE = r"[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?"
MENTION_OR_TOPIC = re.compile(
    rf"(?<![\w/@#&.])(?:@(?P<handle>{HANDLE})|#(?P<topic>[\w-]*[^\W\d_][\w-]*))", re.IGNORECASE
)
TAGS = {
    *(["p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"]),
    *(["h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"]),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
CLASSES = {"a": {"mention", "topic"}}
SCHEMES = {"http", "https", "mailto"}


class TextIsEmpty(Refused):
    """There is nothing to publish."""

    message = _lazy("There is no text yet. Write something, then send it.")


class TextIsTooLong(Refused):
    """A post has a limit."""

    message = _lazy(
        "The text has %(length)s characters; a post has at most %(longest)s."
        " Shorten it, or attach it as a file."
    )


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A person or group that a text names."""

    id: int
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a source becomes: safe HTML, its words, whom it names and its topics as written."""

    html: str
    plain: str
    mentions: Sequence[Mentioned]
    topics: Sequence[str]


type Resolve = Callable[[Iterable[str]], dict[str, Mentioned]]


def nobody(handles: Iterable[str]) -> dict[str, Mentioned]:
    """Resolves no handle."""
    return {}


def render(source: str, *, resolve: Resolve = nobody, longest: int | None = LONGEST) -> Rendered:
    """The HTML of a Markdown text; every handle in it is resolved in one call.

    Raises:
        TextIsEmpty: nothing but white space.
        TextIsTooLong: over `longest` characters (None: no limit, for imports).
    """
    if not source.strip():
        raise TextIsEmpty
    if longest is not None and len(source) > longest:
        raise TextIsTooLong(length=len(source), longest=longest)
    tokens = _parser().parse(source.replace("\x00", ""))
    found = _Found(resolve(_handles(tokens)))
    for block in tokens:
        if block.children:
            block.children = _link_children(block.children, found)
    dirty = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(
        dirty,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow ugc",
    )
    return Rendered(clean.strip(), plain_text(clean), list(found.used.values()), found.topics)


def plain_text(safe_html: str) -> str:
    """The words of rendered HTML, for search and previews."""
    reader = _Words()
    reader.feed(safe_html)
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(reader.parts)).strip()


def excerpt(plain: str, length: int = 160) -> str:
    """The beginning of a text, cut at a word."""
    line = " ".join(plain.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(".,;: ") + "…"


class _Found:
    def __init__(self, known: dict[str, Mentioned]) -> None:
        self.known = known
        self.used: dict[int, Mentioned] = {}
        self.topics: list[str] = []

    def mention(self, handle: str) -> Mentioned | None:
        mentioned = self.known.get(handle.lower())
        if mentioned:
            self.used[mentioned.id] = mentioned
        return mentioned


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    parser.enable(["table", "strikethrough", "linkify"])
    parser.core.ruler.push("tame", _tame)
    return parser


def _tame(state: StateCore) -> None:
    for token in state.tokens:
        # A post's own title is an h4, so headings inside begin below it.
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + 4)}"
        for child in token.children or ():
            if child.type == "image":
                _image_to_link(child)


def _image_to_link(token: Token) -> None:
    # Pictures are attached, never fetched from elsewhere: that would tell who reads, and when.
    address = html_escape.escape(str(token.attrGet("src") or ""))
    words = html_escape.escape(token.content or str(token.attrGet("src") or ""))
    token.type, token.content, token.children = (
        "html_inline",
        f'<a href="{address}">{words}</a>',
        None,
    )


def _handles(tokens: Iterable[Token]) -> set[str]:
    return {
        match["handle"].lower()
        for block in tokens
        for child in block.children or ()
        if child.type == "text"
        for match in MENTION_OR_TOPIC.finditer(child.content)
        if match["handle"]
    }


def _link_children(children: list[Token], found: _Found) -> list[Token]:
    linked: list[Token] = []
    depth = 0
    for child in children:
        depth += (child.type == "link_open") - (child.type == "link_close")
        if child.type == "text" and not depth:
            linked += _link_text(child.content, found)
        else:
            linked.append(child)
    return linked


def _link_text(content: str, found: _Found) -> list[Token]:
    tokens: list[Token] = []
    end = 0
    for match in MENTION_OR_TOPIC.finditer(content):
        link = _link(match, found)
        if link:
            tokens += [_text(content[end : match.start()]), link]
            end = match.end()
    return [*tokens, _text(content[end:])]


def _link(match: re.Match[str], found: _Found) -> Token | None:
    if match["handle"]:
        mentioned = found.mention(match["handle"])
        if mentioned is None:
            return None
        return _anchor("mention", mentioned.href, mentioned.name)
    found.topics.append(match["topic"])
    return _anchor("topic", f"/topics/{quote(fold(match['topic']))}/", match[0])


def _anchor(kind: str, href: str, words: str) -> Token:
    token = Token("html_inline", "", 0)
    token.content = (
        f'<a class="{kind}" href="{html_escape.escape(href)}">{html_escape.escape(words)}</a>'
    )
    return token


def _text(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token


class _Words(HTMLParser):
    BLOCKS = frozenset(TAGS - {"strong", "em", "s", "code", "a", "td", "th", "thead", "tbody"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def _break(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")
