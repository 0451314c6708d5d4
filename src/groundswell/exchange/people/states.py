"""Coming in, leaving, being suspended, coming back: sign-in and feed begin and end together."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.streams import actions as streams
from groundswell.people.audit import actions as audit
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person, State
from groundswell.people.roles.queries import may_act_for
from groundswell.people.signin import actions as signin
from groundswell.people.signin import links
from groundswell.people.signin.models import Purpose


class NobodySuspendsThemselves(Refused):
    """The last administrator could lock everybody out."""

    message = _lazy("You cannot suspend yourself. Ask another administrator.")


@transaction.atomic
def ask_in(*, person: Person, purpose: Purpose, issued_by: Person) -> str:
    """The secret of a new one-time link; whoever an import brought has a feed from then on.

    Raises:
        TheyMayMoreThanYou: the person has roles that `issued_by` has not.
    """
    secret = links.issue_link(person=person, purpose=purpose, issued_by=issued_by)
    # Those of the people list have theirs from the day they were added, and what they stopped
    # following stays stopped.
    if not person.is_listed and person.joined_at is None:
        streams.settle_in(person.pk)
        streams.follow_memberships(person.pk)
    return secret


@transaction.atomic
def depart(person: Person, left_on: date) -> None:
    """Somebody leaves: no more sign-in and no feed; what they wrote and their history stay."""
    Person.objects.filter(pk=person.pk).update(state=State.LEFT, left_on=left_on)
    Assignment.objects.present().filter(person=person, from_on__lt=left_on).update(to_on=left_on)
    signin.end_all_sessions(person.pk)
    streams.silence(person.pk)
    log.record(actor_id=None, verb="left", noun="person", noun_id=person.pk)


def depart_due() -> int:
    """Let those go whose last day, as the list told it in advance, has come; how many."""
    due = Person.objects.filter(left_on__lte=clock.today()).exclude(state=State.LEFT)
    people = list(due)
    for person in people:
        depart(person, person.left_on or clock.today())
    return len(people)


@transaction.atomic
def suspend(*, person: Person, suspended_by: Person) -> None:
    """Shut somebody out at once: their sessions end, their feed is emptied, their posts stay.

    Raises:
        NobodySuspendsThemselves: it is the viewer.
        TheyMayMoreThanYou: the person has roles that `suspended_by` has not.
    """
    if person.pk == suspended_by.pk:
        raise NobodySuspendsThemselves
    if not may_act_for(suspended_by, person):
        raise links.TheyMayMoreThanYou(name=person.name)
    Person.objects.filter(pk=person.pk).exclude(state=State.LEFT).update(state=State.SUSPENDED)
    signin.end_all_sessions(person.pk)
    streams.silence(person.pk)
    audit.record(suspended_by, "suspended", "person", person.pk)
    log.record(actor_id=suspended_by.pk, verb="suspended", noun="person", noun_id=person.pk)


@transaction.atomic
def reinstate(*, person: Person, reinstated_by: Person) -> None:
    """Let somebody in again who was suspended; their groups come back into their feed."""
    state = State.ACTIVE if person.password else State.INVITED
    suspended = Person.objects.filter(pk=person.pk, state=State.SUSPENDED)
    if not suspended.update(state=state):
        return  # They left meanwhile, or are here already: nothing comes back into their feed.
    streams.settle_in(person.pk)
    streams.follow_memberships(person.pk)
    audit.record(reinstated_by, "reinstated", "person", person.pk)
    log.record(actor_id=reinstated_by.pk, verb="reinstated", noun="person", noun_id=person.pk)
