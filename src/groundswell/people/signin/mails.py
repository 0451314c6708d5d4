"""The two letters of the door: an invitation, and a way in for who forgot the password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import jinja2
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from groundswell.activity.outbox import NotNeededAnyMore, NotNow, Owed
from groundswell.foundation import clock, lettering, mail
from groundswell.foundation.mail import Letter, MailNotTaken
from groundswell.people.persons.models import Person, State
from groundswell.people.signin.links import issue_owed_link, welcome_address
from groundswell.people.signin.models import Purpose

# Who asked for a reset yesterday has found another way, or asks again.
RESET_IS_STALE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says, in the language of its reader."""

    subject: str
    reason: str
    about_link: str


def invite(owed: Owed) -> None:
    """Send the invitation, in the person's language.

    Raises:
        NotNeededAnyMore: the person is inside, or must not come in.
        NotNow: the mail server did not take it.
    """
    person = _person(owed)
    if person.state != State.INVITED:
        raise NotNeededAnyMore("the person is inside or has left")
    with _language_of(person):
        _send(owed, person, Purpose.INVITATION, _invitation(person))


def reset(owed: Owed) -> None:
    """Send a link to choose a new password.

    Raises:
        NotNeededAnyMore: the person must not come in, or it was asked for too long ago.
        NotNow: the mail server did not take it.
    """
    person = _person(owed)
    if not person.may_sign_in:
        raise NotNeededAnyMore("the person may not sign in")
    if clock.now() - owed.owed_at > RESET_IS_STALE:
        raise NotNeededAnyMore("it was asked for more than a day ago")
    with _language_of(person):
        _send(owed, person, Purpose.RESET, _reset())


def _person(owed: Owed) -> Person:
    people = Person.objects.select_related("account")
    person = people.filter(pk=owed.facts["person_id"]).exclude(email=None).first()
    if person is None:
        raise NotNeededAnyMore("nobody to write to")
    return person


def _language_of(person: Person) -> translation.override:
    return translation.override(person.language or settings.LANGUAGE_CODE)


def _invitation(person: Person) -> Words:
    facts = {"organisation": settings.OPTIONS.organisation, "handle": person.account.handle}
    return Words(
        _("Come into the network of %(organisation)s") % facts,
        _(
            "%(organisation)s has a network of its own: a place to ask, to answer and to see what"
            " others are working on. Your place in it is ready; your handle is @%(handle)s."
        )
        % facts,
        _("This link works once, for 30 days. Choose a password there and you are inside:"),
    )


def _reset() -> Words:
    return Words(
        _("Choose a new password"),
        _(
            "Somebody asked for a new password for you. If it was not you, leave this mail"
            " alone: nothing changes."
        ),
        _("This link works once, for 24 hours:"),
    )


def _send(owed: Owed, person: Person, purpose: Purpose, words: Words) -> None:
    secret = issue_owed_link(person=person, purpose=purpose, key=owed.key)
    if secret is None:
        raise NotNeededAnyMore("the link of an earlier try was used")
    facts = {
        "person": person,
        "words": words,
        "address": welcome_address(secret),
        "organisation": settings.OPTIONS.organisation,
        "language": translation.get_language(),
    }
    text, html = (
        _environment().get_template(f"door.{form}.jinja").render(**facts)
        for form in ("txt", "html")
    )
    letter = Letter(owed.key, str(person.email), person.name, words.subject, text, html)
    try:
        mail.send(letter)
    except MailNotTaken as reason:
        raise NotNow(str(reason)) from reason


@cache
def _environment() -> jinja2.Environment:
    return lettering.environment(str(__package__))
