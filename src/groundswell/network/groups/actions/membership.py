"""Who belongs to a group and who owns it: letting in, leaving, sending away, appointing."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.groups import ownership, queries
from groundswell.network.groups.actions.owning import owned, record, record_about
from groundswell.network.groups.models import Group, JoinRequest
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import MemberRole, Membership
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person


class LastOwnerMayNotLeave(Refused):
    """A group keeps at least one owner."""

    message = _lazy("You are the last owner of “%(name)s”. Make somebody else an owner first.")


class TheyCannotSignIn(Refused):
    """An owner answers requests, and so has to be here."""

    message = _lazy("%(name)s cannot sign in, and so cannot own a group. Choose another member.")


@transaction.atomic
def let_in(person: Person, group: Group) -> None:
    """Make somebody a member; whoever calls has made sure that they may be one."""
    JoinRequest.objects.filter(group=group, person=person).delete()
    # Who is shut out reads nothing; when they come back, their memberships bring the feed.
    if streams.add_member(group.stream_id, person.pk, is_followed=person.may_sign_in):
        Group.objects.filter(pk=group.pk).update(member_count=F("member_count") + 1)
        record(person, "joined", group)


@transaction.atomic
def leave(*, person: Person, group_id: int) -> None:
    """Leave a group; the right to read it ends with it, unless it is open.

    Raises:
        NotFound: no such group for this person.
        LastOwnerMayNotLeave: somebody must own it.
    """
    group = queries.group(person, group_id)
    streams.lock(group.stream_id)
    if queries.is_owner(person, group):
        _refuse_last(group, person.pk)
    if _remove(group, person.pk):
        record(person, "left", group)


@transaction.atomic
def dismiss(*, owner: Person, group_id: int, person_id: int) -> None:
    """Send a member away; what they wrote stays. Into an open group they may come back.

    Raises:
        NotFound: no such group or member.
        OnlyOwnersMayDoThis: they do not own it.
        LastOwnerMayNotLeave: it would have no owner.
    """
    group = owned(owner, group_id)
    if _membership(group, person_id).role == MemberRole.OWNER:
        _refuse_last(group, person_id)
    _remove(group, person_id)
    record_about(owner, "dismissed", person_id, group)
    audit.record(owner, "dismissed member", "group", group.pk, person_id=person_id)


@transaction.atomic
def appoint(*, owner: Person, group_id: int, person_id: int, role: MemberRole) -> None:
    """Make a member an owner, or an owner a member again.

    Raises:
        NotFound: no such group or member.
        OnlyOwnersMayDoThis: they do not own it.
        LastOwnerMayNotLeave: it would have no owner.
        TheyCannotSignIn: who is to own it is suspended, has left or is a bot.
    """
    group = owned(owner, group_id)
    own = _membership(group, person_id)
    if role != MemberRole.OWNER:
        _refuse_last(group, person_id)
    elif not own.person.may_sign_in:
        raise TheyCannotSignIn(name=own.person.name)
    if own.role != role:
        make(group, person_id, role, by=owner)


def make(group: Group, person_id: int, role: MemberRole, *, by: Person | None) -> None:
    """Give a member the role; whoever calls has made sure that they may have it."""
    Membership.objects.filter(stream_id=group.stream_id, person_id=person_id).update(role=role)
    is_owner = role == MemberRole.OWNER
    record_about(by, "appointed" if is_owner else "demoted", person_id, group)
    deed = "appointed owner" if is_owner else "demoted owner"
    audit.record(by, deed, "group", group.pk, person_id=person_id)


def _membership(group: Group, person_id: int) -> Membership:
    memberships = Membership.objects.filter(stream_id=group.stream_id).select_related("person")
    if (found := memberships.filter(person_id=person_id).first()) is None:
        raise NotFound
    return found


def _remove(group: Group, person_id: int) -> bool:
    # In closed and secret groups owners choose: whom somebody asked in, they asked as a member.
    group.invitations.filter(invited_by_id=person_id).delete()
    if not streams.remove_member(group.stream_id, person_id):
        return False
    Group.objects.filter(pk=group.pk).update(member_count=F("member_count") - 1)
    return True


def _refuse_last(group: Group, person_id: int) -> None:
    if not ownership.owners(group).exclude(person_id=person_id).exists():
        raise LastOwnerMayNotLeave(name=group.name)
