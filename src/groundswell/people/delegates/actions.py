"""Naming delegates and taking it back; telling leaders that the share of their own words is public.

Each leaves its entry in the audit log.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.audit import actions as audit
from groundswell.people.delegates import queries
from groundswell.people.delegates.models import Answer, Delegation, Right, Rostered
from groundswell.people.persons.models import Person

MOST = 10  # delegates of a leader


class OnlyLeadersNameDelegates(Refused):
    """Whoever leads has an office; others speak for themselves."""

    message = _lazy(
        "Only leaders name delegates: those to whom somebody reports, and the levels that the"
        " settings name. If you lead people, ask for the people list to be corrected."
    )


class NobodyIsTheirOwnDelegate(Refused):
    """What one says oneself needs no right."""

    message = _lazy("You write for yourself already. Choose somebody else.")


class TheyCannotSignIn(Refused):
    """Nobody writes who may not come in."""

    message = _lazy("%(name)s cannot sign in. Choose somebody who works here.")


class TooManyDelegates(Refused):
    """A voice that twenty share is nobody's."""

    message = _lazy("You have %(most)s delegates. Take one back before you name another.")


class OnlyLeadersAreRostered(Refused):
    """The figure is about leaders."""

    message = _lazy("%(name)s leads nobody, so there is no such figure about them.")


class TheyObjected(Refused):
    """A no is a no; they can change their mind themselves."""

    message = _lazy("%(name)s objected. Only they can change that, under “Delegates”.")


@transaction.atomic
def name_delegate(*, leader: Person, delegate_id: int, right: Right) -> Delegation:
    """Let somebody draft or post for a leader; naming them again changes the right.

    Raises:
        NotFound: no such person for this leader.
        Refused: the leader leads nobody, or the other cannot write for them.
    """
    if not queries.leads(leader):
        raise OnlyLeadersNameDelegates
    if delegate_id == leader.pk:
        raise NobodyIsTheirOwnDelegate
    delegate = Person.objects.visible_to(leader).filter(pk=delegate_id).first()
    if delegate is None:
        raise NotFound
    if not delegate.may_sign_in:
        raise TheyCannotSignIn(name=delegate.name)
    others = Delegation.objects.filter(leader=leader).exclude(delegate=delegate)
    if others.count() >= MOST:
        raise TooManyDelegates(most=MOST)
    delegation, _ = Delegation.objects.update_or_create(
        leader=leader, delegate=delegate, defaults={"right": right, "granted_at": clock.now()}
    )
    audit.record(leader, "named delegate", "person", delegate.pk, right=str(right))
    _record(leader, "delegated", delegation)
    return delegation


@transaction.atomic
def take_back(*, leader: Person, delegation_id: int) -> None:
    """End a delegation at once. What was posted stays, and says who posted it.

    Raises:
        NotFound: the leader gave none of that number.
    """
    own = Delegation.objects.select_for_update().filter(leader=leader, pk=delegation_id)
    delegation = own.first()
    if delegation is None:
        raise NotFound
    audit.record(leader, "took delegate back", "person", delegation.delegate_id)
    _record(leader, "undelegated", delegation)
    delegation.delete()


@transaction.atomic
def roster(*, leader: Person, told_by: Person | None) -> Rostered:
    """Tell a leader that the share of their own words will be public, unless they object.

    Raises:
        OnlyLeadersAreRostered: they lead nobody.
        TheyObjected: they said no before.
    """
    if not queries.leads(leader):
        raise OnlyLeadersAreRostered(name=leader.name)
    rostered, is_new = Rostered.objects.get_or_create(
        leader=leader, defaults={"told_at": clock.now()}
    )
    if rostered.answer == Answer.OBJECTED:
        raise TheyObjected(name=leader.name)
    if is_new:
        audit.record(told_by, "rostered", "person", leader.pk)
        log.record(
            actor_id=told_by.pk if told_by else None,
            verb="rostered",
            noun="person",
            noun_id=leader.pk,
        )
    return rostered


@transaction.atomic
def answer(*, leader: Person, answer: Answer) -> None:
    """Agree to the figure, or object: then nothing of it is shown.

    Raises:
        NotFound: they were not told of any.
    """
    told = Rostered.objects.filter(leader=leader)
    if not told.update(answer=answer):
        raise NotFound
    audit.record(leader, f"{answer} to own words", "person", leader.pk)


def _record(leader: Person, verb: str, delegation: Delegation) -> None:
    log.record(actor_id=leader.pk, verb=verb, noun="delegation", noun_id=delegation.pk)
