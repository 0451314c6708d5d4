"""Who looks after a group, who else might, and which groups nobody looks after."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from groundswell.foundation import clock, ids, sql
from groundswell.network.groups import queries
from groundswell.network.groups.models import Group, OwnershipOffer
from groundswell.network.streams.models import MemberRole, Membership
from groundswell.people.persons.models import Person, State

HERE = (State.INVITED, State.ACTIVE)  # states in which somebody can sign in
ACTIVE_LATELY = timedelta(days=90)
QUERIES = sql.folder(__package__)


class Active(NamedTuple):
    """A member who writes in a group, and how often they did lately."""

    id: int
    name: str
    title: str
    photo: str
    written: int


def owners(group: Group) -> QuerySet[Membership]:
    """Those owners of a group who can still sign in."""
    return living_members(group).filter(role=MemberRole.OWNER)


def living_members(group: Group) -> QuerySet[Membership]:
    """Those members of a group who can still sign in."""
    return Membership.objects.filter(
        stream_id=group.stream_id, person__state__in=HERE, person__is_bot=False
    )


def most_active(group: Group, *, limit: int, but: Collection[int] = ()) -> list[Active]:
    """The members, owners left out, who wrote most in a group in the last 90 days."""
    since = ids.floor(clock.now() - ACTIVE_LATELY)
    found = QUERIES.rows(
        "most_active", Active, stream=group.stream_id, since_id=since, limit=limit + len(but)
    )
    return [active for active in found if active.id not in but][:limit]


def to_renew(viewer: Person) -> QuerySet[Group]:
    """The viewer's own groups whose owners are asked if they are still needed, or that sleep."""
    owned = queries.groups(viewer).filter(
        stream__memberships__person=viewer, stream__memberships__role=MemberRole.OWNER
    )
    asked = Q(renewal_asked_at__isnull=False) | Q(sleep_noticed_at__isnull=False)
    return owned.filter(asked, archived_at=None)


def offered(viewer: Person) -> QuerySet[Group]:
    """The groups without an owner that the viewer is asked to take on."""
    return queries.groups(viewer).filter(
        ownership_offers__person=viewer,
        ownership_offers__is_open=True,
        stream__memberships__person=viewer,
        archived_at=None,
    )


def owning() -> QuerySet[Membership]:
    """Beside a group: those of its owners who can sign in."""
    return Membership.objects.filter(
        stream=OuterRef("stream"),
        role=MemberRole.OWNER,
        person__state__in=HERE,
        person__is_bot=False,
    )


def orphans(viewer: Person) -> QuerySet[Group]:
    """Groups without an owner who can sign in, as far as they exist for the viewer.

    Each tells since when a member is `asked_at` to take it on, or None.
    """
    asked = OwnershipOffer.objects.filter(group=OuterRef("pk"), is_open=True)
    found = queries.groups(viewer).filter(~Exists(owning()), archived_at=None)
    return found.annotate(asked_at=Subquery(asked.values("offered_at")[:1]))
