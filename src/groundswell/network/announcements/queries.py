"""What may be read of announcements. Every function takes the viewer first."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from groundswell.foundation.errors import NotFound
from groundswell.network.announcements.models import Acknowledgement, Announcement
from groundswell.network.posts import queries as posts
from groundswell.network.posts.addressing import people_of, streams_of
from groundswell.network.streams.models import MemberRole, Membership, Stream, StreamKind
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission, permissions, roles_of


def announcement(viewer: Person, post_id: int) -> Announcement:
    """One announcement that the viewer may read.

    Raises:
        NotFound: no such announcement for this viewer: we do not say which.
    """
    post = posts.post(viewer, post_id)
    found = Announcement.objects.select_related("post").filter(pk=post_id).first()
    if found is None or post.removed_at is not None:
        raise NotFound
    return found


def may_announce(person: Person, streams: Sequence[Stream]) -> bool:
    """Whether somebody may announce in all of these: announcers to all, owners to their group."""
    ids = [stream.pk for stream in streams]
    owned = Membership.objects.filter(person=person, role=MemberRole.OWNER, stream_id__in=ids)
    if owned.count() == len(ids):
        return True
    is_told = all(stream.kind != StreamKind.STORYLINE for stream in streams)
    return is_told and Permission.ANNOUNCE in permissions(roles_of(person))


def addressed(announced: Announcement, streams: Sequence[Stream] | None = None) -> QuerySet[Person]:
    """Whom it addresses today."""
    people = people_of(streams_of(announced.pk) if streams is None else streams)
    told = {name: getattr(announced, name) for name in ("function", "site", "level")}
    narrowed = {name: value for name, value in told.items() if value}
    if not narrowed:
        return people
    there = Assignment.objects.present().filter(person=OuterRef("pk"), **narrowed)
    return people.filter(Exists(there))


def missing(announced: Announcement) -> QuerySet[Person]:
    """Those addressed who have not acknowledged it; its author needs not."""
    done = Acknowledgement.objects.filter(announcement=announced, person=OuterRef("pk"))
    return addressed(announced).exclude(pk=announced.post.author_id).exclude(Exists(done))
