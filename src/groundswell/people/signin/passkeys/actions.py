"""Passkeys: kept by a device, opened there by a finger, a face or a PIN.

The browser carries the challenge, signed by us. It is good for one use all the same: an answer to a
challenge that is older than the passkey's last use is refused.

Source: W3C Web Authentication Level 3, sections 7.1 and 7.2.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import webauthn
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person
from groundswell.people.signin import guessers
from groundswell.people.signin.actions import PasswordsAreOff, open_session
from groundswell.people.signin.models import Passkey

MOST = 20  # passkeys a person; nobody has more devices, and a page shows them all


class PasskeyDidNotFit(Refused):
    """The answer of the device is not to our question, or its key is none of ours."""

    message = _lazy("That passkey did not open the door. Try again, or use your password.")


class PasskeyWasNotMade(Refused):
    """The answer of the device is not to our question."""

    message = _lazy("The passkey was not made. Nothing was changed; try again.")


class TooManyPasskeys(Refused):
    """A page shows them all, and each is a way in."""

    message = _lazy("You have %(most)s passkeys. Take one away before you add another.")


@dataclass(frozen=True, slots=True)
class Question:
    """What the device is asked, as JSON for the browser, and the challenge that it must sign."""

    options: str
    challenge: str


def are_possible() -> bool:
    """Whether browsers allow them here: a name, not a bare number, and TLS or this machine."""
    try:
        ipaddress.ip_address(settings.OPTIONS.host.strip("[]"))
    except ValueError:
        return settings.OPTIONS.is_https or settings.OPTIONS.host == "localhost"
    return False


def ask_to_make(person: Person, *, handle: str) -> Question:
    """What the device is asked to make a passkey of this person."""
    known = Passkey.objects.filter(person=person).values_list("credential_id", flat=True)
    options = webauthn.generate_registration_options(
        rp_id=settings.OPTIONS.host,
        rp_name=settings.OPTIONS.organisation,
        user_id=str(person.pk).encode(),
        user_name=handle,
        user_display_name=person.name,
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(credential)) for credential in known
        ],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return Question(webauthn.options_to_json(options), bytes_to_base64url(options.challenge))


def add(*, person: Person, challenge: str, answer: str, device: str) -> Passkey:
    """Keep the passkey that a device has made.

    Raises:
        PasskeyWasNotMade: the answer does not fit the challenge, or the key is known already.
        TooManyPasskeys: 20 a person.
    """
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=settings.OPTIONS.host,
            expected_origin=settings.OPTIONS.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyWasNotMade from error
    return _keep(person, made, device)


@transaction.atomic
def _keep(person: Person, made: Any, device: str) -> Passkey:
    if Passkey.objects.filter(person=person).count() >= MOST:
        raise TooManyPasskeys(most=MOST)
    now = clock.now()
    passkey, is_new = Passkey.objects.get_or_create(
        credential_id=bytes_to_base64url(made.credential_id),
        defaults={
            "person": person,
            "public_key": made.credential_public_key,
            "sign_count": made.sign_count,
            "device": device[:120],
            "created_at": now,
            "last_used_at": now,
        },
    )
    if not is_new:
        raise PasskeyWasNotMade
    audit.record(person, "added passkey", "person", person.pk)
    return passkey


@transaction.atomic
def remove(*, person: Person, passkey_id: int) -> None:
    """Take a passkey away; sessions that it opened go on.

    Raises:
        NotFound: no such passkey of this person.
    """
    gone, _ = Passkey.objects.filter(pk=passkey_id, person=person).delete()
    if not gone:
        raise NotFound
    audit.record(person, "removed passkey", "person", person.pk)


def ask_to_sign() -> Question:
    """What a device is asked at the door; it knows itself whose passkeys it holds."""
    options = webauthn.generate_authentication_options(
        rp_id=settings.OPTIONS.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    return Question(webauthn.options_to_json(options), bytes_to_base64url(options.challenge))


def sign_in(*, challenge: str, asked_at: datetime, answer: str, device: str, address: str) -> str:
    """A new session's token, for a challenge that a passkey has signed.

    Raises:
        TooManyAttempts: 50 that did not fit, from that address in 15 minutes.
        PasskeyDidNotFit: the answer is wrong, was used before, or its person may not sign in.
        PasswordsAreOff: the company's own sign-in is the only way.
    """
    if settings.OPTIONS.oidc.is_the_only_way:
        raise PasswordsAreOff
    key = guessers.of_address(address)
    guessers.throttle(key)
    try:
        return _sign_in(challenge, asked_at, answer, device=device, address=address)
    except (WebAuthnException, ValueError, KeyError, TypeError, Passkey.DoesNotExist) as error:
        guessers.note(key)
        raise PasskeyDidNotFit from error


@transaction.atomic
def _sign_in(challenge: str, asked_at: datetime, answer: str, *, device: str, address: str) -> str:
    credential = parse_authentication_credential_json(answer)
    passkey = (
        Passkey.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(credential_id=credential.id, last_used_at__lt=asked_at)
    )
    signed = webauthn.verify_authentication_response(
        credential=credential,
        expected_challenge=base64url_to_bytes(challenge),
        expected_rp_id=settings.OPTIONS.host,
        expected_origin=settings.OPTIONS.origin,
        credential_public_key=bytes(passkey.public_key),
        credential_current_sign_count=passkey.sign_count,
        require_user_verification=True,
    )
    if not passkey.person.may_sign_in:
        raise Passkey.DoesNotExist
    passkey.sign_count, passkey.last_used_at = signed.new_sign_count, clock.now()
    passkey.save(update_fields=["sign_count", "last_used_at"])
    return open_session(person=passkey.person, device=device, address=address)
