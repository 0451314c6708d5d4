"""Who is meant by what was typed on the terminal."""

from __future__ import annotations

from groundswell.foundation.errors import Refused
from groundswell.people.persons.models import Person


class NobodyIsCalledSo(Refused):
    """People are named by handle or e-mail."""

    message = "Nobody has the handle or e-mail “%(typed)s”. Nothing was changed."


def person(typed: str) -> Person:
    """Somebody by handle or e-mail.

    Raises:
        NobodyIsCalledSo: there is none.
    """
    people = Person.objects.select_related("account")
    found = people.filter(account__handle=typed.lstrip("@").lower()).first()
    found = found or people.filter(email_folded=typed.strip().casefold()).first()
    if found is None:
        raise NobodyIsCalledSo(typed=typed)
    return found
