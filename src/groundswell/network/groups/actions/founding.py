"""Founding a group, and changing what it is."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.foundation.words import fold, handle_from
from groundswell.network.groups.actions.owning import owned, record
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import MemberRole, Membership, Stream, StreamKind
from groundswell.people.persons.actions import claim_handles, free_handle
from groundswell.people.persons.limits import ask_to_write
from groundswell.people.persons.models import Account, Person

LONGEST_FOLDED = 120


class GroupNameIsTaken(Refused):
    """Listed groups have names of their own."""

    message = _lazy("There is a group “%(name)s” already. Choose another name, or join that one.")


@transaction.atomic
def found(
    *,
    founder: Person,
    name: str,
    purpose: str = "",
    visibility: Visibility = Visibility.OPEN,
    asks_approval: bool = False,
) -> Group:
    """Found a group with its founder as owner.

    Raises:
        GroupNameIsTaken: a listed group has that name.
    """
    ask_to_write(founder)
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
        asks_approval=asks_approval,
        member_count=1,
        created_by=founder,
        created_at=now,
    )
    _save(group)
    streams.add_member(stream.pk, founder.pk, role=MemberRole.OWNER)
    record(founder, "founded", group)
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
    *,
    owner: Person,
    group_id: int,
    name: str,
    purpose: str,
    visibility: Visibility,
    asks_approval: bool = False,
) -> Group:
    """Change name, purpose or visibility. Closing takes the stream out of non-members' feeds.

    Raises:
        NotFound: no such group for this person.
        OnlyOwnersMayDoThis: they do not own it.
        GroupNameIsTaken: a listed group has that name.
    """
    group = owned(owner, group_id)
    _refuse_taken(name, visibility, except_id=group.pk)
    group.name, group.name_folded, group.purpose = name, _folded(name), purpose
    if (visibility == Visibility.SECRET) != (group.visibility == Visibility.SECRET):
        _change_handle(group, visibility)
    group.visibility, group.asks_approval = visibility, asks_approval
    _save(group, ["name", "name_folded", "purpose", "visibility", "asks_approval"])
    is_open = visibility == Visibility.OPEN
    Stream.objects.filter(pk=group.stream_id).update(is_open=is_open)
    if not is_open:
        members = Membership.objects.filter(stream_id=group.stream_id).values("person_id")
        group.stream.subscriptions.exclude(person_id__in=members).delete()
        # While it was open every member could ask people in; now only its owners choose.
        owners = members.filter(role=MemberRole.OWNER)
        group.invitations.exclude(invited_by__in=owners).delete()
    record(owner, "changed", group)
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
