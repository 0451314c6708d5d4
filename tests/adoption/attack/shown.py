"""What a page says of each leader who agreed to show their figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.db import transaction
from django.test import Client

from groundswell.adoption.consents.models import RosterPlace
from groundswell.adoption.days import quarter_end
from groundswell.foundation import clock
from tests.adoption.attack.company import DAY, monday, morning, week_of
from tests.adoption.attack.doors import Page
from tests.adoption.attack.system import FOR_EVER, Kind, Span

WEEKS = 13
PAGE = "/adoption/leadership/"
WORDS = "Own posts and replies + those by delegates"


class Shown(NamedTuple):
    """What a page says of a leader: their own words by week, answers of questions, ties."""

    on: date
    name: str
    own: tuple[int, ...]
    delegated: tuple[int, ...]
    answered: int
    asked: int
    ties: str

    @property
    def quarter(self) -> Span:
        last = week_of(quarter_end(self.on))
        return last - WEEKS + 1, last


def shown_before(kinds: Collection[Kind], client: Client) -> Iterator[Shown]:
    """The same of each leader who takes it back, by the page as it was just before."""
    weeks = {ended for kind in kinds for _, ended in kind.showing if ended < FOR_EVER}
    for week in sorted(weeks):
        address = f"{PAGE}?on={monday(week) - DAY}"
        with clock.frozen(morning(week)), transaction.atomic():
            _as_in(week, kinds)
            page = Page(client.get(address).content.decode())
            transaction.set_rollback(True)
        yield from shown_on({address: page})


def _as_in(week: int, kinds: Collection[Kind]) -> None:
    RosterPlace.objects.update(agreed_at=None, withdrawn_at=None)
    for kind in kinds:
        for agreed, ended in kind.showing:
            if agreed < week <= ended:
                place = RosterPlace.objects.filter(leader__name=kind.shows)
                place.update(agreed_at=morning(agreed))


def shown_on(pages: Mapping[str, Page]) -> Iterator[Shown]:
    """Each leader who is shown, on each page."""
    for address, page in pages.items():
        asked = parse_qs(urlsplit(address).query).get("on")
        if address.startswith(PAGE) and asked:
            yield from _of_page(date.fromisoformat(asked[0]), page)


def _of_page(on: date, page: Page) -> Iterator[Shown]:
    weeks = {
        row[0]: [tuple(map(int, cell.split(" + "))) for cell in row[1:]]
        for caption, rows in page.tables
        if caption.startswith(WORDS)
        for row in rows[1:]
    }
    for _, rows in page.tables:
        if rows[0][:1] != ["Leader"] or not rows[0][1].startswith("Presence"):
            continue
        for who, _, _, _, answers, ties in rows[1:]:
            name = re.search(r"Leader \d+", who)[0]
            own, delegated = zip(*weeks[name], strict=True)
            counted = re.match(r"(\d+) of (\d+)", answers)
            answered, asked = map(int, counted.groups()) if counted else (0, 0)
            read = re.match(r"\d+(?!–)|1–4|not shown", ties)[0]
            yield Shown(on, name, own, delegated, answered, asked, read)


def numbers_of(shown: Iterable[Shown]) -> Iterator[tuple[float, int]]:
    """So many of so many, as they stand on the page, and how many of them answered."""
    answered = defaultdict[date, list[bool]](list)
    for one in shown:
        own = sum(one.own)
        answered[one.on].append(one.answered > 0)
        yield from ((own, own + sum(one.delegated)), (one.answered, one.asked))
    yield from ((sum(those), len(those)) for those in answered.values())
