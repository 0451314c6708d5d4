"""All that is told, gathered through the doors: pages, files, the interface and the command."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import quote

from django.test import Client
from django.urls import resolve

from groundswell.adoption.measures.measure import BREAKDOWNS
from groundswell.api import throttle

DOOR = "/api/groundswell/v1/adoption/"
DEFINITION = "/adoption/definitions/"  # one is as the other: words, and the figure of now
NUMBERS = ("value", "numerator", "denominator", "low", "high", "chance")
ANOTHER = timedelta(weeks=5)  # a week of another period
DATES = ("on", "first_on", "last_on")


class Fact(NamedTuple):
    """One number as it was told, or that it is withheld."""

    measure: str
    on: date
    first_on: date
    last_on: date
    by: str
    cell: str
    value: float | None
    numerator: float | None
    denominator: float | None
    low: float | None
    high: float | None
    chance: float | None
    withheld: str | None


@dataclass
class Gathered:
    """All facts, drawings and pages, and the addresses that were asked for."""

    facts: set[Fact] = field(default_factory=set)
    series: dict[tuple[str, date, str], Any] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    routes: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)

    def add(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Know what lines say, whoever wrote them."""
        for line in lines:
            self.columns |= line.keys()
            self.facts.add(_fact(line))


def _fact(line: Mapping[str, Any]) -> Fact:
    known = {name: line[name] for name in Fact._fields}
    for name in DATES:
        known[name] = date.fromisoformat(str(known[name])[:10])
    for name in NUMBERS:
        known[name] = None if known[name] in {"", None} else float(known[name])
    known["withheld"] = known["withheld"] or None
    # A spreadsheet is not to calculate with it: a quote stands before.
    known["cell"] = known["cell"].removeprefix("'")
    return Fact(**known)


class Page(HTMLParser):
    """The words of a page's main part, its tables, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tables: list[tuple[str, list[list[str]]]] = []
        self.links: list[str] = []
        self.choices: list[tuple[str, str]] = []
        self._main, self._select, self._into = False, "", ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        self.links += [has["href"]] if "href" in has else []
        if tag == "main":
            self._main = True
        elif tag == "select":
            self._select = has.get("name", "")
        elif tag == "option":
            self.choices.append((self._select, has.get("value", "")))
        elif tag == "table":
            self.tables.append(("", []))
        elif tag == "tr":
            self.tables[-1][1].append([])
        elif tag in {"th", "td"}:
            self.tables[-1][1][-1].append("")
        self._into = tag if tag in {"caption", "th", "td"} else self._into

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._main = False
        if tag in {"caption", "th", "td"}:
            self._into = ""

    def handle_data(self, data: str) -> None:
        if not self._main:
            return
        self.words.append(data)
        if self._into == "caption":
            caption, rows = self.tables[-1]
            self.tables[-1] = (caption + data, rows)
        elif self._into:
            self.tables[-1][1][-1][-1] += data


@dataclass
class Reader:
    """Who opens all doors: an analyst with a token, and the command's output."""

    client: Client
    token: str
    found: Gathered = field(default_factory=Gathered)

    def everything(
        self, days: Collection[date], pages: Collection[date], leading: Collection[date]
    ) -> Gathered:
        """All that is kept of these days, and what is told anew of some, with all their pages.

        Of single leaders a page alone tells: it is read of some days more.
        """
        span = f"?from={min(days)}&to={max(days)}"
        for on in sorted(pages):
            self._interface(f"pages/overview?on={on}")
            self._interface(f"at/{on}/overview")
            self._files(f"?on={on}")
            self._pages(on)
        for on in leading:
            self._page(f"/adoption/leadership/?on={on}")
        self._files(span)
        for name in [one["name"] for one in self._json("")["measures"]]:
            self._interface(f"figures/{name}{span}")
        self._interface(f"pages/overview{span}")
        for by, cell in {choice for page in self.found.pages.values() for choice in page.choices}:
            if by in BREAKDOWNS and cell:
                self._interface(f"figures/reach{span}&{by}={quote(cell)}")
        return self.found

    def _knows(self, alike: str) -> bool:
        return any(address.startswith(alike) and address != alike for address in self.found.pages)

    def _get(self, address: str, **more: Any) -> Any:
        answer = self.client.get(address, **more)
        self.found.routes.add(resolve(address.split("?", maxsplit=1)[0]).route)
        return answer

    def _json(self, path: str) -> Any:
        throttle._asked.clear()  # who waits a minute may ask again
        answer = self._get(DOOR + path, headers={"Authorization": f"Bearer {self.token}"})
        return answer.json() if answer.status_code == 200 else {"figures": []}

    def _interface(self, path: str) -> None:
        self.found.add(self._json(path)["figures"])

    def _files(self, asked: str) -> None:
        for place in ("pages/overview", "figures/reach"):
            self._file(f"/adoption/{place}.csv{asked}")
            self._file(f"/adoption/{place}.parquet{asked}")

    def _file(self, address: str) -> None:
        content = self._get(address).content
        is_csv = ".csv" in address
        rows = csv.DictReader(io.StringIO(content.decode())) if is_csv else _parquet(content)
        self.found.add(rows)

    def _pages(self, on: date) -> None:
        """Each page of a day, and all to which it leads."""
        waiting = [f"/adoption/?on={on}", f"/adoption/compare/?on={on}&with={on - ANOTHER}"]
        while waiting:
            address = waiting.pop().split("#")[0]
            if address in self.found.pages or not address.startswith("/adoption/"):
                continue
            if address.startswith(DEFINITION) and address != DEFINITION and self._knows(DEFINITION):
                continue
            if page := self._page(address):
                waiting += _further(page, on, address)
                self._parts(page, address)

    def _parts(self, page: Page, address: str) -> None:
        """What the files and the interface say of the part that a page looks into."""
        part = re.match(r"/adoption/\?((?:function|site|level)=[^&]+&on=.*)", address)
        for link in page.links if part else ():
            if link.startswith("/adoption/pages/overview."):
                self._file(link)
        if part:
            self._interface(f"figures/reach?{part[1]}")

    def _page(self, address: str) -> Page | None:
        answer = self._get(address)
        if not answer.headers["Content-Type"].startswith("text/html"):
            return None
        page = self.found.pages[address] = Page(answer.content.decode())
        return page


def _further(page: Page, on: date, address: str) -> Iterator[str]:
    for link in page.links:
        if "." in link.split("?")[0] or link.startswith("/adoption/about-me"):
            continue
        yield link
        if "?" not in link and "definitions" not in link:
            yield f"{link}?on={on}"
    if address.startswith("/adoption/?on="):
        for by, cell in page.choices:
            if cell:
                yield f"/adoption/?{by}={quote(cell)}&on={on}"


def _parquet(content: bytes) -> list[dict[str, Any]]:
    from arro3.io import read_parquet

    table = read_parquet(io.BytesIO(content)).read_all()
    columns = {name: table[name].to_pylist() for name in table.column_names}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def said(written: str) -> Iterator[tuple[tuple[str, date, str], Any]]:
    """What a drawing needs, as the command says it."""
    for figure in json.loads(written):
        for name, rows in figure.get("series", {}).items():
            yield (figure["measure"], date.fromisoformat(figure["on"]), name), rows
