"""What only the whole list shows: doubles, unknown managers, circles, several heads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from groundswell.exchange.people.entries import Entry, reference
from groundswell.exchange.people.ways import TYPED, Ways
from groundswell.foundation.tables import Problem
from groundswell.foundation.words import fold
from groundswell.people.persons.actions import fold_email
from groundswell.people.persons.models import Person, State


@dataclass(frozen=True, slots=True)
class Manager:
    """Who manages somebody: an entry of the list by its key, or a person who is here already."""

    key: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The entries that can be taken, their managers by key, and all problems of the list."""

    entries: list[Entry]
    managers: dict[str, Manager]
    problems: list[Problem]


def check(
    file: str,
    column: Callable[[str], str],
    entries: Sequence[Entry],
    *,
    refused: Sequence[Entry] = (),
    root: str = "",
    ways: Ways = TYPED,
) -> Checked:
    """Resolve managers among the entries and the people who are here, and find what is wrong.

    `column` gives the heading of a field, for the words of a problem; `refused` are rows of the
    file that are not taken; `root` names the head, `ways` say how that is done.
    """
    problems = [
        *_doubles(file, column("external_id"), entries, lambda entry: entry.external_id),
        *_doubles(file, column("email"), entries, lambda entry: fold_email(entry.email) or ""),
        *_same_names(file, column("name"), entries),
        *_taken(file, column("email"), entries),
    ]
    lookup = _Lookup(entries, refused)
    wrong_root = _wrong_root(file, column("manager"), entries, root)
    if not wrong_root:
        entries = [_with_root(entry, root, lookup) for entry in entries]
    managers: dict[str, Manager] = {}
    for entry in entries:
        manager = lookup.find(entry)
        if isinstance(manager, str):
            problems.append(Problem(file, entry.line, column("manager"), entry.manager, manager))
        elif manager:
            managers[entry.key] = manager
    problems += _circles(file, column("manager"), entries, managers)
    problems += wrong_root
    if not root:
        problems += _heads(file, column("manager"), entries, managers, str(ways.root))
    return Checked(list(entries), managers, problems)


class _Lookup:
    def __init__(self, entries: Sequence[Entry], refused: Sequence[Entry]) -> None:
        self.here: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            for word in _words(entry):
                self.here[word].append(entry.key)
        self.refused = {word: entry.line for entry in refused for word in _words(entry)}

    def find(self, entry: Entry) -> Manager | str | None:
        if not entry.manager:
            return None
        manager = entry.manager
        meant = reference(manager)
        for word in (manager, manager.casefold(), meant, fold(manager), fold(meant)):
            if keys := self.here.get(word):
                return self._one(entry, keys)
            if line := self.refused.get(word):
                text = _("is on line %(line)s, which is refused. Mend that line first.")
                return text % {"line": line}
        return self._present(manager)

    def _one(self, entry: Entry, keys: list[str]) -> Manager | str | None:
        if len(set(keys)) > 1:
            return _("several people have that name. Use an id or e-mail for the manager.")
        # Some systems let the head report to themselves.
        return None if keys[0] == entry.key else Manager(key=keys[0])

    def _present(self, manager: str) -> Manager | str:
        people = Person.objects.filter(is_listed=True).exclude(state=State.LEFT)
        found = (
            people.filter(external_id=reference(manager)).first()
            or people.filter(email_folded=fold_email(manager)).first()
        )
        if found:
            return Manager(person_id=found.pk)
        return _(
            "is not in the file. Add that person,"
            " or leave the cell empty for someone without a manager."
        )


def _words(entry: Entry) -> set[str]:
    """What may name somebody as a manager."""
    email = fold_email(entry.email) or ""
    return {entry.external_id, email, fold(entry.name), entry.handle} - {""}


def _with_root(entry: Entry, root: str, lookup: _Lookup) -> Entry:
    if not root or entry.manager:
        return entry
    is_root = entry.key in lookup.here.get(root, []) or entry.key == root
    return entry if is_root else replace(entry, manager=root)


