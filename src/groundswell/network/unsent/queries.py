"""What somebody wrote and did not send. Every function takes the viewer first."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from groundswell.foundation.errors import NotFound
from groundswell.network.posts.models import Post
from groundswell.network.unsent.models import Draft, Handed, HandedFile, Scheduled
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
    """Posts that wait in the viewer's name or by their hand: refused first, then the next one."""
    own = Scheduled.objects.filter(Q(author=viewer) | Q(acted_by=viewer))
    return own.select_related("author", "acted_by").order_by("-refusal", "due_at", "pk")


def scheduled_post(viewer: Person, scheduled_id: int) -> Scheduled:
    """One of the viewer's posts that wait.

    Raises:
        NotFound: the viewer has none of that number.
    """
    found = scheduled(viewer).filter(pk=scheduled_id).first()
    if found is None:
        raise NotFound
    return found


def handed(viewer: Person) -> QuerySet[Handed]:
    """What delegates wrote for the viewer, the newest first."""
    files = Prefetch("files", HandedFile.objects.select_related("file").order_by("position"))
    own = Handed.objects.filter(leader=viewer).select_related("writer")
    return own.prefetch_related(files).order_by("-pk")


def handed_draft(viewer: Person, draft_id: int) -> Handed:
    """One of the drafts that were written for the viewer.

    Raises:
        NotFound: there is none of that number for them.
    """
    found = handed(viewer).filter(pk=draft_id).first()
    if found is None:
        raise NotFound
    return found
