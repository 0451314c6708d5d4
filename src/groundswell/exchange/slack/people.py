"""People of an export: found here by what Slack knows of them, or made, apart from the list."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from groundswell.exchange.batches import sources
from groundswell.exchange.batches.models import ImportBatch
from groundswell.exchange.slack.names import Named
from groundswell.exchange.slack.records import User
from groundswell.foundation.words import fold, handle_from
from groundswell.network.posts.linking import Mentioned
from groundswell.people.erasure import marks
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, State

SYSTEM = "slack"
NOUN = "person"
AT_ONCE = 500
MATCHES = ("id", "name", "real_name")


@dataclass(slots=True)
class Matching:
    """Who is who: keys of an export and ids of people here.

    `aliases` are further accounts of somebody who is new here, by the same e-mail.
    """

    known: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    new: dict[str, User] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)

    def ids(self) -> dict[str, int]:
        """Ids of all by key; those who are not made yet have negative ones."""
        ids = {**self.known, **self.found}
        ids.update((key, -number) for number, key in enumerate(self.new, 1))
        ids.update((alias, ids[key]) for alias, key in self.aliases.items())
        return ids


def match(users: Mapping[str, User], *, by: str = "") -> Matching:
    """Find the people of an export here: whom an import brought before, by e-mail, or `by`.

    `by` names the field of Slack that equals a person's external id: id, name or real_name.
    """
    matching = Matching(known=sources.known(SYSTEM, NOUN, users))
    rest = {key: user for key, user in users.items() if key not in matching.known}
    by_email = _by_email(filter(None, map(_email, rest.values())))
    by_id = _by_external_id(getattr(user, by) for user in rest.values()) if by else {}
    new_email: dict[str, str] = {}
    for key, user in rest.items():
        email = persons.fold_email(_email(user)) or ""
        found = by_email.get(email) or by_id.get(str(getattr(user, by)).casefold() if by else "")
        if found and not user.is_bot:
            matching.found[key] = found
        elif email in new_email:
            matching.aliases[key] = new_email[email]
        else:
            matching.new[key] = user
            if email:
                new_email[email] = key
    return matching


def make(batch: ImportBatch, matching: Matching) -> dict[str, int]:
    """Make those who are new, some hundred in a transaction; ids of all by key."""
    ids = dict(matching.known)
    with transaction.atomic():
        sources.remember(batch, NOUN, matching.found, was_here=True)
    ids.update(matching.found)
    for chunk in batched(matching.new.items(), AT_ONCE, strict=False):
        with transaction.atomic():
            made = persons.add_many([_new_person(user) for _, user in chunk])
            rows = {key: person.pk for (key, _), person in zip(chunk, made, strict=True)}
            sources.remember(batch, NOUN, rows)
        ids.update(rows)
    aliases = {alias: ids[key] for alias, key in matching.aliases.items()}
    with transaction.atomic():
        sources.remember(batch, NOUN, aliases, was_here=True)
    return {**ids, **aliases}


def named(ids: Mapping[str, int]) -> dict[str, Named]:
    """How everybody is called in texts here, by key."""
    wanted = sorted(set(ids.values()))
    calls: dict[int, Named] = {}
    for chunk in batched(wanted, AT_ONCE, strict=False):
        rows = Person.objects.filter(pk__in=chunk).values_list("pk", "name", "account__handle")
        for person_id, name, handle in rows:
            mentioned = Mentioned(person_id, name, f"/people/{person_id}/")
            calls[person_id] = Named(handle, mentioned)
    return {key: calls[person_id] for key, person_id in ids.items() if person_id in calls}


def followers(person_ids: Iterable[int]) -> set[int]:
    """Those who may sign in and have a feed: people of the list, or who came in already."""
    living = Person.objects.filter(state__in=[State.INVITED, State.ACTIVE], is_bot=False)
    rows = living.values_list("pk", "is_listed", "password")
    wanted = set(person_ids)
    return {pk for pk, is_listed, password in rows if pk in wanted and (is_listed or password)}


def fitted(name: str, longest: int, longest_folded: int) -> str:
    """A name in one line, without control characters, as long as its columns allow."""
    line = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in name)
    line = " ".join(line.split())[:longest]
    while len(fold(line)) > longest_folded:
        line = line[:-1]
    return line.strip()


def _new_person(user: User) -> persons.NewPerson:
    return persons.NewPerson(
        name=fitted(user.shown, 120, 160) or user.id,
        handle=handle_from(user.name) or handle_from(user.shown),
        email=None if user.is_bot else _email(user) or None,
        title=fitted(user.title, 160, 1000),
        state=State.LEFT if user.is_deleted else State.INVITED,
        is_listed=False,
        is_bot=user.is_bot,
        time_zone=_zone(user.time_zone),
    )


def _email(user: User) -> str:
    email = user.email.strip()
    is_address = "@" in email and len(email) <= 254 and email.isprintable() and " " not in email
    return email if is_address and not user.is_bot else ""


def _by_email(emails: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    folded: Sequence[str] = sorted({persons.fold_email(email) or "" for email in emails})
    for chunk in batched(folded, AT_ONCE, strict=False):
        rows = Person.objects.filter(email_folded__in=chunk).values_list("email_folded", "pk")
        found.update((email, pk) for email, pk in rows if email)
    # Whoever was erased here stays so: what an export has of theirs stands under that name.
    return {**marks.erased_by_email(folded), **found}


def _by_external_id(theirs: Iterable[object]) -> dict[str, int]:
    rows = Person.objects.exclude(external_id=None).values_list("external_id", "pk")
    found = {external_id.casefold(): pk for external_id, pk in rows if external_id}
    erased = marks.erased_by_external_id(marks.fold_id(str(their)) for their in theirs)
    return {**erased, **found}


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key if 0 < len(name) <= 64 else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
