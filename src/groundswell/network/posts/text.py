"""Markdown of people → safe HTML, once, when it is written.

markdown-it renders CommonMark without raw HTML; nh3 then lets through nothing but the tags below.
Two walls, because the HTML is shown to others as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from html.parser import HTMLParser

import nh3
from django.utils.translation import gettext_lazy as _lazy
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from groundswell.foundation.errors import Refused
from groundswell.network.posts.linking import Mentioned, Resolve, anchor_of, link, words

__all__ = ["LONGEST", "Mentioned", "Rendered", "excerpt", "nobody", "plain_text", "render", "safe"]

LONGEST = 10_000  # characters: some four printed pages; longer texts are files
BLOCKS = {"p", "br", "hr", "pre", "blockquote", "ul", "ol", "li", "h5", "h6", "tr", "table"}
TAGS = BLOCKS | {"strong", "em", "s", "code", "a", "thead", "tbody", "th", "td"}
# The empty star takes back what nh3 allows everywhere: title and lang.
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "ol": {"start"}, "*": set()}
CLASSES = {"a": {"mention", "topic"}}
# Honest texts unfold at most some 10 times (a list of one letter each); tables know no bound.
UNFOLDS_TIMES, UNFOLDS_FREELY = 20, 10_000
SCHEMES = {"http", "https", "mailto"}
# An address of ours begins with one slash; two, or one and a backslash, lead to another host.
ADDRESS = re.compile(r"(?:https?://|mailto:|/(?![/\\])|#)", re.IGNORECASE)
NUL = "\x00"
LINE_ENDS = re.compile(r"\s*\n\s*")
TAG = re.compile(r"</?([a-z][a-z0-9]*)>")
PLAIN_HTML = re.compile(r"(?:[^<]++|</?[a-z][a-z0-9]*>)*+")


class TextIsEmpty(Refused):
    """There is nothing to publish."""

    message = _lazy("There is no text yet. Write something, then send it.")


class TextIsTooLong(Refused):
    """A post has a limit."""

    message = _lazy(
        "The text has %(length)s characters; a post has at most %(longest)s."
        " Shorten it, or attach it as a file."
    )


class TextUnfoldsTooFar(Refused):
    """A few characters of Markdown can stand for a table of many thousand cells."""

    message = _lazy(
        "This text would fill far more room than it has characters, most likely in a table."
        " Give the table fewer columns, or attach it as a file."
    )


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a source becomes: safe HTML, its words, whom it names, its topics, its links outside.

    Topics are as first written, each once; links are addresses of http and https, each once.
    """

    html: str
    plain: str
    mentions: Sequence[Mentioned]
    topics: Sequence[str]
    links: Sequence[str]


def nobody(handles: Iterable[str]) -> dict[str, Mentioned]:
    """Resolves no handle."""
    return {}


def render(source: str, *, resolve: Resolve = nobody, longest: int | None = LONGEST) -> Rendered:
    """The HTML of a Markdown text; every handle in it is resolved in one call.

    Raises:
        TextIsEmpty: nothing that anybody could see.
        TextIsTooLong: over `longest` characters (None: no limit, for imports).
        TextUnfoldsTooFar: the HTML is many times as long as the text.
    """
    if longest is not None and len(source) > longest:
        raise TextIsTooLong(length=len(source), longest=longest)
    tokens = _parser().parse(source.replace(NUL, ""))
    found = link(tokens, resolve)
    dirty = _parser().renderer.render(tokens, _parser().options, {})
    if len(dirty) > UNFOLDS_TIMES * len(source) + UNFOLDS_FREELY:
        raise TextUnfoldsTooFar
    clean = _wall().clean(dirty).strip()
    reader = _Words()
    reader.feed(clean)
    reader.close()
    if not reader.plain:
        raise TextIsEmpty
    mentions, topics = list(found.mentions.values()), list(found.topics.values())
    return Rendered(clean, reader.plain, mentions, topics, list(dict.fromkeys(reader.links)))


def safe(html: str) -> str:
    """HTML of a source that knows what its marks mean, behind the same wall as rendered text."""
    return _wall().clean(html).strip()


def plain_text(safe_html: str) -> str:
    """The words of rendered HTML, for search and previews."""
    if PLAIN_HTML.fullmatch(safe_html):
        return _lines(_pieces(safe_html))
    reader = _Words()
    reader.feed(safe_html)
    reader.close()
    return reader.plain


def excerpt(plain: str, length: int = 160) -> str:
    """The beginning of a text in one line of at most `length` characters, cut at a word."""
    line = " ".join(plain.split())
    if len(line) <= length:
        return line
    beginning = line[:length]
    whole_words = beginning.rpartition(" ")[0] or beginning[:-1]
    return whole_words.rstrip(".,;: ") + "…"


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    parser.enable(["table", "strikethrough", "linkify"])
    # Without a scheme "notes.md" and "plan.py" would be links to Moldova and Paraguay.
    if parser.linkify:
        parser.linkify.set({"fuzzy_link": False, "fuzzy_ip": False})
    parser.core.ruler.push("tame", _tame)
    return parser


@cache
def _wall() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_allowed,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow ugc",
    )


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    return value if attribute != "href" or ADDRESS.match(value) else None


def _tame(state: StateCore) -> None:
    for token in state.tokens:
        # A post's own title is an h4, so headings inside begin below it.
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + 4)}"
        if token.children:
            token.children = list(_without_images(token.children))


def _without_images(tokens: Iterable[Token]) -> Iterator[Token]:
    # Pictures are attached, never fetched from elsewhere: that would tell who reads, and when.
    depth = 0
    for token in tokens:
        depth += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "image":
            yield token
            continue
        address = str(token.attrGet("src") or "")
        shown = token.content or address
        yield from [words(shown)] if depth else anchor_of(address, shown)


def _lines(parts: Iterable[str]) -> str:
    return LINE_ENDS.sub("\n", "".join(parts)).strip()


def _pieces(html: str) -> Iterator[str]:
    """What `_Words` reads, of tags without attributes, which most posts have alone: much faster."""
    for index, piece in enumerate(TAG.split(html)):
        if index % 2:
            yield _between(piece)
        else:
            yield unescape(piece) if "&" in piece else piece


def _between(tag: str) -> str:
    return "\n" if tag in BLOCKS else " " if tag in {"td", "th"} else ""


class _Words(HTMLParser):
    """Reads the words and the links of rendered HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self._parts: list[str] = []

    @property
    def plain(self) -> str:
        return _lines(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        href = dict(attrs).get("href") or ""
        if href.lower().startswith(("http://", "https://")):
            self.links.append(href)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)

    def handle_data(self, data: str) -> None:
        self._parts.append(data)

    def _break(self, tag: str) -> None:
        if tag in BLOCKS:
            self._parts.append("\n")
        elif tag in {"td", "th"}:
            self._parts.append(" ")
