"""Coming into a group: joining, asking to join, being asked in."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.groups import queries
from groundswell.network.groups.actions.membership import let_in
from groundswell.network.groups.actions.owning import (
    GroupIsArchived,
    OnlyOwnersMayDoThis,
    owned,
    record,
    record_about,
)
from groundswell.network.groups.models import Group, Invitation, JoinRequest, Visibility
from groundswell.network.streams.models import MemberRole
from groundswell.people.persons.limits import ask_to_write
from groundswell.people.persons.models import Person


class NobodyHasThatHandle(Refused):
    """Invitations go to people by handle."""

    message = _lazy("Nobody here is called @%(handle)s. Look the handle up on their profile.")


@transaction.atomic
def join(*, person: Person, group_id: int) -> bool:
    """Join an open group, or one that invited the person; to a closed one a request goes out.

    Returns:
        Whether the person is a member now.
    Raises:
        NotFound: no such group for this person.
        GroupIsArchived: it is kept for reading.
    """
    invited = Invitation.objects.filter(group_id=group_id, person=person)
    is_invited = invited.exists()
    group = Group.objects.get(pk=group_id) if is_invited else queries.group(person, group_id)
    if group.is_archived:
        raise GroupIsArchived(name=group.name)
    if group.visibility != Visibility.OPEN and not is_invited:
        return queries.membership(person, group) is not None or _ask(person, group)
    invited.delete()
    let_in(person, group)
    return True


def _ask(person: Person, group: Group) -> bool:
    ask_to_write(person)
    _, is_new = JoinRequest.objects.get_or_create(
        group=group, person=person, defaults={"asked_at": clock.now()}
    )
    if is_new:
        record(person, "asked_to_join", group)
    return False


@transaction.atomic
def answer_request(*, owner: Person, group_id: int, person_id: int, is_welcome: bool) -> None:
    """Let somebody in who asked, or not.

    Raises:
        NotFound: no such group, or nobody asked.
        OnlyOwnersMayDoThis: they do not own it.
        GroupIsArchived: it is kept for reading.
    """
    group = owned(owner, group_id)
    request = group.join_requests.select_related("person").filter(person_id=person_id).first()
    if request is None:
        raise NotFound
    if not is_welcome:
        JoinRequest.objects.filter(group=group, person_id=person_id).delete()
        record_about(owner, "turned_away", person_id, group)
        return
    if group.is_archived:
        raise GroupIsArchived(name=group.name)
    let_in(request.person, group)
    record_about(owner, "welcomed", person_id, group)


@transaction.atomic
def invite(*, member: Person, group_id: int, person_id: int) -> None:
    """Ask somebody in. In closed and secret groups owners invite, in open ones every member.

    Raises:
        NotFound: no such group or person for this member.
        OnlyOwnersMayDoThis: the group is not open and the member does not own it.
        GroupIsArchived: it is kept for reading.
    """
    ask_to_write(member)
    group = queries.group(member, group_id)
    own = queries.membership(member, group)
    if own is None:
        raise NotFound
    if group.visibility != Visibility.OPEN and own.role != MemberRole.OWNER:
        raise OnlyOwnersMayDoThis(name=group.name)
    if group.is_archived:
        raise GroupIsArchived(name=group.name)
    person = Person.objects.visible_to(member).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    if queries.membership(person, group) is not None:
        return
    _, is_new = Invitation.objects.get_or_create(
        group=group,
        person=person,
        defaults={"invited_by": member, "invited_at": clock.now()},
    )
    if is_new:
        record_about(member, "invited", person.pk, group)


@transaction.atomic
def decline(*, person: Person, group_id: int) -> None:
    """Turn an invitation down; it is gone.

    Raises:
        NotFound: nobody asked this person in.
    """
    asked = Invitation.objects.filter(group_id=group_id, person=person).select_related("group")
    if (invitation := asked.first()) is None:
        raise NotFound
    asked.delete()
    record(person, "declined", invitation.group)
