"""Following, and who is asked into a group or asks to be let in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from groundswell.activity.log import Entry
from groundswell.foundation import ids
from groundswell.network.groups.models import Group, Invitation, JoinRequest
from groundswell.network.notifications.models import Kind
from groundswell.network.notifications.telling.told import Told
from groundswell.network.streams.models import MemberRole, Membership, Subscription


def about_follows(entries: Sequence[Entry]) -> Iterator[Told]:
    """Whose storyline somebody follows hears of it."""
    followed = {(e.actor_id, e.noun_id) for e in entries if e.verb == "followed"}
    rows = Subscription.objects.filter(
        person_id__in={who for who, _ in followed}, stream__person__isnull=False
    ).values_list("person_id", "stream_id", "stream__person_id", "since_at")
    for follower_id, stream_id, person_id, at in rows if followed else ():
        if (follower_id, stream_id) in followed and person_id not in {None, follower_id}:
            yield Told(int(person_id or 0), Kind.FOLLOW, 0, None, ids.floor(at), at)


def about_invitations(entries: Sequence[Entry]) -> Iterator[Told]:
    """Who is asked into a group hears of it."""
    asked = {(entry.noun_id, entry.stream_id) for entry in entries if entry.verb == "invited"}
    rows = Invitation.objects.filter(
        person_id__in={person for person, _ in asked},
        group__stream_id__in={stream for _, stream in asked},
    ).values_list("person_id", "group_id", "group__stream_id", "invited_at")
    for person, group, stream, at in rows if asked else ():
        if (person, stream) in asked:
            yield Told(person, Kind.INVITATION, group, None, ids.floor(at), at)


def about_requests(entries: Sequence[Entry]) -> Iterator[Told]:
    """The owners of a group hear that somebody asks to be let in."""
    asked = {(e.noun_id, e.actor_id) for e in entries if e.verb == "asked_to_join"}
    if not asked:
        return
    groups = dict(Group.objects.filter(pk__in={g for g, _ in asked}).values_list("stream_id", "pk"))
    owners = Membership.objects.filter(stream_id__in=groups, role=MemberRole.OWNER)
    owned = [(groups[stream], owner) for owner, stream in owners.values_list("person", "stream")]
    requests = JoinRequest.objects.filter(group_id__in=groups.values()).order_by("asked_at")
    for group, person, at in requests.values_list("group_id", "person_id", "asked_at"):
        if (group, person) in asked:
            for owned_group, owner in owned:
                if owned_group == group:
                    yield Told(owner, Kind.REQUEST, group, None, ids.floor(at), at)
