"""Signing in and out, one-time links, and the doors. Argon2 runs before a transaction begins."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.audit import actions as audit
from groundswell.people.persons.actions import fold_email
from groundswell.people.persons.models import Person, State
from groundswell.people.roles.queries import may_act_for
from groundswell.people.signin import guessers
from groundswell.people.signin.guessers import keyed
from groundswell.people.signin.models import Identity, OneTimeLink, Purpose, Session
from groundswell.people.signin.queries import hash_of

SESSION_LIFE = timedelta(days=90)
LINK_LIFE = {Purpose.INVITATION: timedelta(days=30), Purpose.RESET: timedelta(hours=24)}
PIN_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those that look alike on paper
PIN_LENGTH = 12  # 60 bits, with 10 guesses in 15 minutes: longer than any letter is valid


class WrongNameOrPassword(Refused):
    """The same sentence for a wrong name and a wrong password: neither tells who exists."""

    message = _lazy("That e-mail or handle and that password do not belong together.")


class PasswordsAreOff(Refused):
    """The company wants everybody to come in by its own sign-in."""

    message = _lazy("Passwords do not open this door. Use the button with your company’s name.")


class LinkIsUsedOrOver(Refused):
    """A one-time link works once, for a while."""

    message = _lazy("This link was used or is too old. Ask an administrator for a new one.")


class TheyMayMoreThanYou(Refused):
    """Whoever holds a link becomes its person, and has their roles."""

    message = _lazy("%(name)s has roles that you do not have. An administrator can do this.")


class PasswordIsTooWeak(Refused):
    """A password that guessing programs try first."""

    message = _lazy("%(reason)s")


def sign_in(*, name: str, password: str, device: str, address: str) -> str:
    """A new session's token, for an e-mail or handle and its password.

    Raises:
        TooManyAttempts: 10 failures in 15 minutes for that name, or 50 from that address.
        WrongNameOrPassword: they do not belong together, or the person may not sign in.
        PasswordsAreOff: the company's own sign-in is the only way.
    """
    if settings.OPTIONS.oidc.is_the_only_way:
        raise PasswordsAreOff
    account_key, address_key = _keys(name, address)
    guessers.throttle(account_key, address_key)
    person = person_named(name)
    # A hash is computed for nobody too, so that the time taken does not tell who exists.
    encoded = person.password if person and person.password else _dummy_hash()
    is_right = check_password(password, encoded)
    if not (person and person.password and is_right and person.may_sign_in):
        guessers.note(account_key, address_key)
        raise WrongNameOrPassword
    guessers.forget(account_key)
    return open_session(person=person, device=device, address=address)


@transaction.atomic
def open_session(
    *,
    person: Person,
    device: str,
    address: str,
    identity: Identity | None = None,
    provider_session: str = "",
) -> str:
    """A new session of somebody who has proved who they are; its token is returned once.

    `identity` and `provider_session` say which session of the company's own sign-in it ends with.
    """
    token = secrets.token_urlsafe(32)
    now = clock.now()
    session = Session.objects.create(
        token_hash=hash_of(token),
        person=person,
        device=device[:120],
        address=address[:64],
        created_at=now,
        last_seen_at=now,
        expires_at=now + SESSION_LIFE,
        identity=identity,
        provider_session=provider_session[:255],
    )
    Person.objects.filter(pk=person.pk, state=State.INVITED).update(
        state=State.ACTIVE, joined_at=now
    )
    log.record(actor_id=person.pk, verb="signed_in", noun="session", noun_id=session.pk)
    return token


@transaction.atomic
def end_session(*, person: Person, session_id: int) -> None:
    """Sign one of a person's own devices out.

    Raises:
        NotFound: no such session of this person.
    """
    gone, _ = Session.objects.filter(pk=session_id, person=person).delete()
    if not gone:
        raise NotFound
    log.record(actor_id=person.pk, verb="signed_out", noun="session", noun_id=session_id)


@transaction.atomic
def end_all_sessions(person_id: int) -> None:
    """Sign somebody out everywhere; open event streams end with their sessions."""
    Session.objects.filter(person_id=person_id).delete()


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
    _, address_key = _keys("", address)
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
        _, address_key = _keys("", address)
        guessers.note(address_key)
        raise


def use_link(*, secret: str, password: str, device: str, address: str) -> str:
    """Set a password with a one-time link; a new session's token is returned.

    Raises:
        LinkIsUsedOrOver: it does not work (any more).
        PasswordIsTooWeak: too short or too common.
    """
    link = link_of(secret, address=address)
    encoded = _encoded(password)
    with transaction.atomic():
        unused = OneTimeLink.objects.filter(pk=link.pk, used_at=None)
        if not unused.update(used_at=clock.now()):
            raise LinkIsUsedOrOver
        Person.objects.filter(pk=link.person_id).update(password=encoded)
        end_all_sessions(link.person_id)
        return open_session(person=link.person, device=device, address=address)


def change_password(*, person: Person, old: str, new: str, device: str, address: str) -> str:
    """Change an own password; every session ends, and the token of a new one is returned.

    Raises:
        TooManyAttempts: 10 wrong old passwords in 15 minutes.
        WrongNameOrPassword: the old one is wrong.
        PasswordIsTooWeak: the new one is too short or too common.
    """
    keys = keyed("account", str(person.pk)), guessers.of_address(address)
    guessers.throttle(*keys)
    if not check_password(old, person.password):
        guessers.note(*keys)
        raise WrongNameOrPassword
    encoded = _encoded(new)
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(password=encoded)
        # A link that somebody else asked for must not undo the change.
        OneTimeLink.objects.filter(person=person, used_at=None).delete()
        end_all_sessions(person.pk)
        return open_session(person=person, device=device, address=address)


def _encoded(password: str) -> str:
    try:
        validate_password(password)
    except ValidationError as error:
        raise PasswordIsTooWeak(reason=" ".join(error.messages)) from None
    return make_password(password)


def person_named(name: str) -> Person | None:
    """Whom an e-mail address or a handle names."""
    typed = name.strip()
    people = Person.objects.select_related("account")
    if "@" in typed.lstrip("@"):
        return people.filter(email_folded=fold_email(typed)).first()
    return people.filter(account__handle=typed.lstrip("@").lower()).first()


def _keys(name: str, address: str) -> tuple[str, str]:
    person = person_named(name) if name else None
    account = str(person.pk) if person else name.strip().casefold()
    return keyed("account", account), guessers.of_address(address)


def _secret_hash(secret: str) -> str:
    return keyed("link", secret)


@cache
def _dummy_hash() -> str:
    # Made once: made at each attempt, it took a stranger twice the time of somebody who exists.
    return make_password("nobody has this password")
