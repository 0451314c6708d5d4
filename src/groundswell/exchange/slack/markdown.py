"""Writing Markdown that says what was meant and nothing else, with its HTML beside it.

Words are escaped, so that a star or a number with a point stays one. What must stand apart from
its neighbours (a mention, the marks of bold text) is framed until `settle` takes the frames away.

Rendering Markdown is by far the dearest part of an import (measured: two thirds of its time), and
here it is known what each mark means. So a piece carries the HTML that rendering would give, or
none where only rendering can tell; a test holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from html import escape
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt

from groundswell.exchange.slack.frames import CLOSE, FRAMES, NAME, NAMED, OPEN, gaps

SPECIAL = re.compile(
    r"[\\`*~\[\]<]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word an underscore is one
    r"|&(?=#?\w+;)"
)
ADDRESS = re.compile(r"https?://[^\s<>\\`\"]*[^\s<>\\`\".,;:!?'()\[\]、。」）]", re.IGNORECASE)
LINKED = re.compile(
    r"(?<!#)#(?!\s|#|\d+(?![\w-]))|@(?!\s)|//"
)  # in words, rendering makes links of these
LINE = re.compile(r"#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-{2,}\s*$|(?=[|:\-\s]*-[|:\-\s]*$)[|:\-]")
NUMBER = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
INDENT = re.compile(r"[ \t]{2,}|\t")
SCHEME = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
UNSURE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
# Most words hold nothing that could mean something else anywhere.
PLAIN = re.compile(r"[^\\`*~\[\]<>&_#@/\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\ue003]*")
NBSP = "\u00a0"
ENTITY = re.compile(r"&(?=#?\w+;)")

type Change = Callable[[str], str]


class Piece(NamedTuple):
    """A piece of Markdown, and its HTML as rendering would give it, if that is known.

    A tuple, because a message is made of dozens of them.
    """

    source: str
    html: str | None

    def __bool__(self) -> bool:
        return bool(self.source.strip())


NOTHING = Piece("", "")


def join(pieces: Iterable[Piece]) -> Piece:
    """Inline pieces, one after the other."""
    found = list(pieces)
    return found[0] if len(found) == 1 else _joined(found, "", "")


def blocks(pieces: Iterable[Piece]) -> Piece:
    """Blocks, one below the other; empty ones are left out."""
    found = [piece for piece in pieces if piece]
    # Two lists below each other would be read as one.
    lists = [piece.html is None or piece.html.startswith(("<ul>", "<ol")) for piece in found]
    joined = _joined(found, "\n\n", "\n")
    touch = any(first and second for first, second in pairwise(lists))
    return Piece(joined.source, None) if touch else joined


def words(text: str) -> Piece:
    """Plain text as Markdown that shows just that; addresses in it become links."""
    if PLAIN.fullmatch(text):
        return Piece(text, text)
    text = _clean(text)
    if "://" not in text:
        return _escaped(text)
    parts, end = [], 0
    for match in ADDRESS.finditer(text):
        parts += [_escaped(text[end : match.start()]), link(match[0])]
        end = match.end()
    return join([*parts, _escaped(text[end:])])


def label(text: str) -> Piece:
    """Plain words in one line, for a link: in there nothing is linked again."""
    line = " ".join(_clean(text).split())
    return Piece(SPECIAL.sub(r"\\\g<0>", line), escape(line, quote=False))


def link(address: str, shown: Piece = NOTHING) -> Piece:
    """A link with an inline label; the label alone if it leads nowhere on the web."""
    address = _clean(address).strip()
    if not SCHEME.match(address):
        return shown or _escaped(address)
    quoted = re.sub(r"[\s<>\\]", lambda match: f"%{ord(match[0]):02X}", address)
    href, words_of_it = _normal(quoted)
    if not shown:
        return Piece(f"<{quoted}>", _anchor(href, escape(words_of_it, quote=False)))
    source = f"[{shown.source}](<{ENTITY.sub(r'\\&', quoted)}>)"
    return Piece(source, None if shown.html is None else _anchor(href, shown.html))


def code(text: str) -> Piece:
    """Inline code."""
    inner = _clean(text).replace("\n", " ")
    if not inner.strip():
        return Piece(inner, None)
    fence = "`" * (_longest_run(inner) + 1)
    pad = " " if inner[0] in "` " or inner[-1] in "` " else ""
    return Piece(f"{fence}{pad}{inner}{pad}{fence}", f"<code>{escape(inner, quote=False)}</code>")


def fence(text: str) -> Piece:
    """A block of code."""
    inner = _clean(text).strip("\n")
    marks = "`" * max(3, _longest_run(inner) + 1)
    html = f"<pre><code>{escape(inner, quote=False)}\n</code></pre>" if inner else None
    return Piece(f"{marks}\n{inner}\n{marks}", html)


def styled(
    inner: Piece, *, bold: bool = False, italic: bool = False, strike: bool = False
) -> Piece:
    """Inline Markdown in a style, line by line, with the spaces at its ends left outside."""
    tags = ["s"] * strike + ["em"] * italic + ["strong"] * bold
    if not tags:
        return inner
    marks = "~~" * strike + "*" * (2 * bold + italic)
    before = "".join(f"<{tag}>" for tag in tags)
    after = "".join(f"</{tag}>" for tag in reversed(tags))
    return _each_line(
        inner,
        lambda line: _framed(line, marks, marks[::-1]),
        lambda line: _framed(line, before, after),
    )


def mention(handle: str, name: str, href: str) -> Piece:
    """A person or group, called by their handle here."""
    anchor = f'<a href="{href}" class="mention">@{escape(name, quote=False)}</a>'
    return Piece(f"{NAME}@{handle}{NAMED}", f"{NAME}{anchor}{NAMED}")


def call(everybody: str) -> Piece:
    """A call such as @here: it names nobody of ours."""
    framed = f"{NAME}@{_escaped(_clean(everybody)).source}{NAMED}"
    is_plain = bool(re.fullmatch(r"[a-z]+", everybody))
    return Piece(framed, framed if is_plain else None)


def paragraph(inline: Piece) -> Piece:
    """Inline Markdown as paragraphs: what begins a line is no heading, list or quote."""
    lined = _each_line(inline, _line, _indented)
    source = lined.source.rstrip(" \t\n").strip("\n")
    html = None if lined.html is None else _paragraphs(source.split("\n"), lined.html.strip("\n"))
    return Piece(source, html)


def bullets(items: Sequence[Piece], marks: Sequence[str], indents: Sequence[str] = ()) -> Piece:
    """A list of items, each with its mark (`- `, or a number with a point) and its indent."""
    lines = [
        indent + mark + (item.source or NBSP).replace("\n", "\n" + " " * len(indent + mark))
        for mark, item, indent in zip(marks, items, indents or [""] * len(items), strict=True)
    ]
    inner = [_item(item) for item in items]
    known = [one for one in inner if one is not None]
    is_known = len(known) == len(items) and not any(indents)
    html = "".join(f"<li>{one}</li>\n" for one in known)
    return Piece("\n".join(lines), _list(marks[0], html) if is_known else None)


def quote(inner: Piece) -> Piece:
    """Blocks inside a quotation."""
    source = "\n".join(f"> {line}".rstrip() for line in inner.source.split("\n"))
    is_known = inner.html is not None and "<pre>" not in inner.html
    return Piece(source, f"<blockquote>\n{inner.html}\n</blockquote>" if is_known else None)


def settle(piece: Piece) -> Piece:
    """The finished Markdown: frames are replaced by the space that their neighbours need."""
    source, html = piece
    if found := gaps(source):
        rest = iter(found)
        source = FRAMES.sub(lambda frame: next(rest), source)
        if html is not None:
            again = iter(found)
            html = FRAMES.sub(lambda frame: next(again, ""), html)
    return Piece(source.strip("\n"), html)


def _joined(pieces: Sequence[Piece], between: str, between_html: str) -> Piece:
    source = between.join([piece.source for piece in pieces])
    htmls = [piece.html for piece in pieces if piece.html is not None]
    return Piece(source, between_html.join(htmls) if len(htmls) == len(pieces) else None)


def _escaped(text: str) -> Piece:
    is_known = not LINKED.search(text) and not UNSURE.search(text)
    return Piece(SPECIAL.sub(r"\\\g<0>", text), escape(text, quote=False) if is_known else None)


def _clean(text: str) -> str:
    return FRAMES.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _each_line(piece: Piece, of_source: Change, of_html: Change) -> Piece:
    source = piece.source.split("\n")
    html = None if piece.html is None else piece.html.split("\n")
    if html is not None and len(html) != len(source):
        html = None
    return Piece(
        "\n".join(map(of_source, source)),
        None if html is None else "\n".join(map(of_html, html)),
    )


def _framed(line: str, before: str, after: str) -> str:
    inner = line.strip()
    if not inner:
        return line
    left, right = line.partition(inner)[0], line.rpartition(inner)[2]
    return f"{left}{OPEN}{before}{inner}{after}{CLOSE}{right}"


def _line(line: str) -> str:
    bare = _indented(line)
    if bare[:1] != NBSP and LINE.match(bare):
        bare = "\\" + bare
    return NUMBER.sub(r"\1\\\2", bare, count=1) if NUMBER.match(bare) else bare


def _indented(line: str) -> str:
    bare = line.lstrip(" \t")
    # Four spaces would make code of it, fewer would vanish.
    indent = INDENT.match(line)
    return NBSP * len(indent[0].expandtabs(4)) + bare if indent and bare else bare


def _paragraphs(source: Sequence[str], html: str) -> str | None:
    found: list[list[str]] = [[]]
    for line, shown in zip(source, html.split("\n"), strict=False):
        if line.strip():
            found[-1].append(shown.rstrip(" "))
        elif line.strip(" \t"):
            return None
        else:
            found.append([])
    return "\n".join(f"<p>{'<br>\n'.join(lines).strip()}</p>" for lines in found if lines)


def _item(item: Piece) -> str | None:
    html = item.html
    if html is None or not html.startswith("<p>") or html.count("<p>") > 1:
        return None
    return html.removeprefix("<p>").removesuffix("</p>") or None


def _list(mark: str, html: str) -> str:
    number = mark.partition(".")[0]
    if not number.isdigit():
        return f"<ul>\n{html}</ul>"
    start = "" if number == "1" else f' start="{number}"'
    return f"<ol{start}>\n{html}</ol>"


@lru_cache(10_000)
def _normal(address: str) -> tuple[str, str]:
    parser = _parser()
    return parser.normalizeLink(address), parser.normalizeLinkText(address)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt()


def _anchor(href: str, shown: str) -> str:
    return f'<a href="{escape(href)}">{shown}</a>'


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)
