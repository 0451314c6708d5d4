"""Taking a people list: read, check, plan, and write all of it or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.exchange.people import checks, columns, entries, plan
from groundswell.exchange.people.columns import Columns
from groundswell.exchange.people.entries import Entry, Reading
from groundswell.exchange.people.plan import Plan
from groundswell.exchange.people.states import depart
from groundswell.exchange.people.ways import TYPED, Ways
from groundswell.foundation import clock, ids, tables
from groundswell.foundation.errors import Refused
from groundswell.foundation.tables import FileIsNoTable, Problem
from groundswell.network.streams import actions as streams
from groundswell.people.audit import actions as audit
from groundswell.people.org.models import Assignment
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, State
from groundswell.people.roles.queries import may_act_for
from groundswell.people.signin.links import TheyMayMoreThanYou

ALWAYS = date(1900, 1, 1)  # since when somebody stands there whose start the list does not tell


class ListHasProblems(Refused):
    """Rows of the list are wrong, and so nothing was imported."""

    message = _lazy("%(problems)s\nNothing was imported. %(mend)s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How to read a list."""

    columns: Mapping[str, str]
    day_first: bool | None = None
    root: str = ""
    is_complete: bool = False
    keep_good: bool = False
    readmit: bool = False
    ways: Ways = TYPED


def prepare(file: str, content: bytes, choices: Choices) -> Plan:
    """What taking the list would change; problems are part of the plan.

    Raises:
        FileIsNoTable: it cannot be read as a list.
        ColumnsAreUnclear: it cannot be told which column is what.
    """
    return _plan(_parse(file, content, choices), choices)


@dataclass(frozen=True, slots=True)
class _Parsed:
    file: str
    understood: Columns
    reading: Reading


def _parse(file: str, content: bytes, choices: Choices) -> _Parsed:
    # Spreadsheets leave out empty cells at the end of rows, where those around lack them too.
    rows = tables.read(file, content, may_end_early=True)
    if not rows.rows:
        # In a list of everybody it would say that everybody has left.
        raise FileIsNoTable(file=file, reason=_("It has no row below its headings."))
    understood = columns.understand(file, rows.headings, choices.columns, choices.ways)
    reading = entries.read(rows, understood, day_first=choices.day_first, ways=choices.ways)
    reading.problems += rows.problems
    return _Parsed(file, understood, reading)


def _plan(parsed: _Parsed, choices: Choices) -> Plan:
    file, understood, reading = parsed.file, parsed.understood, parsed.reading

    def heading(field: str) -> str:
        return understood.of.get(field, field)

    # Rows that are wrong in themselves take part: of two with one e-mail either may be wrong.
    checked = checks.check(file, heading, reading.entries, root=choices.root, ways=choices.ways)
    problems = reading.problems + checked.problems
    good, bad = _sorted_out(reading.entries, problems)
    while len(good) < len(checked.entries):
        # A row that is left out may be somebody's manager: check again until what stays is right.
        checked = checks.check(
            file, heading, good, refused=bad, root=choices.root, ways=choices.ways
        )
        if choices.keep_good:
            problems += checked.problems
            good, bad = _sorted_out(reading.entries, problems)
    prepared = plan.make(
        file,
        checked,
        understood.of,
        named=reading.entries,
        is_complete=choices.is_complete,
        readmit=choices.readmit,
    )
    prepared.problems = sorted(set(problems), key=lambda problem: (problem.line, problem.column))
    prepared.private, prepared.unknown = understood.private, understood.unknown
    return prepared


def _sorted_out(
    entries: Sequence[Entry], problems: Sequence[Problem]
) -> tuple[list[Entry], list[Entry]]:
    """The rows without a problem, and those with one."""
    lines = {problem.line for problem in problems}
    good = [entry for entry in entries if entry.line not in lines]
    return good, [entry for entry in entries if entry.line in lines]


def take(file: str, content: bytes, choices: Choices, *, taken_by: Person | None = None) -> Plan:
    """Take the list, in one transaction; what was done is returned. Again it changes nothing.

    Raises:
        ListHasProblems: rows are wrong and `keep_good` was not chosen; nothing is written.
        TheyMayMoreThanYou: it changes the e-mail of somebody with roles that `taken_by` has not.
        FileIsNoTable, ColumnsAreUnclear: see `prepare`.
    """
    parsed = _parse(file, content, choices)
    with transaction.atomic():
        prepared = _plan(parsed, choices)
        if prepared.problems and not choices.keep_good:
            raise ListHasProblems(
                problems=tables.in_words(prepared.problems), mend=str(choices.ways.good_rows)
            )
        if taken_by:
            _refuse_other_mail(prepared, taken_by)
        if prepared.changes_anything:
            _write(prepared, taken_by)
    return prepared


def _refuse_other_mail(prepared: Plan, taken_by: Person) -> None:
    # Whoever gets the mail of somebody can reset their password, and so has their roles.
    for change in prepared.changed:
        if "email" in change.columns and not may_act_for(taken_by, change.person):
            raise TheyMayMoreThanYou(name=change.person.name)