def _doubles(
    file: str, column: str, entries: Iterable[Entry], value_of: Callable[[Entry], str]
) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for entry in entries:
        value = value_of(entry)
        if value and value in first:
            mend = _("line %(line)s has it too. Give each person their own.") % {
                "line": first[value]
            }
            problems.append(Problem(file, entry.line, column, value, mend))
        elif value:
            first[value] = entry.line
    return problems


def _same_names(file: str, column: str, entries: Iterable[Entry]) -> list[Problem]:
    """People who could not be told apart: one name, and neither an id nor an address."""
    first: dict[str, int] = {}
    problems = []
    for entry in entries:
        if entry.external_id or entry.email or not entry.name:
            continue
        line = first.setdefault(fold(entry.name), entry.line)
        if line != entry.line:
            text = _("line %(line)s has it too. Give both an id or an e-mail to tell them apart.")
            problems.append(Problem(file, entry.line, column, entry.name, text % {"line": line}))
    return problems


def _taken(file: str, column: str, entries: Iterable[Entry]) -> list[Problem]:
    """Addresses of people who are here and do not give them up, on rows of somebody else here."""
    by_email = {fold_email(entry.email): entry for entry in entries if entry.email}
    by_id = {entry.external_id: entry for entry in entries if entry.external_id}
    people = Person.objects.exclude(email_folded=None, external_id=None)
    rows = list(people.values_list("name", "email_folded", "external_id"))
    known_ids = {external_id for _, _, external_id in rows}
    problems = []
    for name, email, external_id in rows:
        entry = by_email.get(email) if email else None
        if entry is None or entry.external_id in {"", external_id} or external_id in by_id:
            continue
        if entry.external_id in known_ids:
            mend = _("belongs to %(name)s, who is not in the file. Correct it or leave it empty.")
            mend %= {"name": name}
            problems.append(Problem(file, entry.line, column, entry.email, mend))
    return problems


def _circles(
    file: str, column: str, entries: Sequence[Entry], managers: dict[str, Manager]
) -> list[Problem]:
    by_key = {entry.key: entry for entry in entries}
    done: set[str] = set()
    problems = []
    for entry in entries:
        path: list[str] = []
        key = entry.key
        while key and key not in done and key not in path:
            path.append(key)
            key = managers[key].key if key in managers else ""
        if key in path:
            circle = path[path.index(key) :]
            names = " → ".join(by_key[member].name for member in [*circle, circle[0]])
            text = _("a circle of managers: %(names)s. One of them must report to somebody else.")
            mend = text % {"names": names}
            problems += [
                Problem(file, by_key[member].line, column, by_key[member].manager, mend)
                for member in circle
            ]
        done |= set(path)
    return problems


def _heads(
    file: str, column: str, entries: Sequence[Entry], managers: dict[str, Manager], how: str
) -> list[Problem]:
    if not any(entry.manager for entry in entries):
        return []
    heads = [entry for entry in entries if _leads(entry, managers)]
    if len(heads) < 2:
        return []
    names = ", ".join(f"{entry.name} ({entry.key})" for entry in heads[:5])
    mend = _("several have no manager: %(names)s. %(mend)s") % {"names": names, "mend": how}
    return [Problem(file, entry.line, column, entry.manager, mend) for entry in heads[1:]]


def _leads(entry: Entry, managers: dict[str, Manager]) -> bool:
    return entry.key not in managers and not entry.has_left and _is_above_all(entry)


def _is_above_all(entry: Entry) -> bool:
    """Whether nobody is above them: no manager at all, or, as some systems say it, themselves."""
    own_words = {entry.key, entry.external_id, fold_email(entry.email), fold(entry.name)}
    is_own = fold(entry.manager) in own_words or reference(entry.manager) in own_words
    return not entry.manager or is_own


def _wrong_root(file: str, column: str, entries: Iterable[Entry], root: str) -> list[Problem]:
    """Why whom `root` names cannot be the head; nothing when they can, or nobody is named."""
    if not root:
        return []
    named = [one for one in entries if root in {one.external_id, one.email, one.key}]
    if not named:
        return [Problem(file, 1, column, root, _("names nobody of the file. Use an id of it."))]
    if not any(_is_above_all(one) for one in named):
        mend = _("%(name)s has a manager. Name somebody without one as the head.")
        return [Problem(file, named[0].line, column, root, mend % {"name": named[0].name})]
    return []
