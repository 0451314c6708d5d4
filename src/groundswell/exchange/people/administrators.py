"""The first administrator, who has to come in before anybody can let others in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused
from groundswell.network.streams import actions as streams
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin import links
from groundswell.people.signin.models import Purpose


class EmailIsNoAddress(Refused):
    """An administrator is found by their e-mail."""

    message = _lazy("“%(email)s” is no e-mail address. Write it like mira@example.com.")


class PersonMayNotComeIn(Refused):
    """A role would open nothing for them."""

    message = _lazy(
        "%(email)s belongs to somebody who is suspended or has left. Reinstate them first,"
        " or name somebody else."
    )


@dataclass(frozen=True, slots=True)
class Created:
    """An administrator, the secret of their one-time link, and for how many hours it works."""

    person: Person
    secret: str
    hours: int


@transaction.atomic
def create(*, email: str, name: str = "") -> Created:
    """The person of that e-mail as an administrator, with a one-time link.

    Who has no account yet gets one. Again it gives a new link, and the older one stops working.

    Raises:
        EmailIsNoAddress: it is none.
        PersonMayNotComeIn: the person is suspended or has left.
    """
    person = _person(email.strip(), name.strip())
    if not person.may_sign_in:
        raise PersonMayNotComeIn(email=email)
    roles.grant(person=person, role=Role.ADMINISTRATOR)
    purpose = Purpose.RESET if person.password else Purpose.INVITATION
    secret = links.issue_link(person=person, purpose=purpose)
    return Created(person, secret, links.LINK_LIFE[purpose] // timedelta(hours=1))


def _person(email: str, name: str) -> Person:
    try:
        validate_email(email)
    except ValidationError:
        raise EmailIsNoAddress(email=email) from None
    found = Person.objects.filter(email_folded=persons.fold_email(email)).first()
    if found:
        return found
    words = email.partition("@")[0].replace(".", " ").replace("_", " ")
    # Not on the people list until the list says so: figures count employees, not administrators.
    person = persons.add(
        persons.NewPerson(
            name=name or words.title(), email=email, state=State.INVITED, is_listed=False
        )
    )
    streams.settle_in(person.pk)
    return person
