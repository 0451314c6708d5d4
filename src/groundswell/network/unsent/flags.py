"""Whether somebody has anything unsent stands with the person: other pages need not ask for it."""

from __future__ import annotations

from django.db.models import Q

from groundswell.network.unsent.models import Draft, Handed, Scheduled
from groundswell.people.persons.models import Person, Unsent


def refresh(person_id: int) -> None:
    """Bring the mark of a person up to date, in the caller's transaction."""
    waiting = Scheduled.objects.filter(Q(author=person_id) | Q(acted_by=person_id))
    if waiting.exclude(refusal="").exists():
        mark = Unsent.REFUSED
    elif (
        waiting.exists()
        or Draft.objects.filter(person_id=person_id).exists()
        or Handed.objects.filter(leader_id=person_id).exists()
    ):
        mark = Unsent.SOME
    else:
        mark = Unsent.NOTHING
    Person.objects.filter(pk=person_id).exclude(unsent=mark).update(unsent=mark)


def refresh_writers(waiting: Scheduled) -> None:
    """The same, for the author of a post that waits and the delegate who wrote it."""
    refresh(waiting.author_id)
    if waiting.acted_by_id is not None:
        refresh(waiting.acted_by_id)
