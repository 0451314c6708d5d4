"""Changing who there is. Joining, moving and leaving leave a trace in the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import blobs, clock, images
from groundswell.foundation.errors import Refused
from groundswell.foundation.words import fold, handle_from
from groundswell.people.persons.models import Account, HomeFeed, Person, State

PHOTO = {"photo": 320}  # pixels: the largest face on a page, doubled for fine screens
OWN_COLUMNS = frozenset(
    {"title", "skills", "ask_me_about", "languages", "time_zone", "language", "photo"}
)
LONGEST_FOLDED = 160  # letters, as the column has them
LONGEST_HANDLE = 30  # letters, as Mastodon has it and the column
BEGINNING = 20  # letters that a handle keeps, however long the number behind it
TRIES = 3
FEW = 50  # handles: up to here a query each, above all handles at once


class EmailIsTaken(Refused):
    """Two people cannot have one e-mail address."""

    message = _lazy(
        "%(email)s belongs to somebody else already. Give each person an address of their own,"
        " or leave it empty."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """What is known of a person who is added."""

    name: str
    handle: str = ""
    email: str | None = None
    external_id: str | None = None
    title: str = ""
    state: State = State.INVITED
    is_listed: bool = True
    is_bot: bool = False
    started_on: date | None = None
    left_on: date | None = None
    time_zone: str = ""
    language: str = ""
    photo: str = ""
    skills: Sequence[str] = field(default_factory=list)
    ask_me_about: Sequence[str] = field(default_factory=list)
    languages: Sequence[str] = field(default_factory=list)


def fold_name(name: str) -> str:
    """A name as it is sorted and found; cut, since one letter can stand for many."""
    return fold(name)[:LONGEST_FOLDED]


def fold_email(email: str | None) -> str | None:
    """The form in which two addresses are one."""
    return email.strip().casefold() if email and email.strip() else None


@transaction.atomic
def add(new: NewPerson, *, added_by: int | None = None) -> Person:
    """Add one person.

    Raises:
        EmailIsTaken: somebody has that address.
    """
    return add_many([new], added_by=added_by)[0]


@transaction.atomic
def add_many(news: Sequence[NewPerson], *, added_by: int | None = None) -> list[Person]:
    """Add people in bulk, in order, each with a handle of their own and a trace in the log.

    Raises:
        EmailIsTaken: somebody has one of the addresses.
    """
    _refuse_taken_emails(news)
    accounts = claim_handles([new.handle or handle_from(new.name) or "person" for new in news])
    now = clock.now()
    people = [
        Person(account=account, created_at=now, **_columns(new))
        for account, new in zip(accounts, news, strict=True)
    ]
    Person.objects.bulk_create(people, batch_size=500)
    log.record_many(log.entry(added_by, "joined", "person", person.pk) for person in people)
    return people


def claim_handles(wanted: Sequence[str]) -> list[Account]:
    """New accounts, each with the handle wanted or, where it is taken, with a number behind it."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return _claim(wanted)
        except IntegrityError:
            continue  # Somebody else took one of them meanwhile; now it is seen.
    return _claim(wanted)


def _claim(wanted: Sequence[str]) -> list[Account]:
    taken = _handles_near(set(wanted))
    accounts = []
    for handle in wanted:
        free = _first_free(handle, taken)
        taken.add(free)
        accounts.append(Account(handle=free))
    return Account.objects.bulk_create(accounts, batch_size=500)


def free_handle(wanted: str) -> str:
    """The handle wanted or, where it is taken, with a number behind it."""
    return _first_free(wanted, _handles_near([wanted]))


def draw_photo(name: str, content: bytes) -> str:
    """Keep a photo, drawn anew as a small square; its key.

    Raises:
        ImageIsBroken, ImageIsTooLarge: it is not kept.
    """
    return blobs.put(images.draw(name, content, sizes=PHOTO).sizes["photo"])


@transaction.atomic
def change_profile(*, person: Person, **columns: Any) -> None:
    """Change what a person says of themselves; the people list keeps the rest."""
    if unknown := columns.keys() - OWN_COLUMNS:
        msg = f"a profile has no {', '.join(sorted(unknown))}"
        raise ValueError(msg)
    Person.objects.filter(pk=person.pk).update(**columns)
    log.record(actor_id=person.pk, verb="changed", noun="person", noun_id=person.pk)


@transaction.atomic
def put_welcome_away(*, person: Person) -> None:
    """Somebody new wants no more first steps on their home page."""
    away = Person.objects.filter(pk=person.pk, welcome_put_away_at=None)
    if away.update(welcome_put_away_at=clock.now()):
        log.record(actor_id=person.pk, verb="settled", noun="person", noun_id=person.pk)


@transaction.atomic
def choose_home_feed(*, person: Person, feed: HomeFeed) -> None:
    """Open the home page with this feed from now on."""
    others = Person.objects.filter(pk=person.pk).exclude(home_feed=feed)
    if others.update(home_feed=feed):
        log.record(actor_id=person.pk, verb="settled", noun="person", noun_id=person.pk)


def _first_free(wanted: str, taken: set[str]) -> str:
    handle = wanted[:LONGEST_HANDLE]
    number = 2
    while handle in taken:
        ending = f"_{number}"
        handle = wanted[: LONGEST_HANDLE - len(ending)] + ending
        number += 1
    return handle


def _handles_near(wanted: Iterable[str]) -> set[str]:
    # All handles when many are wanted: one query, and a company has some ten thousand at most.
    wanted = set(wanted)
    if len(wanted) > FEW:
        return set(Account.objects.values_list("handle", flat=True))
    near: set[str] = set()
    for handle in wanted:
        near |= set(
            Account.objects.filter(handle__startswith=handle[:BEGINNING]).values_list(
                "handle", flat=True
            )
        )
    return near


def _refuse_taken_emails(news: Sequence[NewPerson]) -> None:
    folded = [email for new in news if (email := fold_email(new.email))]
    taken = set(
        Person.objects.filter(email_folded__in=folded).values_list("email_folded", flat=True)
    )
    for email in folded:
        if email in taken:
            raise EmailIsTaken(email=email)
        taken.add(email)


def _columns(new: NewPerson) -> dict[str, Any]:
    return {
        "name": new.name,
        "name_folded": fold_name(new.name),
        "email": new.email or None,
        "email_folded": fold_email(new.email),
        "external_id": new.external_id or None,
        "title": new.title,
        "state": new.state,
        "is_listed": new.is_listed,
        "is_bot": new.is_bot,
        "started_on": new.started_on,
        "left_on": new.left_on,
        "time_zone": new.time_zone,
        "language": new.language,
        "photo": new.photo,
        "skills": list(new.skills),
        "ask_me_about": list(new.ask_me_about),
        "languages": list(new.languages),
    }
