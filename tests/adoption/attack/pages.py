"""Pages as somebody reads them: what they say beyond the files, and that it is no more than that.

A filter is looked through on the page alone, so its tables are facts of their own. All else on a
page is a number of the files in other words: one that is not is an error, for nobody reads it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from groundswell.adoption.measures import stages
from tests.adoption.attack.company import COMMS, week_of
from tests.adoption.attack.doors import Fact, Page
from tests.adoption.attack.reader import BREAKDOWNS, NobodyReads
from tests.adoption.attack.system import Kind

QUARTER, WINDOW = timedelta(weeks=12), timedelta(days=27)
COUNTED = re.compile(
    r"(?<![\d.,–])(\d[\d,]*+)(?: or more)? of (\d[\d,]*+)"
    r"(?! (cells|functions|pairs|years|are drawn)\b)"
)
PERCENT = re.compile(r"([\d.]+) %")
CAPTION = re.compile(r"Took part in the 28 days to (.+): (Function|Site|Level)")
# Intervals have them, and so has what is asked: what the busiest 1 % gave.
IN_WORDS = {"1", "10", "90", "95"}
# The borders of stages: in their definition, their names, and along the axis; and of a habit.
BORDERS = (
    "past 25 %",
    str(stages.MEASURE.definition),
    *(str(title) for title in stages.TITLES),
    " ".join(f"{100 * end:g} %" for end in stages.ENDS[:-1]),
)
AXIS = re.compile(r"(?<!\d)0 %(?: \d+ %){2,}")
# They are the same for everybody, whatever was counted.
ABOUT_COUNTING = ("/adoption/definitions/", "/adoption/purposes/", "/adoption/annex/")


def facts_of(pages: Mapping[str, Page]) -> Iterator[Fact]:
    """What the pages of filters say of one breakdown within another."""
    for address, page in pages.items():
        asked = parse_qs(urlsplit(address).query)
        by = next((one for one in BREAKDOWNS if one in asked), None)
        if by is not None and address.startswith("/adoption/?"):
            for caption, rows in page.tables:
                yield from _of_filter(by, asked[by][0], caption, rows)


def _of_filter(by: str, cell: str, caption: str, rows: list[list[str]]) -> Iterator[Fact]:
    found = re.fullmatch(
        r"Took part in the 28 days to (.+): (Function|Site|Level)", caption.strip()
    )
    if found is None:
        raise NobodyReads(caption)
    on = datetime.strptime(found[1], "%d %B %Y").date()  # noqa: DTZ007 - a day has no zone
    for name, counted, _employed, _share, earlier in rows[1:]:
        if name == cell:
            continue  # all of the part, as it is told without a filter
        place = f"{by}|{found[2].lower()}", f"{cell}|{name}"
        yield _fact(on, *place, counted)
        if earlier != "–":
            yield _fact(on - QUARTER, *place, earlier)


def _fact(on: date, by: str, cell: str, words: str) -> Fact:
    number = re.match(r"[\d,]+(?!–)\b", words.replace("1–4", "few"))
    withheld = None if number else "small" if words.startswith("1–4") else "hidden"
    if withheld == "hidden" and not words.startswith("not shown"):
        raise NobodyReads(words)
    active = float(number[0].replace(",", "")) if number else None
    where = ("reach", on, on - WINDOW, on, by, cell)
    return Fact(*where, None, active, None, None, None, None, withheld)


def ask_for_more(
    pages: Mapping[str, Page],
    told: Collection[Fact],
    kinds: Iterable[Kind],
    of_leaders: Iterable[tuple[float, int]] = (),
) -> None:
    """Go through all numbers of all pages; those of single leaders are read there.

    Raises:
        NobodyReads: one of them is in no file, and is no fact of a filter.
    """
    sides = [*_sides(told, list(kinds)), *of_leaders]
    pairs, percents = _pairs(told, sides), _percents(told, sides)
    for address, page in pages.items():
        is_filter = any(f"{by}=" in address for by in BREAKDOWNS)
        if is_filter or address.startswith(ABOUT_COUNTING):
            continue
        text = _without_borders(re.sub(r"\s+", " ", " ".join(page.words)))
        strange = [
            *(found for found in COUNTED.finditer(text) if found.groups()[:2] not in pairs),
            *(found for found in PERCENT.finditer(text) if found[1] not in percents),
        ]
        for found in strange:
            raise NobodyReads(address, text[found.start() - 60 : found.end() + 60])


def _without_borders(text: str) -> str:
    for words in BORDERS:
        text = text.replace(words, "")
    return AXIS.sub(lambda found: _without_axis(found[0]), text)


def _without_axis(text: str) -> str:
    """Shares behind one another, without those that rise in even steps from 0."""
    marks = [int(share) for share in PERCENT.findall(text)]
    even = next((n for n, one in enumerate(marks) if one != n * marks[1]), len(marks))
    return " ".join(f"{one} %" for one in marks[even if even > 2 else 0 :])


def _sides(told: Collection[Fact], kinds: list[Kind]) -> Iterator[tuple[float, int]]:
    """So many outside Comms of so many, as the directory says, and what is left of everybody."""
    everybody = {one.on: one for one in told if (one.measure, one.by) == ("reach", "total")}
    for one in told:
        if one.measure != "beyond_comms" or one.numerator is None:
            continue
        there = [kind for kind in kinds if kind.is_there(week_of(one.on))]
        outside = sum(k.size for k in there if k.place(week_of(one.on))[0] not in COMMS)
        yield one.numerator, outside
        total = everybody[one.on].numerator
        if total is not None:
            yield total - one.numerator, sum(kind.size for kind in there) - outside


def _pairs(told: Collection[Fact], sides: Collection[tuple[float, int]]) -> set[tuple[str, str]]:
    """So many of so many, as they are written."""
    pairs = {(one.numerator, one.denominator) for one in told if one.numerator is not None}
    return {(f"{count or 0:,.0f}", f"{of or 0:,.0f}") for count, of in {*pairs, *sides}}


def _percents(told: Collection[Fact], sides: Collection[tuple[float, int]]) -> set[str]:
    shares = {100 * count / of for count, of in sides if of} | {
        share
        for one in told
        for number in (one.value, one.low, one.high, one.chance)
        if number is not None
        for share in (100 * number, 100 - 100 * number)
    }
    return IN_WORDS | {f"{share:.{places}f}" for share in shares for places in (0, 1)}
