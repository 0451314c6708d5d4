"""Agreeing to be named and taking it back; telling leaders of the roster. Each is audited."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.adoption.consents.models import Consent, RosterPlace, ShownBefore, What
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.audit import actions as audit
from groundswell.people.delegates import queries as delegates
from groundswell.people.persons.models import Person


class OnlyLeadersHaveAPlaceOnTheRoster(Refused):
    """The roster is about those who lead."""

    message = _lazy("%(name)s leads nobody, so the roster has no place for them.")


class TheyTookItBack(Refused):
    """A no is a no; they can change their mind themselves."""

    message = _lazy(
        "%(name)s said no. Only they can change that, under “What is measured about me”."
    )


@transaction.atomic
def agree(*, person: Person, what: What) -> None:
    """Let oneself be named from now on; agreeing twice changes nothing."""
    _, is_new = Consent.objects.get_or_create(
        person=person, what=what, withdrawn_at=None, defaults={"given_at": clock.now()}
    )
    if is_new:
        _record(person, "agreed to be named", what=str(what))


@transaction.atomic
def withdraw(*, person: Person, what: What) -> None:
    """Be named no more, from now on; taking back what was not given changes nothing."""
    given = Consent.objects.filter(person=person, what=what, withdrawn_at=None)
    if given.update(withdrawn_at=clock.now()):
        _record(person, "took back to be named", what=str(what))


@transaction.atomic
def tell(*, leader: Person, told_by: Person | None) -> RosterPlace:
    """Tell a leader that figures of theirs would be shown to analysts, and ask whether they may.

    Raises:
        OnlyLeadersHaveAPlaceOnTheRoster: they lead nobody.
        TheyTookItBack: they said no before.
    """
    if not delegates.leads(leader):
        raise OnlyLeadersHaveAPlaceOnTheRoster(name=leader.name)
    place, is_new = RosterPlace.objects.get_or_create(
        leader=leader, defaults={"told_at": clock.now(), "told_by": told_by}
    )
    if place.withdrawn_at is not None:
        raise TheyTookItBack(name=leader.name)
    if is_new:
        audit.record(told_by, "told of the roster", "person", leader.pk)
        actor_id = told_by.pk if told_by else None
        log.record(actor_id=actor_id, verb="told of the roster", noun="person", noun_id=leader.pk)
    return place


@transaction.atomic
def answer(*, leader: Person, agrees: bool) -> None:
    """Agree that one's own figures are shown on the roster, or say no; a no works at once.

    Saying it twice changes nothing: by these days they are shown, and left out of what others are
    told. A yes after a no leaves the time before it known.

    Raises:
        NotFound: nobody told them of it.
    """
    place = RosterPlace.objects.select_for_update().filter(leader=leader).first()
    if place is None:
        raise NotFound
    if place.is_shown if agrees else place.withdrawn_at is not None:
        return
    if agrees:
        _keep_when_shown(place, by=leader)
        place.agreed_at, place.withdrawn_at = clock.now(), None
    else:
        place.withdrawn_at = clock.now()
    place.save(update_fields=["agreed_at", "withdrawn_at"])
    _record(leader, "agreed to the roster" if agrees else "objected to the roster")


@transaction.atomic
def keep_refusals(*, of: Person, by: Person) -> None:
    """Let what somebody refused hold for the person that they become: a no wins over a yes.

    Whose own yes ends so hears of it. What was shown of the one was shown of the other.
    """
    place = RosterPlace.objects.filter(leader=of).first()
    if place is not None:
        _keep_when_shown(place, by=by)
        if place.withdrawn_at is not None:
            _refuse(by, place)
    said = Consent.objects.filter(person=of)
    agreed = set(said.filter(withdrawn_at=None).values_list("what", flat=True))
    refused = set(said.exclude(withdrawn_at=None).values_list("what", flat=True)) - agreed
    given = Consent.objects.filter(person=by, what__in=refused, withdrawn_at=None)
    if given.update(withdrawn_at=clock.now()):
        log.record(actor_id=None, verb="ended a consent", noun="person", noun_id=by.pk)


def _keep_when_shown(place: RosterPlace, *, by: Person) -> None:
    if place.agreed_at is not None:
        ShownBefore.objects.create(
            leader=by, agreed_at=place.agreed_at, withdrawn_at=place.withdrawn_at or clock.now()
        )


def _refuse(leader: Person, refused: RosterPlace) -> None:
    place, is_new = RosterPlace.objects.get_or_create(
        leader=leader,
        defaults={
            "told_at": refused.told_at,
            "told_by": refused.told_by,
            "withdrawn_at": refused.withdrawn_at,
        },
    )
    if is_new or place.withdrawn_at is not None:
        return
    place.withdrawn_at = refused.withdrawn_at
    if place.agreed_at is not None:
        place.withdrawn_at = clock.now()
        log.record(actor_id=None, verb="ended a place", noun="person", noun_id=leader.pk)
    place.save(update_fields=["withdrawn_at"])


def _record(person: Person, verb: str, **facts: str) -> None:
    audit.record(person, verb, "person", person.pk, **facts)
    log.record(actor_id=person.pk, verb=verb, noun="person", noun_id=person.pk)
