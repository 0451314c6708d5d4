"""What somebody wrote and did not send. Every function takes the viewer first."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from groundswell.foundation.errors import NotFound
from groundswell.network.posts.models import Post
from groundswell.network.unsent.models import Draft, Handed, Scheduled
from groundswell.people.persons.models import Person


def drafts(viewer: Person) -> QuerySet[Draft]:
    """The viewer's drafts, the last changed first; none whose text was sent."""
    was_sent = Post.objects.filter(author=viewer, request_key=OuterRef("request_key"))
    mine = Draft.objects.filter(~Exists(was_sent), person=viewer)
    return mine.order_by("-changed_at")


def draft(viewer: Person, place: str) -> Draft | None:
    """What the viewer was writing in one box."""
    return drafts(viewer).filter(place=place).first()


def scheduled(viewer: Person) -> QuerySet[Scheduled]:
    """The viewer's posts that wait, refused ones first, then the next one."""
    return Scheduled.objects.filter(author=viewer).order_by("-refusal", "due_at", "pk")


def scheduled_post(viewer: Person, scheduled_id: int) -> Scheduled:
    """One of the viewer's posts that wait.

    Raises:
        NotFound: the viewer has none of that number.
    """
    found = Scheduled.objects.filter(author=viewer, pk=scheduled_id).first()
    if found is None:
        raise NotFound
    return found


def handed(viewer: Person) -> QuerySet[Handed]:
    """What delegates wrote for the viewer, the newest first."""
    return Handed.objects.filter(leader=viewer).select_related("writer").order_by("-pk")


def handed_draft(viewer: Person, draft_id: int) -> Handed:
    """One of the drafts that were written for the viewer.

    Raises:
        NotFound: there is none of that number for them.
    """
    found = handed(viewer).filter(pk=draft_id).first()
    if found is None:
        raise NotFound
    return found
