"""From rows to people as the list tells them, with every problem named by row and column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from groundswell.exchange.people.columns import Columns
from groundswell.exchange.people.ways import TYPED, Ways
from groundswell.foundation import clock
from groundswell.foundation.tables import Problem, Row, Table
from groundswell.people.persons.actions import fold_email

NOBODY = {"", "xx", "-", "none", "n/a", "null"}
LONGEST = {
    "external_id": 120,
    "name": 120,
    "email": 254,
    "title": 160,
    "function": 120,
    "site": 120,
    "level": 120,
}
EARLIEST, LATEST = date(1940, 1, 1), date(2100, 1, 1)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NUMBERED_NAME = re.compile(r".*\(([^()]+)\)\s*$")
DISTINGUISHED_NAME = re.compile(r"(?:cn|uid)=((?:\\.|[^,\\])+),.*=.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as one row of the list tells them. `manager` is as written there."""

    line: int
    external_id: str
    name: str
    email: str
    handle: str
    title: str
    function: str
    site: str
    level: str
    manager: str
    started_on: date | None
    left_on: date | None
    time_zone: str
    languages: list[str]
    skills: list[str]

    @property
    def key(self) -> str:
        """By what the person is known again: the id, else the e-mail, else the name."""
        return self.external_id or fold_email(self.email) or self.name

    @property
    def has_left(self) -> bool:
        """Whether their last day has come."""
        return self.left_on is not None and self.left_on <= clock.today()


@dataclass(slots=True)
class Reading:
    """What was read: the entries, and the problems by line."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(table: Table, columns: Columns, *, day_first: bool | None, ways: Ways = TYPED) -> Reading:
    """All rows as entries; `day_first` says how to read 3/4/2020 (None: by the others)."""
    reading = Reading()
    if day_first is None:
        day_first = _order_of_dates(table, columns)
    for row in table.rows:
        rower = _Rower(table.file, row, columns, reading, day_first=day_first, ways=ways)
        rower.read()
    return reading


class _Rower:
    """Reads one row; what is wrong goes to the reading's problems."""

    def __init__(
        self,
        file: str,
        row: Row,
        columns: Columns,
        reading: Reading,
        *,
        day_first: bool | None,
        ways: Ways,
    ) -> None:
        self.file, self.row, self.columns = file, row, columns
        self.reading, self.day_first, self.ways = reading, day_first, ways

    def cell(self, name: str) -> str:
        value = self.row.cells.get(self.columns.of.get(name, ""), "")
        return "" if value.lower() in {"null", "n/a"} else value

    def problem(self, name: str, value: str, mend: str) -> None:
        column = self.columns.of.get(name, name)
        self.reading.problems.append(Problem(self.file, self.row.line, column, value, mend))

    def read(self) -> None:
        name = self.cell("name") or f"{self.cell('given_name')} {self.cell('family_name')}".strip()
        if not name:
            self.problem("name", "", _("a person needs a name. Fill the cell or remove the row."))
        for column, longest in LONGEST.items():
            value = name if column == "name" else self.cell(column)
            if len(value) > longest:
                text = _("longer than %(longest)s characters. Shorten it.") % {"longest": longest}
                self.problem(column, value[:40] + "…", text)
        manager = self.cell("manager")
        entry = Entry(
            line=self.row.line,
            external_id=self.cell("external_id"),
            name=name,
            email=self.email(),
            handle=self.handle(),
            title=self.cell("title"),
            function=self.cell("function"),
            site=self.cell("site"),
            level=self.cell("level"),
            manager="" if manager.lower() in NOBODY else manager,
            started_on=self.day("started_on"),
            left_on=self.day("left_on"),
            time_zone=self.time_zone(),
            languages=_list(self.cell("languages")),
            skills=_list(self.cell("skills")),
        )
        if entry.started_on and entry.left_on and entry.left_on < entry.started_on:
            text = _("before the start on %(day)s. Correct one of the two.")
            text %= {"day": entry.started_on}
            self.problem("left_on", str(entry.left_on), text)
        self.reading.entries.append(entry)

    def email(self) -> str:
        email = self.cell("email")
        if email and not EMAIL.fullmatch(email):
            self.problem("email", email, _("not an e-mail address. Correct it or leave it empty."))
        return email

    def handle(self) -> str:
        handle = self.cell("handle").lower()
        if handle and not re.fullmatch(r"[a-z0-9_]{1,30}", handle):
            return ""  # Logins of other systems may hold anything; a handle is then made.
        return handle

    def time_zone(self) -> str:
        zone = self.cell("time_zone")
        if zone and zone not in available_timezones():
            self.problem("time_zone", zone, _("no such time zone. Write it like Europe/Oslo."))
        return zone

    def day(self, name: str) -> date | None:
        text = self.cell(name)
        if not text:
            return None
        parsed = parse_day(text, day_first=self.day_first)
        if parsed is None:
            self.problem(name, text, _("not a date of the calendar. Write it like 2024-03-31."))
        elif isinstance(parsed, str):
            mend = _("day or month first? %(mend)s") % {"mend": self.ways.dates}
            self.problem(name, text, mend)
        elif not EARLIEST <= parsed < LATEST:
            self.problem(name, text, _("no likely year. Correct the date."))
        else:
            return parsed
        return None


DAY_FORMS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?"), "ymd"),
    (re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"), "ymd"),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), "ymd"),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), "dmy"),
    (re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: .*)?"), "?"),
)


def parse_day(text: str, *, day_first: bool | None) -> date | str | None:
    """A day as written in a list, "unclear" where day and month may be either, None for no day."""
    for form, order in DAY_FORMS:
        match = form.fullmatch(text)
        if match:
            parts = [int(part) for part in match.groups()]
            if order == "?":
                return _slashed(parts, day_first)
            return _day(*(parts if order == "ymd" else parts[::-1]))
    return None


def _slashed(parts: list[int], day_first: bool | None) -> date | str | None:
    first, second, year = parts
    as_day_first, as_month_first = _day(year, second, first), _day(year, first, second)
    if day_first is not None:
        return as_day_first if day_first else as_month_first
    if as_day_first and as_month_first and as_day_first != as_month_first:
        return "unclear"
    return as_day_first or as_month_first


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _order_of_dates(table: Table, columns: Columns) -> bool | None:
    # One 25/3 in a column tells how all of the file's 3/4 are meant.
    firsts, seconds = set(), set()
    headings = [columns.of[name] for name in ("started_on", "left_on") if name in columns.of]
    for row in table.rows:
        for heading in headings:
            match = DAY_FORMS[-1][0].fullmatch(row.cells.get(heading, ""))
            if match:
                firsts.add(int(match[1]) > 12)
                seconds.add(int(match[2]) > 12)
    if True in firsts and True in seconds:
        return None
    return True in firsts if True in firsts | seconds else None


def _list(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,|]", cell) if part.strip()]


def reference(manager: str) -> str:
    """What a cell like "Astrid Halvorsen (10001)" or "uid=astrid,ou=people" refers to."""
    if match := DISTINGUISHED_NAME.fullmatch(manager):
        return re.sub(r"\\(.)", r"\1", match[1]).strip()
    match = NUMBERED_NAME.fullmatch(manager)
    return match[1].strip() if match else manager
