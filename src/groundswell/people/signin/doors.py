"""Letters that may leave the house: invitations once the doors are open, and resets asked for."""

from __future__ import annotations

from django.db import transaction

from groundswell.activity.models import Outbox
from groundswell.activity.outbox import GIVEN_UP
from groundswell.foundation import clock
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person, State
from groundswell.people.signin.actions import person_named
from groundswell.people.signin.models import Doors


@transaction.atomic
def open_doors(*, opened_by: Person) -> int:
    """Let invitations go out: a mail is owed to everybody invited who has an address.

    Returns:
        To how many people; nobody gets a second one by opening the doors again, but whose mail
        was given up is written to anew.
    """
    now = clock.now()
    given_up = Outbox.objects.filter(kind="invitation", last_error__startswith=GIVEN_UP)
    again = given_up.exclude(done_at=None).update(done_at=None, tries=0, next_try_at=now)
    Doors.objects.update_or_create(pk=1, defaults={"opened_at": now, "opened_by": opened_by})
    invited = Person.objects.filter(state=State.INVITED, is_listed=True).exclude(email=None)
    owed = [
        Outbox(
            key=f"invitation:{person_id}",
            kind="invitation",
            facts={"person_id": person_id},
            owed_at=now,
            next_try_at=now,
        )
        for person_id in invited.values_list("pk", flat=True)
    ]
    before = Outbox.objects.count()
    Outbox.objects.bulk_create(owed, ignore_conflicts=True, batch_size=500)
    sent = again + Outbox.objects.count() - before
    audit.record(opened_by, "opened the doors", "organisation", None, invitations=sent)
    return sent


@transaction.atomic
def owe_reset(*, name: str) -> None:
    """A mail with a reset link is owed to that person; nothing tells whether they exist."""
    person = person_named(name)
    if person is None or not person.email or not person.may_sign_in or _is_unclaimed(person):
        return
    now = clock.now()
    # One an hour: nobody can be flooded with mail by strangers.
    Outbox.objects.get_or_create(
        key=f"reset:{person.pk}:{now:%Y%m%d%H}",
        defaults={
            "kind": "reset",
            "facts": {"person_id": person.pk},
            "owed_at": now,
            "next_try_at": now,
        },
    )


def _is_unclaimed(person: Person) -> bool:
    """Known from an import alone: nobody becomes them by asking for a mail."""
    return not (person.is_listed or person.password or person.role_grants.exists())
