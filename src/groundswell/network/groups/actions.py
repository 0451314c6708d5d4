"""Founding groups, coming in and going out."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.foundation.words import fold, handle_from
from groundswell.network.groups import queries
from groundswell.network.groups.models import Group, Invitation, JoinRequest, Visibility
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import MemberRole, Membership, Stream, StreamKind
from groundswell.people.persons.actions import claim_handles, free_handle
from groundswell.people.persons.models import Account, Person

LONGEST_FOLDED = 120


class GroupNameIsTaken(Refused):
    """Listed groups have names of their own."""

    message = _lazy("There is a group “%(name)s” already. Choose another name, or join that one.")


class GroupIsArchived(Refused):
    """Nobody posts in or joins an archived group any more."""

    message = _lazy("“%(name)s” is archived: it is kept for reading. Choose another group.")


class OnlyOwnersMayDoThis(Refused):
    """What belongs to the owners of a group."""

    message = _lazy("Only the owners of “%(name)s” may do this. Ask one of them.")


class LastOwnerMayNotLeave(Refused):
    """A group keeps at least one owner."""

    message = _lazy("You are the last owner of “%(name)s”. Make somebody else an owner first.")


class NobodyHasThatHandle(Refused):
    """Invitations go to people by handle."""

    message = _lazy("Nobody here is called @%(handle)s. Look the handle up on their profile.")


@transaction.atomic
def found(
    *,
    founder: Person,
    name: str,
    purpose: str = "",
    visibility: Visibility = Visibility.OPEN,
) -> Group:
    """Found a group with its founder as owner.

    Raises:
        GroupNameIsTaken: a listed group has that name.
    """
    _refuse_taken(name, visibility, except_id=None)
    now = clock.now()
    stream = Stream.objects.create(
        kind=StreamKind.GROUP, is_open=visibility == Visibility.OPEN, created_at=now
    )
    group = Group(
        account=_account(name, visibility),
        stream=stream,
        name=name,
        name_folded=_folded(name),
        purpose=purpose,
        visibility=visibility,
        member_count=1,
        created_by=founder,
        created_at=now,
    )
    _save(group)
    streams.add_member(stream.pk, founder.pk, role=MemberRole.OWNER)
    _record(founder, "founded", group)
    return group


def _account(name: str, visibility: Visibility) -> Account:
    # A secret group's handle must not tell its name: it is g and its id.
    if visibility != Visibility.SECRET:
        return claim_handles([_handle(name)])[0]
    account = claim_handles(["g"])[0]
    account.handle = free_handle(f"g{account.pk}")
    account.save(update_fields=["handle"])
    return account


def _handle(name: str) -> str:
    return handle_from(name) or "group"


def _change_handle(group: Group, visibility: Visibility) -> None:
    is_secret = visibility == Visibility.SECRET
    handle = free_handle(f"g{group.pk}" if is_secret else _handle(group.name))
    Account.objects.filter(pk=group.pk).update(handle=handle)


@transaction.atomic
def change(
    *, owner: Person, group_id: int, name: str, purpose: str, visibility: Visibility
) -> Group:
    """Change name, purpose or visibility. Closing takes the stream out of non-members' feeds.

    Raises:
        NotFound: no such group for this person.
        OnlyOwnersMayDoThis: they do not own it.
        GroupNameIsTaken: a listed group has that name.
    """
    group = _owned(owner, group_id)
    _refuse_taken(name, visibility, except_id=group.pk)
    group.name, group.name_folded, group.purpose = name, _folded(name), purpose
    if (visibility == Visibility.SECRET) != (group.visibility == Visibility.SECRET):
        _change_handle(group, visibility)
    group.visibility = visibility
    _save(group, ["name", "name_folded", "purpose", "visibility"])
    is_open = visibility == Visibility.OPEN
    Stream.objects.filter(pk=group.stream_id).update(is_open=is_open)
    if not is_open:
        members = Membership.objects.filter(stream_id=group.stream_id).values("person_id")
        group.stream.subscriptions.exclude(person_id__in=members).delete()
        # While it was open every member could ask people in; now only its owners choose.
        owners = members.filter(role=MemberRole.OWNER)
        group.invitations.exclude(invited_by__in=owners).delete()
    _record(owner, "changed", group)
    return group


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
    _let_in(person, group, actor=person)
    return True


def _ask(person: Person, group: Group) -> bool:
    _, is_new = JoinRequest.objects.get_or_create(
        group=group, person=person, defaults={"asked_at": clock.now()}
    )
    if is_new:
        _record(person, "asked_to_join", group)
    return False


def _let_in(person: Person, group: Group, *, actor: Person) -> None:
    JoinRequest.objects.filter(group=group, person=person).delete()
    # Who is shut out reads nothing; when they come back, their memberships bring the feed.
    if streams.add_member(group.stream_id, person.pk, is_followed=person.may_sign_in):
        Group.objects.filter(pk=group.pk).update(member_count=F("member_count") + 1)
        _record(person, "joined", group)


@transaction.atomic
def answer_request(*, owner: Person, group_id: int, person_id: int, is_welcome: bool) -> None:
    """Let somebody in who asked, or not.

    Raises:
        NotFound: no such group, or nobody asked.
        OnlyOwnersMayDoThis: they do not own it.
    """
    group = _owned(owner, group_id)
    request = group.join_requests.select_related("person").filter(person_id=person_id).first()
    if request is None:
        raise NotFound
    if is_welcome:
        _let_in(request.person, group, actor=owner)
    else:
        JoinRequest.objects.filter(group=group, person_id=person_id).delete()
        _record(owner, "declined", group)


@transaction.atomic
def invite(*, member: Person, group_id: int, person_id: int) -> None:
    """Ask somebody in. In closed and secret groups owners invite, in open ones every member.

    Raises:
        NotFound: no such group or person for this member.
        OnlyOwnersMayDoThis: the group is not open and the member does not own it.
    """
    group = queries.group(member, group_id)
    own = queries.membership(member, group)
    if own is None:
        raise NotFound
    if group.visibility != Visibility.OPEN and own.role != MemberRole.OWNER:
        raise OnlyOwnersMayDoThis(name=group.name)
    person = Person.objects.visible_to(member).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    if queries.membership(person, group) is None:
        Invitation.objects.get_or_create(
            group=group,
            person=person,
            defaults={"invited_by": member, "invited_at": clock.now()},
        )
        _record(member, "invited", group)


@transaction.atomic
def decline(*, person: Person, group_id: int) -> None:
    """Turn an invitation down; it is gone, and nobody is told.

    Raises:
        NotFound: nobody asked this person in.
    """
    gone, _ = Invitation.objects.filter(group_id=group_id, person=person).delete()
    if not gone:
        raise NotFound


@transaction.atomic
def leave(*, person: Person, group_id: int) -> None:
    """Leave a group; the right to read it ends with it, unless it is open.

    Raises:
        NotFound: no such group for this person.
        LastOwnerMayNotLeave: somebody must own it.
    """
    group = queries.group(person, group_id)
    streams.lock(group.stream_id)
    others = Membership.objects.filter(stream_id=group.stream_id, role=MemberRole.OWNER)
    if queries.is_owner(person, group) and not others.exclude(person=person).exists():
        raise LastOwnerMayNotLeave(name=group.name)
    if streams.remove_member(group.stream_id, person.pk):
        Group.objects.filter(pk=group.pk).update(member_count=F("member_count") - 1)
        _record(person, "left", group)


@transaction.atomic
def appoint(*, owner: Person, group_id: int, person_id: int, role: MemberRole) -> None:
    """Make a member an owner, or an owner a member again.

    Raises:
        NotFound: no such group or member.
        OnlyOwnersMayDoThis: they do not own it.
        LastOwnerMayNotLeave: it would have no owner.
    """
    group = _owned(owner, group_id)
    memberships = Membership.objects.filter(stream_id=group.stream_id)
    owners = memberships.filter(role=MemberRole.OWNER).exclude(person_id=person_id)
    if role != MemberRole.OWNER and not owners.exists():
        raise LastOwnerMayNotLeave(name=group.name)
    if not memberships.filter(person_id=person_id).update(role=role):
        raise NotFound
    _record(owner, "appointed", group)


@transaction.atomic
def archive(*, owner: Person, group_id: int, is_archived: bool = True) -> None:
    """Keep a group for reading alone, or open it again.

    Raises:
        NotFound: no such group for this person.
        OnlyOwnersMayDoThis: they do not own it.
    """
    group = _owned(owner, group_id)
    Group.objects.filter(pk=group.pk).update(archived_at=clock.now() if is_archived else None)
    _record(owner, "archived" if is_archived else "reopened", group)


def _owned(owner: Person, group_id: int) -> Group:
    # Locked before anybody asks who owns it: two owners cannot demote each other at once.
    streams.lock(queries.group(owner, group_id).stream_id)
    group = queries.group(owner, group_id)
    if not queries.is_owner(owner, group):
        raise OnlyOwnersMayDoThis(name=group.name)
    return group


def _refuse_taken(name: str, visibility: Visibility, *, except_id: int | None) -> None:
    if visibility == Visibility.SECRET:
        return
    same = Group.objects.exclude(visibility=Visibility.SECRET).filter(name_folded=_folded(name))
    if same.exclude(pk=except_id).exists():
        raise GroupNameIsTaken(name=name)


def _folded(name: str) -> str:
    # Folding may lengthen a name: one letter can stand for many.
    return fold(name)[:LONGEST_FOLDED]


def _save(group: Group, columns: Sequence[str] | None = None) -> None:
    # Asked before, so only somebody who takes the name at this very moment stands in the way.
    try:
        with transaction.atomic():
            group.save(update_fields=columns, force_insert=columns is None)
    except IntegrityError:
        raise GroupNameIsTaken(name=group.name) from None


def _record(actor: Person, verb: str, group: Group) -> None:
    log.record(
        actor_id=actor.pk,
        verb=verb,
        noun="group",
        noun_id=group.pk,
        stream_id=group.stream_id,
    )