def refused_rows(content: bytes, prepared: Plan) -> str:
    """The refused rows as CSV, with a column that says why; the file can be mended and taken."""
    rows = tables.read(prepared.file, content)
    reasons: dict[int, list[str]] = {}
    for problem in prepared.problems:
        reasons.setdefault(problem.line, []).append(f"{problem.column}: {problem.mend}")
    out = io.StringIO()
    headings = [heading for heading in rows.headings if heading]
    writer = csv.DictWriter(out, [*headings, "reason"], extrasaction="ignore")
    writer.writeheader()
    for row in rows.rows:
        if row.line in reasons:
            writer.writerow({**row.cells, "reason": " | ".join(reasons[row.line])})
    return out.getvalue()


def _write(prepared: Plan, taken_by: Person | None) -> None:
    by_key = dict(prepared.known)
    _change(prepared)
    added = persons.add_many(
        [_new_person(entry) for entry in prepared.new], added_by=taken_by.pk if taken_by else None
    )
    by_key.update(zip((entry.key for entry in prepared.new), added, strict=True))
    streams.settle_in_many([person.pk for person in added if person.state != State.LEFT])
    _place(prepared, by_key, [(by_key[entry.key], entry) for entry in prepared.new])
    _place(prepared, by_key, [(move.person, move.entry) for move in prepared.moved])
    for person, left_on in prepared.leaving:
        depart(person, left_on)
    audit.record(taken_by, "imported people", "organisation", None, **prepared.counts())


def _new_person(entry: Entry) -> persons.NewPerson:
    return persons.NewPerson(
        name=entry.name,
        handle=entry.handle,
        email=entry.email or None,
        external_id=entry.external_id or None,
        title=entry.title,
        state=State.LEFT if entry.has_left else State.INVITED,
        started_on=entry.started_on,
        left_on=entry.left_on,
        time_zone=entry.time_zone,
        languages=entry.languages,
        skills=entry.skills,
    )


def _change(prepared: Plan) -> None:
    columns: set[str] = set()
    for change in prepared.changed:
        for column, value in change.columns.items():
            setattr(change.person, column, value)
        change.person.name_folded = persons.fold_name(change.person.name)
        change.person.email_folded = persons.fold_email(change.person.email)
        columns |= change.columns.keys()
    if columns:
        columns |= {"name_folded", "email_folded"}
        people = [change.person for change in prepared.changed]
        # Two may swap their addresses: all let go of theirs before anybody takes one.
        Person.objects.filter(pk__in=[one.pk for one in people]).update(email_folded=None)
        Person.objects.bulk_update(people, sorted(columns), batch_size=200)
        log.record_many(log.entry(None, "changed", "person", person.pk) for person in people)
    arriving = [c.person for c in prepared.changed if {"is_listed", "state"} & c.columns.keys()]
    _welcome([person.pk for person in arriving if person.may_sign_in])


def _welcome(person_ids: list[int]) -> None:
    """Whom an import knew, or who comes back, gets a feed; what was said before counts as read."""
    streams.settle_in_many(person_ids)
    for person_id in person_ids:
        streams.follow_memberships(person_id, last_read=ids.floor(clock.now()))


def _place(prepared: Plan, by_key: dict[str, Person], pairs: list[tuple[Person, Entry]]) -> None:
    today = clock.today()
    present = {
        place.person_id: place
        for place in Assignment.objects.present().filter(person__in=[one for one, _ in pairs])
    }
    ended = _ended([person.pk for person, _ in pairs])
    new = []
    for person, entry in pairs:
        place = present.get(person.pk)
        new.append(
            Assignment(
                person=person,
                function=entry.function,
                site=entry.site,
                level=entry.level,
                manager=_manager(prepared, by_key, entry),
                from_on=today if place else _since(entry, ended.get(person.pk)),
                to_on=entry.left_on if entry.has_left else None,
            )
        )
    # A second move on one day replaces the first: a place lasts whole days.
    moved_today = [place.pk for place in present.values() if place.from_on >= today]
    Assignment.objects.filter(pk__in=moved_today).delete()
    Assignment.objects.present().filter(person__in=list(present)).update(to_on=today)
    Assignment.objects.bulk_create(new, batch_size=500)
    log.record_many(log.entry(None, "moved", "person", place.person_id) for place in new)


def _ended(person_ids: list[int]) -> dict[int, date]:
    """When those who stood somewhere and left stopped standing there."""
    past = Assignment.objects.filter(person__in=person_ids).exclude(to_on=None)
    return dict(
        past.values("person_id").annotate(last=Max("to_on")).values_list("person_id", "last")
    )


def _since(entry: Entry, ended: date | None) -> date:
    """Since when somebody stands there who stood nowhere; no day has two places."""
    if ended is None:
        return entry.started_on or ALWAYS
    is_new = entry.started_on is not None and entry.started_on >= ended
    return entry.started_on if is_new and entry.started_on else clock.today()


def _manager(prepared: Plan, by_key: dict[str, Person], entry: Entry) -> Person | None:
    manager = prepared.managers.get(entry.key)
    if manager is None:
        return None
    if manager.person_id is not None:
        return Person.objects.get(pk=manager.person_id)
    return by_key.get(manager.key)
