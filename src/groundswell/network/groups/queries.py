"""What may be read of groups. Every function takes the viewer first."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from groundswell.foundation import sql
from groundswell.foundation.errors import NotFound
from groundswell.foundation.words import fold
from groundswell.network.groups.models import Group, Invitation, JoinRequest, Visibility
from groundswell.network.streams.models import MemberRole, Membership
from groundswell.people.persons.models import Person, State

HERE = (State.INVITED, State.ACTIVE)  # states in which somebody can sign in
QUERIES = sql.folder(__package__)


class PlaceToPost(NamedTuple):
    """A stream to post in; `group_id` and `name` are empty for any other than a group."""

    stream_id: int
    kind: str
    group_id: int
    name: str


class GroupToJoin(NamedTuple):
    """A group that stands open to the viewer."""

    id: int
    name: str
    member_count: int


def groups(viewer: Person) -> QuerySet[Group]:
    """The groups that exist for the viewer, archived ones too, by name."""
    return Group.objects.visible_to(viewer).select_related("account").order_by("name_folded", "pk")


def listed(
    viewer: Person, *, name: str = "", is_archived: bool = False, is_mine: bool = False
) -> QuerySet[Group]:
    """The living or the archived groups that exist for the viewer, narrowed by a part of the name.

    Each tells whether it `is_mine`, the viewer's own; all are, when that is asked for.
    """
    own = Membership.objects.filter(stream=OuterRef("stream"), person=viewer)
    found = groups(viewer).filter(archived_at__isnull=not is_archived).annotate(is_mine=Exists(own))
    for word in fold(name).split():
        found = found.filter(name_folded__contains=word)
    return found.filter(is_mine=True) if is_mine else found


def mine(viewer: Person) -> QuerySet[Group]:
    """The groups that the viewer is a member of, by name."""
    return groups(viewer).filter(stream__memberships__person=viewer, archived_at=None)


def group(viewer: Person, group_id: int) -> Group:
    """One group that exists for the viewer.

    Raises:
        NotFound: no such group for this viewer: we do not say which.
    """
    found = groups(viewer).filter(pk=group_id).first()
    if found is None:
        raise NotFound
    return found


def membership(viewer: Person, group: Group) -> Membership | None:
    """The viewer's own membership."""
    return Membership.objects.filter(stream_id=group.stream_id, person=viewer).first()


def is_owner(viewer: Person, group: Group) -> bool:
    """Whether the viewer owns the group."""
    own = membership(viewer, group)
    return own is not None and own.role == MemberRole.OWNER


def owners(group: Group) -> QuerySet[Membership]:
    """Those owners of a group who can still sign in."""
    owning = Membership.objects.filter(stream_id=group.stream_id, role=MemberRole.OWNER)
    return owning.filter(person__state__in=HERE, person__is_bot=False)


def members(viewer: Person, group: Group, *, name: str = "") -> QuerySet[Membership]:
    """Members of a group the viewer may read, owners first; nobody of any other group."""
    readable = Membership.objects.filter(stream_id=group.stream_id)
    if group.visibility != "open":
        readable = readable.filter(stream__memberships__person=viewer)
    for word in fold(name).split():
        readable = readable.filter(person__name_folded__contains=word)
    found = readable.select_related("person__account")
    return found.order_by("-role", "person__name_folded", "person_id")


def member(viewer: Person, group: Group, person_id: int) -> Membership:
    """One member of a group that the viewer may read.

    Raises:
        NotFound: they are not in it, as far as the viewer may know.
    """
    found = members(viewer, group).filter(person_id=person_id).first()
    if found is None:
        raise NotFound
    return found


def join_requests(viewer: Person, group: Group) -> QuerySet[JoinRequest]:
    """Who asks to be let in; for owners alone."""
    if not is_owner(viewer, group):
        return JoinRequest.objects.none()
    return group.join_requests.select_related("person__account").order_by("asked_at")


def has_asked(viewer: Person, group: Group) -> bool:
    """Whether the viewer's own request waits."""
    return JoinRequest.objects.filter(group=group, person=viewer).exists()


def invitations(viewer: Person) -> QuerySet[Invitation]:
    """The invitations that wait for the viewer."""
    return Invitation.objects.filter(person=viewer, group__archived_at=None).select_related(
        "group", "invited_by__account"
    )


def places_to_post(viewer: Person) -> list[PlaceToPost]:
    """The organisation, the viewer's groups by name, their storyline; one query."""
    rows = QUERIES.tuples("places", viewer=viewer.pk)
    return [PlaceToPost(*row[:4]) for row in rows]


def to_join(viewer: Person, *, limit: int) -> list[GroupToJoin]:
    """Open groups that the viewer is not in, the largest first."""
    return QUERIES.rows("to_join", GroupToJoin, viewer=viewer.pk, limit=limit)


def starting_with(viewer: Person, typed: str, *, limit: int) -> list[Group]:
    """Listed groups whose handle or a word of whose name starts so, for the chooser of mentions."""
    folded = fold(typed)
    listed = groups(viewer).exclude(visibility=Visibility.SECRET).filter(archived_at=None)
    by_name = Q(name_folded__startswith=folded) | Q(name_folded__contains=f" {folded}")
    return list(listed.filter(by_name | Q(account__handle__startswith=folded))[:limit])
