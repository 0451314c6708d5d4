"""What a list would change: who is new, changed, moved, coming back or leaving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from groundswell.exchange.people.checks import Checked, Manager
from groundswell.exchange.people.entries import Entry
from groundswell.foundation import clock
from groundswell.foundation.tables import Problem
from groundswell.foundation.words import fold
from groundswell.people.erasure import marks
from groundswell.people.org.models import Assignment
from groundswell.people.persons.actions import fold_email
from groundswell.people.persons.models import Person, State

PLACE = ("function", "site", "level")


@dataclass(frozen=True, slots=True)
class Change:
    """One person whose own facts change: the columns with their new values."""

    person: Person
    columns: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Move:
    """One person who stands elsewhere from now on."""

    person: Person
    entry: Entry


@dataclass(slots=True)
class Plan:
    """All that an import would do; nothing is written yet."""

    file: str
    new: list[Entry] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)
    erased: list[Entry] = field(default_factory=list)
    leaving: list[tuple[Person, date]] = field(default_factory=list)
    same: int = 0
    managers: dict[str, Manager] = field(default_factory=dict)
    known: dict[str, Person] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many of each, as commands and the preview say it."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "moved": len(self.moved),
            "leaving": len(self.leaving),
            "same": self.same,
            "problems": len(self.problems),
        }

    @property
    def changes_anything(self) -> bool:
        return bool(self.new or self.changed or self.moved or self.leaving)


def make(
    file: str,
    checked: Checked,
    columns: Iterable[str],
    *,
    named: Sequence[Entry],
    is_complete: bool,
    readmit: bool = False,
) -> Plan:
    """Compare the list with who is here. `columns` are the fields that the file holds.

    `named` are all its rows: in a complete list even a bad row says that its person is here.
    Who was erased is left out, unless they are to be admitted anew (`readmit`).
    """
    plan = Plan(file, managers=checked.managers, problems=list(checked.problems))
    held = set(columns)
    people = _people()
    plan.known = _known(checked.entries, people)
    places = {place.person_id: place for place in Assignment.objects.present()}
    placed = set(Assignment.objects.values_list("person_id", flat=True))
    erased = marks.erased_by_mark()
    for entry in checked.entries:
        person = plan.known.get(entry.key)
        if person is None and not readmit and _was_erased(entry, erased):
            plan.erased.append(entry)
        elif person is None:
            plan.new.append(entry)
        else:
            _compare(plan, entry, person, places.get(person.pk), held=held, placed=placed)
    gone = {entry.key for entry in plan.erased}
    plan.managers = {key: one for key, one in plan.managers.items() if one.key not in gone}
    if is_complete:
        _missing(plan, people, _known(named, people))
    return plan


def _was_erased(entry: Entry, erased: Mapping[str, int]) -> bool:
    known = marks.marks_of(email=entry.email, external_id=entry.external_id)
    return any(mark in erased for mark in known)


def _people() -> list[Person]:
    return list(Person.objects.filter(is_bot=False).select_related("account"))


def _known(entries: Sequence[Entry], people: Sequence[Person]) -> dict[str, Person]:
    by_id = {person.external_id: person for person in people if person.external_id}
    by_email = {person.email_folded: person for person in people if person.email_folded}
    # A name alone tells who it is only where the list gave nothing better, then and now.
    by_name = {
        person.name_folded: person
        for person in people
        if person.is_listed and not person.external_id and not person.email_folded
    }
    # An address that somebody of the list had may be another's by now: the id goes first.
    claimed = {by_id[entry.external_id].pk for entry in entries if entry.external_id in by_id}
    known = {}
    for entry in entries:
        person = by_id.get(entry.external_id) if entry.external_id else None
        same = by_email.get(fold_email(entry.email) or "")
        if person is None and same and same.pk not in claimed:
            person = same
        if person is None and not entry.external_id and not entry.email:
            person = by_name.get(fold(entry.name))
        if person:
            known[entry.key] = person
    return known


def _compare(
    plan: Plan,
    entry: Entry,
    person: Person,
    place: Assignment | None,
    *,
    held: set[str],
    placed: set[int],
) -> None:
    columns = _changes(entry, person, held)
    # Whoever has left moves no more; whom an import alone knew is told where they stood.
    is_settled = entry.has_left and person.pk in placed
    has_moved = not is_settled and _has_moved(plan, entry, place, held)
    leaves = entry.has_left and person.state != State.LEFT
    if columns:
        plan.changed.append(Change(person, columns))
    if has_moved:
        plan.moved.append(Move(person, entry))
    if leaves and entry.left_on:
        plan.leaving.append((person, entry.left_on))
    plan.same += not (columns or has_moved or leaves)


def _changes(entry: Entry, person: Person, held: set[str]) -> dict[str, Any]:
    wanted: dict[str, Any] = {"name": entry.name, "is_listed": True}
    if entry.external_id:
        wanted["external_id"] = entry.external_id
    for column in ("title", "time_zone", "languages", "skills", "started_on", "left_on"):
        if column in held:
            wanted[column] = getattr(entry, column)
    if "email" in held:
        wanted["email"] = entry.email or None
    if person.state == State.LEFT and not entry.has_left:
        wanted["state"] = State.ACTIVE if person.password else State.INVITED
        wanted["left_on"] = None
    return {key: value for key, value in wanted.items() if getattr(person, key) != value}


def _has_moved(plan: Plan, entry: Entry, place: Assignment | None, held: set[str]) -> bool:
    if place is None:
        return any(getattr(entry, column) for column in PLACE) or bool(entry.manager)
    if any(column in held and getattr(entry, column) != getattr(place, column) for column in PLACE):
        return True
    return "manager" in held and place.manager_id != _manager_id(plan, entry)


def _manager_id(plan: Plan, entry: Entry) -> int | None:
    manager = plan.managers.get(entry.key)
    if manager is None or manager.person_id is not None:
        return manager.person_id if manager else None
    person = plan.known.get(manager.key)
    return person.pk if person else -1  # a newcomer: any number that no person has


def _missing(plan: Plan, people: Sequence[Person], named: dict[str, Person]) -> None:
    here = {person.pk for person in named.values()}
    for person in people:
        if person.is_listed and person.state != State.LEFT and person.pk not in here:
            plan.leaving.append((person, clock.today()))
