"""What may be read of groups. Every function takes the viewer first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from groundswell.foundation import sql
from groundswell.foundation.errors import NotFound
from groundswell.foundation.words import fold
from groundswell.network.groups.models import (
    Group,
    Invitation,
    JoinRequest,
    Visibility,
)
from groundswell.network.streams.models import MemberRole, Membership, Stream
from groundswell.people.persons.models import Person

MANY_MEMBERS = 1_000
MOST_OWNERS = 5  # beside a group's page
FACE = ("pk", "name", "title", "photo")
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


class Face(NamedTuple):
    """A person as lists show them."""

    id: int
    name: str
    title: str
    photo: str


class Member(NamedTuple):
    """A member of a group as its list shows them."""

    person: Face
    role: MemberRole


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of a group says to somebody: their role ("" outside it), and its owners."""

    role: str
    has_asked: bool
    owners: Sequence[Face]

    @property
    def is_owner(self) -> bool:
        return self.role == MemberRole.OWNER


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


def heading(viewer: Person, group: Group) -> Heading:
    """What the head of a group says to the viewer; one query."""
    role, has_asked, found = "", False, []
    for part, id_, name, title, photo, _ in QUERIES.tuples(
        "heading", viewer=viewer.pk, group=group.pk, stream=group.stream_id, limit=MOST_OWNERS
    ):
        if part == "own":
            role = name
        elif part == "asked":
            has_asked = True
        else:
            found.append(Face(id_, name, title, photo))
    return Heading(role, has_asked, found)


def members(viewer: Person, group: Group, *, name: str = "") -> QuerySet[Membership]:
    """Members of a group the viewer may read, owners first; nobody of any other group."""
    readable = Membership.objects.filter(stream_id=group.stream_id)
    if group.visibility != "open":
        # Not by a join: SQLite then reads all members to find the owners among them.
        own = Membership.objects.filter(stream_id=group.stream_id, person=viewer)
        readable = readable.filter(Exists(own))
    for word in fold(name).split():
        readable = readable.filter(person__name_folded__contains=word)
    found = readable.select_related("person__account")
    return found.order_by("-role", "person__name_folded", "person_id")


def some_members(
    viewer: Person, group: Group, start: int, size: int, *, named: str = ""
) -> list[Member]:
    """So many members from a place in the list on."""
    found = members(viewer, group, name=named)
    if named or group.member_count < MANY_MEMBERS:
        rows = found.values_list("role", *(f"person__{name}" for name in FACE))
        return [Member(Face(*face), MemberRole(role)) for role, *face in rows[start : start + size]]
    owners = list(found.filter(role=MemberRole.OWNER).values_list("person_id", flat=True))
    first = owners[start : start + size]
    place = max(start - len(owners), 0)
    rest = list(_by_name(viewer, group)[place : place + size - len(first)])
    # From people and roles: asked for by stream and person, SQLite reads the whole stream.
    people = Person.objects.filter(pk__in=[*first, *rest]).values_list(*FACE)
    by_id = {row[0]: Face(*row) for row in people}
    roles = [*((pk, MemberRole.OWNER) for pk in first), *((pk, MemberRole.MEMBER) for pk in rest)]
    return [Member(by_id[pk], role) for pk, role in roles]


def _by_name(viewer: Person, group: Group) -> QuerySet[Person, int]:
    # Everybody by name, and who of them is in: of a large group a page is found in the first rows,
    # while to sort its members takes as long as they are many.
    inside = Membership.objects.filter(
        person=OuterRef("pk"), stream_id=group.stream_id, role=MemberRole.MEMBER
    )
    found = Person.objects.filter(Exists(inside))
    if group.visibility != Visibility.OPEN:
        own = Membership.objects.filter(stream_id=group.stream_id, person=viewer)
        found = found.filter(Exists(own))
    return found.order_by("name_folded", "pk").values_list("pk", flat=True)


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


def of_streams(viewer: Person, stream_ids: Iterable[int]) -> dict[int, Group]:
    """The groups of those streams that the viewer may read, by stream."""
    readable = Stream.objects.visible_to(viewer).filter(pk__in=list(stream_ids))
    return {group.stream_id: group for group in Group.objects.filter(stream__in=readable)}
