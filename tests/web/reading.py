"""What a page says: its words, and what stands in it where."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

QUIET = {"script", "style"}
FIGURE = re.compile(r'(<(figure|section) class="figure[ "].*?</\2>)', re.DOTALL)
DRAWING = re.compile(r"<svg[^>]*>\s*<title[^>]*>(.*?)</title>(.*?)</svg>", re.DOTALL)
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
TEXT = re.compile(r'<text[^>]*class="([^"]*)"[^>]*>(.*?)</text>')


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._quiet += tag in QUIET

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in QUIET

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.words.append(data)


def main_of(answer) -> str:
    """The HTML of what a page is about, without its frame."""
    html = answer.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def words_of(answer) -> str:
    """The words of what a page is about, in one line."""
    reader = _Words()
    reader.feed(main_of(answer))
    return " ".join(" ".join(reader.words).split())


def posts_of(answer) -> list[int]:
    """The ids of the threads on a page, in their order."""
    return [
        int(id_) for id_ in re.findall(r'<article class="card post" id="post-(\d+)"', text(answer))
    ]


def replies_of(answer) -> list[int]:
    """The ids of the replies on a page, in their order; removed ones too."""
    return [
        int(id_)
        for id_ in re.findall(r'<(?:div|p class="reply__gone") id="post-(\d+)"', text(answer))
    ]


def text(answer) -> str:
    return answer.content.decode()


def toast_of(client) -> str:
    """The word about what was done, on the next page."""
    found = re.search(r'<div class="toast">([^<]*)</div>', text(client.get("/settings/")))
    return found[1] if found else ""


def only_drawn(answer) -> dict[str, set[str]]:
    """Numbers of drawings, but for those along an axis, that no table of their figure says; by the
    titles of the drawings."""
    found = {}
    for figure, _ in FIGURE.findall(main_of(answer)):
        told = {*numbers(" ".join(TABLE.findall(figure)))}
        for title, drawing in DRAWING.findall(figure):
            marks = [words for look, words in TEXT.findall(drawing) if "faint" not in look]
            found[unescape(title)] = {*numbers(" ".join(marks))} - told
    return found


def numbers(html: str) -> list[str]:
    """The numbers of some HTML, one for one as they stand there."""
    return re.findall(r"\d+(?:[.,]\d+)*", unescape(re.sub(r"<[^>]+>", " ", html)))
