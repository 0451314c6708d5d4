"""Signing in and out, sessions and passwords. Argon2 runs before a transaction begins."""

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
from groundswell.people.persons.actions import fold_email
from groundswell.people.persons.models import Person, State
from groundswell.people.signin import guessers
from groundswell.people.signin.guessers import keyed
from groundswell.people.signin.links import LinkIsUsedOrOver, link_of
from groundswell.people.signin.models import Identity, OneTimeLink, Session
from groundswell.people.signin.queries import hash_of
from groundswell.people.signin.tokens.models import AccessToken

SESSION_LIFE = timedelta(days=90)


class WrongNameOrPassword(Refused):
    """The same sentence for a wrong name and a wrong password: neither tells who exists."""

    message = _lazy("That e-mail or handle and that password do not belong together.")


class PasswordsAreOff(Refused):
    """The company wants everybody to come in by its own sign-in."""

    message = _lazy("Passwords do not open this door. Use the button with your company’s name.")


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
    """Sign somebody out everywhere, programs too; open event streams end with their sessions."""
    Session.objects.filter(person_id=person_id).delete()
    AccessToken.objects.filter(person_id=person_id).delete()


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


@cache
def _dummy_hash() -> str:
    # Made once: made at each attempt, it took a stranger twice the time of somebody who exists.
    return make_password("nobody has this password")
