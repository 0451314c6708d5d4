"""One-time links and PINs: invitations and new passwords."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import may_act_for
from groundswell.people.signin import guessers
from groundswell.people.signin.guessers import keyed
from groundswell.people.signin.models import OneTimeLink, Purpose

LINK_LIFE = {Purpose.INVITATION: timedelta(days=30), Purpose.RESET: timedelta(hours=24)}
PIN_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those that look alike on paper
PIN_LENGTH = 12  # 60 bits, with 10 guesses in 15 minutes: longer than any letter is valid


class LinkIsUsedOrOver(Refused):
    """A one-time link works once, for a while."""

    message = _lazy("This link was used or is too old. Ask an administrator for a new one.")


class TheyMayMoreThanYou(Refused):
    """Whoever holds a link becomes its person, and has their roles."""

    message = _lazy("%(name)s has roles that you do not have. An administrator can do this.")


@transaction.atomic
def issue_link(*, person: Person, purpose: Purpose, issued_by: Person | None = None) -> str:
    """The secret of a new one-time link; older unused ones of its person stop working.

    Raises:
        TheyMayMoreThanYou: the person has roles that `issued_by` has not.
    """
    return _issue(person, purpose, secrets.token_urlsafe(32), is_pin=False, by=issued_by)


@transaction.atomic
def issue_owed_link(*, person: Person, purpose: Purpose, key: str) -> str | None:
    """The secret of the link in a mail that is owed under that key; None when it was used.

    It follows from the key, so a mail that is sent twice holds the same link.
    """
    secret = keyed("owed link", key)
    link = OneTimeLink.objects.filter(secret_hash=_secret_hash(secret)).first()
    if link is None:
        return _issue(person, purpose, secret, is_pin=False, by=None)
    return secret if link.used_at is None else None


@transaction.atomic
def issue_pin(*, person: Person, issued_by: Person | None = None) -> str:
    """A PIN for a letter, for somebody without e-mail: three times four letters.

    Raises:
        TheyMayMoreThanYou: the person has roles that `issued_by` has not.
    """
    pin = "".join(secrets.choice(PIN_LETTERS) for _ in range(PIN_LENGTH))
    _issue(person, Purpose.INVITATION, pin, is_pin=True, by=issued_by)
    return "-".join(pin[start : start + 4] for start in range(0, PIN_LENGTH, 4))


def _issue(
    person: Person, purpose: Purpose, secret: str, *, is_pin: bool, by: Person | None
) -> str:
    if by and not may_act_for(by, person):
        raise TheyMayMoreThanYou(name=person.name)
    now = clock.now()
    OneTimeLink.objects.filter(person=person, used_at=None).delete()
    OneTimeLink.objects.create(
        secret_hash=_secret_hash(secret),
        is_pin=is_pin,
        person=person,
        purpose=purpose,
        created_at=now,
        expires_at=now + LINK_LIFE[purpose],
    )
    audit.record(by, f"issued {purpose}", "person", person.pk, is_pin=is_pin)
    return secret


def link_seen(secret: str, *, address: str) -> OneTimeLink:
    """The link, or PIN, that still works, only looked at: a wrong one is not counted here.

    A GET writes nothing, and its 60 bits keep it from being guessed.

    Raises:
        TooManyAttempts: 50 wrong ones from that address in 15 minutes.
        LinkIsUsedOrOver: it does not work, whatever the reason.
    """
    address_key = guessers.of_address(address)
    guessers.throttle(address_key)
    normal = secret.replace("-", "").replace(" ", "")
    hashes = {_secret_hash(secret), _secret_hash(normal.upper())}
    link = (
        OneTimeLink.objects.filter(secret_hash__in=hashes, used_at=None, expires_at__gt=clock.now())
        .select_related("person__account")
        .first()
    )
    if link is None or not link.person.may_sign_in:
        raise LinkIsUsedOrOver
    return link


def link_of(secret: str, *, address: str) -> OneTimeLink:
    """The link, or PIN, that still works; a wrong one counts as a guess.

    Raises:
        TooManyAttempts: 50 wrong ones from that address in 15 minutes.
        LinkIsUsedOrOver: it does not work, whatever the reason.
    """
    try:
        return link_seen(secret, address=address)
    except LinkIsUsedOrOver:
        address_key = guessers.of_address(address)
        guessers.note(address_key)
        raise


def welcome_address(secret: str) -> str:
    """Where a one-time link leads, or where a PIN is typed in."""
    return f"{settings.OPTIONS.public_address.rstrip('/')}/welcome/{secret + '/' if secret else ''}"


def _secret_hash(secret: str) -> str:
    return keyed("link", secret)
