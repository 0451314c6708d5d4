"""Finding an owner for a group that has none: its most active members are asked in turn."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.groups import ownership, queries
from groundswell.network.groups.actions.membership import make
from groundswell.network.groups.actions.owning import record_about
from groundswell.network.groups.models import Group, OwnershipOffer
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import MemberRole
from groundswell.people.persons.models import Person

# Who does not answer is asked no more, so that the next can be.
ANSWERS_WITHIN = timedelta(days=7)
NOT_AGAIN_WITHIN = timedelta(days=90)


class OnlyAMemberCanOwnIt(Refused):
    """Nobody comes into a closed group by being named its owner."""

    message = _lazy(
        "@%(handle)s cannot own this group. Name one of its members who can sign in, by their"
        " handle."
    )


@transaction.atomic
def answer_offer(*, person: Person, group_id: int, is_willing: bool) -> None:
    """Take a group on that has no owner, or let the next be asked.

    Raises:
        NotFound: this person is not asked, or no member any more.
    """
    group = queries.group(person, group_id)
    streams.lock(group.stream_id)
    offer = OwnershipOffer.objects.filter(group=group, person=person, is_open=True)
    if not offer.exists() or queries.membership(person, group) is None:
        raise NotFound
    if is_willing:
        OwnershipOffer.objects.filter(group=group).delete()
        make(group, person.pk, MemberRole.OWNER, by=person)
    else:
        offer.update(is_open=False)
        record_about(person, "declined_to_own", person.pk, group)
        offer_next(group)


@transaction.atomic
def name_owner(*, administrator: Person, group_id: int, handle: str) -> Group:
    """Let a member own a group that has no owner. It opens the group to nobody: not to others, and
    not to whoever names them.

    Raises:
        NotFound: no such group without an owner exists for the administrator.
        OnlyAMemberCanOwnIt: the handle is of nobody who is in it and can sign in.
    """
    streams.lock(queries.group(administrator, group_id).stream_id)
    group = ownership.orphans(administrator).filter(pk=group_id).first()
    if group is None:
        raise NotFound
    typed = handle.strip().removeprefix("@").lower()
    members = ownership.living_members(group).filter(person__account__handle=typed)
    person_id = members.values_list("person_id", flat=True).first()
    if person_id is None:
        raise OnlyAMemberCanOwnIt(handle=typed[:80])
    OwnershipOffer.objects.filter(group=group).delete()
    make(group, person_id, MemberRole.OWNER, by=administrator)
    return group


@transaction.atomic
def care_for(group: Group) -> None:
    """Ask a member to own the group if it has no owner and nobody is being asked."""
    streams.lock(group.stream_id)
    offers = OwnershipOffer.objects.filter(group=group)
    if group.is_archived or ownership.owners(group).exists():
        offers.filter(is_open=True).update(is_open=False)
        return
    members = ownership.living_members(group).values("person_id")
    waiting = offers.filter(is_open=True, offered_at__gt=clock.now() - ANSWERS_WITHIN)
    if waiting.filter(person_id__in=members).exists():
        return
    offers.filter(is_open=True).update(is_open=False)
    offer_next(group)


def offer_next(group: Group) -> None:
    """Ask the most active member who was not asked lately; nobody, when there is none."""
    now = clock.now()
    asked = OwnershipOffer.objects.filter(group=group, offered_at__gt=now - NOT_AGAIN_WITHIN)
    not_again = set(asked.values_list("person_id", flat=True))
    active = ownership.most_active(group, limit=1, but=not_again)
    if not active:
        return
    OwnershipOffer.objects.update_or_create(
        group=group, person_id=active[0].id, defaults={"offered_at": now, "is_open": True}
    )
    record_about(None, "offered_to_own", active[0].id, group)
