"""Stopping mails from within a mail: a signed address, without signing in (RFC 8058)."""

from __future__ import annotations

from enum import StrEnum

from django.core import signing
from django.db import transaction

from groundswell.activity import log
from groundswell.foundation.errors import NotFound
from groundswell.network.notifications import preferring
from groundswell.network.notifications.models import Digest, Preferences
from groundswell.people.persons.models import Person

SALT = "unsubscribe"
COPIED = (
    "mails_at_once", "after_minutes", "digest", "digest_hour", "digest_weekday",
    "is_quiet_at_night", "quiet_from", "quiet_until", "working_days",
    "pushes_say_who",
)  # fmt: skip


class What(StrEnum):
    AT_ONCE = "at-once"
    DIGEST = "digest"


def address(person: Person, what: What) -> str:
    """Where these mails are stopped; whoever holds the mail may, and nothing more."""
    return f"/unsubscribe/{signing.dumps([person.pk, what], salt=SALT)}/"


def what_of(token: str) -> tuple[int, What]:
    """Whose mails an address stops, and which.

    Raises:
        NotFound: we did not sign it.
    """
    try:
        person_id, what = signing.loads(token, salt=SALT)
        return int(person_id), What(what)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound from None


@transaction.atomic
def unsubscribe(token: str) -> What:
    """Send no more of these mails; doing it twice changes nothing.

    Raises:
        NotFound: we did not sign the address, or its person is gone.
    """
    person_id, what = what_of(token)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound
    held = preferring.preferences(person)
    # The rest stays as the preset has it, but from now on it is their own choice.
    own = {name: getattr(held, name) for name in COPIED}
    own |= {"mails_at_once": False} if what == What.AT_ONCE else {"digest": Digest.NEVER}
    Preferences.objects.update_or_create(person=person, defaults=own)
    log.record(actor_id=person_id, verb="unsubscribed", noun="notices", noun_id=person_id)
    return what
