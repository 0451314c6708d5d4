"""What keeps a group alive: saying that it is still needed, archiving it, bringing it back."""

from __future__ import annotations

from django.db import transaction

from groundswell.foundation import clock
from groundswell.network.groups import queries
from groundswell.network.groups.actions.owning import GroupIsArchived, owned, record
from groundswell.network.groups.models import Group
from groundswell.network.streams import actions as streams
from groundswell.people.persons.models import Person


@transaction.atomic
def renew(*, owner: Person, group_id: int) -> None:
    """Say that what the group is for still holds; it is asked again in a year, and stays awake.

    Raises:
        NotFound: no such group for this person.
        OnlyOwnersMayDoThis: they do not own it.
        GroupIsArchived: it is kept for reading.
    """
    group = owned(owner, group_id)
    if group.is_archived:
        raise GroupIsArchived(name=group.name)
    _renew(group)
    record(owner, "renewed", group)


@transaction.atomic
def archive(*, owner: Person, group_id: int) -> None:
    """Keep a group for reading alone.

    Raises:
        NotFound: no such group for this person.
        OnlyOwnersMayDoThis: they do not own it.
    """
    group = owned(owner, group_id)
    if group.is_archived:
        return
    Group.objects.filter(pk=group.pk).update(archived_at=clock.now(), sleep_noticed_at=None)
    record(owner, "archived", group)


@transaction.atomic
def reopen(*, person: Person, group_id: int) -> None:
    """Bring a group back. What fell asleep, every member may wake; the rest its owners reopen.

    Raises:
        NotFound: no such group for this person.
        OnlyOwnersMayDoThis: they do not own it, and owners archived it.
    """
    group = queries.group(person, group_id)
    if group.fell_asleep and queries.membership(person, group) is not None:
        streams.lock(group.stream_id)
    else:
        group = owned(person, group_id)
    if group.is_archived:
        _renew(group)
        record(person, "reopened", group)


def wake(group: Group) -> None:
    """Take the notice back that the group is to be archived: somebody writes in it."""
    if group.sleep_noticed_at is not None and not group.is_archived:
        Group.objects.filter(pk=group.pk).update(sleep_noticed_at=None)


def _renew(group: Group) -> None:
    Group.objects.filter(pk=group.pk).update(
        renewed_at=clock.now(), renewal_asked_at=None, sleep_noticed_at=None, archived_at=None
    )
