"""What every deed of a group's owners begins and ends with."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation.errors import Refused
from groundswell.network.groups import queries
from groundswell.network.groups.models import Group
from groundswell.network.streams import actions as streams
from groundswell.people.persons.limits import ask_to_write
from groundswell.people.persons.models import Person


class GroupIsArchived(Refused):
    """Nobody posts in or joins an archived group any more."""

    message = _lazy("“%(name)s” is archived: it is kept for reading. Choose another group.")


class OnlyOwnersMayDoThis(Refused):
    """What belongs to the owners of a group."""

    message = _lazy("Only the owners of “%(name)s” may do this. Ask one of them.")


def owned(owner: Person, group_id: int) -> Group:
    """A group that the person owns, nobody else's to change until the transaction ends.

    Raises:
        NotFound: no such group for this person.
        OnlyOwnersMayDoThis: they do not own it.
    """
    ask_to_write(owner)
    # Locked before anybody asks who owns it: two owners cannot demote each other at once.
    streams.lock(queries.group(owner, group_id).stream_id)
    group = queries.group(owner, group_id)
    if not queries.is_owner(owner, group):
        raise OnlyOwnersMayDoThis(name=group.name)
    return group


def record(actor: Person | None, verb: str, group: Group) -> None:
    """That somebody did something to the group; nobody: the house did."""
    log.record(
        actor_id=actor.pk if actor else None,
        verb=verb,
        noun="group",
        noun_id=group.pk,
        stream_id=group.stream_id,
    )


def record_about(actor: Person | None, verb: str, person_id: int, group: Group) -> None:
    """That somebody did something to a person in the group."""
    log.record(
        actor_id=actor.pk if actor else None,
        verb=verb,
        noun="person",
        noun_id=person_id,
        stream_id=group.stream_id,
    )
