"""What may be read of cases. Every function takes the viewer first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from groundswell.foundation.errors import NotFound
from groundswell.network.moderation.models import Act, Case, Deed, Report, State
from groundswell.network.posts.models import Post
from groundswell.network.streams.models import Stream, StreamKind
from groundswell.people.persons.models import Person
from groundswell.people.persons.models import State as PersonState
from groundswell.people.roles.queries import MODERATING

MOST = 100  # reports of one person that are shown
DONE = (Deed.HID, Deed.WARNED, Deed.LIMITED)


def queue(viewer: Person, *, is_done: bool = False) -> QuerySet[Case]:
    """Cases that the viewer may decide: what waits, the oldest first; or what is done."""
    cases = Case.objects.decided_by(viewer).select_related("author")
    cases = cases.annotate(report_count=Count("reports"))
    if is_done:
        return cases.filter(state__in=[State.DECIDED, State.FINAL]).order_by("-changed_at", "-pk")
    return cases.filter(state__in=[State.OPEN, State.APPEALED]).order_by("changed_at", "pk")


def case(viewer: Person, case_id: int) -> Case:
    """One case with its history, for whoever decides it or wrote what it is about.

    Raises:
        NotFound: no such case for this viewer: we do not say which.
    """
    acts = Prefetch("acts", Act.objects.select_related("person").order_by("pk"))
    reports = Prefetch("reports", Report.objects.select_related("person").order_by("pk"))
    found = Case.objects.visible_to(viewer).select_related("author", "post__acted_by")
    one = found.prefetch_related(acts, reports).filter(pk=case_id).first()
    if one is None:
        raise NotFound
    return one


def place(viewer: Person, case: Case) -> str:
    """The name of a group in which it was said, if the viewer may read that group; else nothing."""
    streams = Stream.objects.visible_to(viewer).filter(pk__in=case.stream_ids)
    groups = streams.filter(kind=StreamKind.GROUP).order_by("pk")
    return str(groups.values_list("group__name", flat=True).first() or "")


def may_read_post(viewer: Person, case: Case) -> bool:
    """Whether the viewer may open the post itself, and not only the copy."""
    return Post.objects.visible_to(viewer).filter(pk=case.post_id).exists()


def others_may_decide(viewer: Person, case: Case) -> bool:
    """Whether there is another moderator, who did not write it, to look at an appeal."""
    others = Person.objects.filter(
        role_grants__role__in=MODERATING, state=PersonState.ACTIVE
    ).exclude(pk__in=[viewer.pk, case.author_id])
    return others.exists()


def has_reported(viewer: Person, post_id: int) -> bool:
    """Whether the viewer reported a post already."""
    return Report.objects.filter(person=viewer, case__post_id=post_id).exists()


@dataclass(frozen=True, slots=True)
class Reported:
    """What came of a report: it says nothing that its reporter may not know."""

    case_id: int
    post_id: int
    thread_id: int
    reason: str
    words: str
    at: datetime
    is_waiting: bool
    was_acted_on: bool
    may_open: bool


def reported(viewer: Person) -> list[Reported]:
    """What the viewer reported, the newest first, and what came of it."""
    since = Act.objects.filter(case=OuterRef("case"), at__gte=OuterRef("reported_at"))
    readable = Post.objects.visible_to(viewer).filter(pk=OuterRef("case__post"), removed_at=None)
    reports = Report.objects.filter(person=viewer).select_related("case__post")
    found = reports.annotate(
        was_acted_on=Exists(since.filter(deed__in=DONE)) & ~Exists(since.filter(deed=Deed.LIFTED)),
        may_open=Exists(readable),
    )
    return [
        Reported(
            case_id=report.case_id,
            post_id=report.case.post_id,
            thread_id=report.case.post.thread_id,
            reason=report.reason,
            words=report.words,
            at=report.reported_at,
            is_waiting=report.case.state == State.OPEN,
            was_acted_on=report.was_acted_on,
            may_open=report.may_open,
        )
        for report in found.order_by("-pk")[:MOST]
    ]
