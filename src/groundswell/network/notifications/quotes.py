"""What somebody wrote in a mail, without what they quoted.

Our mails begin with a line that says where to write; everything from that line on is ours. Where a
program dropped it, the usual beginnings of a quotation tell, in English and German.
"""

from __future__ import annotations

import re
from email.message import EmailMessage
from html.parser import HTMLParser

MARK = "##-"  # how the line above which one writes begins, in every language
BEGINNINGS = (
    re.compile(r"^\s*(?:>\s?)*##-"),
    re.compile(r"^\s*>"),
    re.compile(r"(?i)^-{2,}\s*(?:original message|forwarded message|urspr\w*ngliche nachricht)"),
    re.compile(r"^_{20,}\s*$"),
    re.compile(r"^-- ?$"),
    re.compile(r"(?i)^sent from my |^von meinem .+ gesendet|^gesendet mit |^get outlook for "),
)
# The headers of what is quoted: one such line alone may be somebody's own words.
SENDER = re.compile(r"(?i)^\s*\*?(?:from|von):\*?\s.+")
NEXT_HEADER = re.compile(r"(?i)^\s*\*?(?:sent|gesendet|to|an|date|datum|subject|betreff):")
# "On Monday, Halden wrote:" may be broken over two or three lines.
ATTRIBUTION = re.compile(
    r"(?is)^(?:on\s.{4,200}\swrote|am\s.{4,200}\sschrieb(?:\s.{1,120})?)\s?:\s*$"
)
LINES_OF_ATTRIBUTION = 3
BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "blockquote"})
SILENT = frozenset({"blockquote", "style", "script", "head", "title"})
QUOTING = ("gmail_quote", "moz-cite-prefix", "yahoo_quoted", "divRplyFwdMsg", "appendonsend")


def said(message: EmailMessage) -> str:
    """The words of a mail, without quotation and signature; empty when there are none."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content())
    if body.get_content_subtype() == "html":
        text = _words_of(text)
    return cut(text)


def cut(text: str) -> str:
    """The part of a text above what it quotes."""
    lines = text.replace("\r\n", "\n").replace("\xa0", " ").split("\n")
    kept = []
    for number, line in enumerate(lines):
        begins = any(beginning.match(line) for beginning in BEGINNINGS)
        if begins or _is_attribution(lines, number) or _are_headers(lines, number):
            break
        kept.append(line.rstrip())
    return "\n".join(kept).strip()


def _are_headers(lines: list[str], number: int) -> bool:
    following = lines[number + 1 : number + 2]
    return bool(SENDER.match(lines[number])) and any(map(NEXT_HEADER.match, following))


def _is_attribution(lines: list[str], number: int) -> bool:
    if not re.match(r"\s*(?:on|am)\s", lines[number], re.IGNORECASE):
        return False
    spans = (lines[number : number + count] for count in range(1, LINES_OF_ATTRIBUTION + 1))
    return any(ATTRIBUTION.match(" ".join(line.strip() for line in span)) for span in spans)


class _Words(HTMLParser):
    """The words of HTML, a line for a block; quotations are left out, whatever they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = " ".join(value or "" for key, value in attrs if key in {"class", "id"})
        is_quoting = tag in SILENT or any(name in names for name in QUOTING)
        if is_quoting or self._silent:
            if tag != "br":
                self._silent.append(tag)
        elif tag in BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            while self._silent and self._silent.pop() != tag:
                pass
        elif not self._silent and tag in BREAKS - {"br"}:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(re.sub(r"\s+", " ", data))


def _words_of(html: str) -> str:
    reader = _Words()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.words))
