"""Reporting a post to the moderators: once a person, and nobody their own."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.moderation import queries
from groundswell.network.moderation.models import Case, Reason, Report, State
from groundswell.network.posts import queries as posts
from groundswell.network.posts.answering import PostIsRemoved
from groundswell.network.posts.models import Attachment, Placement, Post
from groundswell.people.persons.models import Person


class YouWroteThis(Refused):
    """One's own text needs no report."""

    message = _lazy("You wrote this yourself. Edit it or remove it instead.")


class YouReportedThisAlready(Refused):
    """A second report of the same person says nothing new."""

    message = _lazy("You have reported this already. A moderator will look at it.")


class SayWhatIsWrong(Refused):
    """A reason that is none of those offered is told in words."""

    message = _lazy("Say in a few words what is wrong, so that a moderator understands.")


def may_report(reporter: Person, post_id: int) -> Post:
    """The post, if this person may report it.

    Raises:
        NotFound: no such post for this person.
        Refused: they wrote it, reported it already, or it is removed.
    """
    post = posts.post(reporter, post_id)
    if post.author_id == reporter.pk:
        raise YouWroteThis
    if post.removed_at is not None:
        raise PostIsRemoved
    if queries.has_reported(reporter, post_id):
        raise YouReportedThisAlready
    return post


def report(*, reporter: Person, post_id: int, reason: Reason, words: str = "") -> Case:
    """Report a post; its case is opened, or opened again, with a copy of the post as it is.

    Raises:
        NotFound: no such post for this person.
        Refused: they wrote it, reported it already, it is removed, or no words say what is wrong.
    """
    words = words.strip()
    if reason == Reason.OTHER and not words:
        raise SayWhatIsWrong
    try:
        with transaction.atomic():
            post = may_report(reporter, post_id)
            case = _opened(post)
            now = clock.now()
            Report.objects.create(
                case=case, person=reporter, reason=reason, words=words, reported_at=now
            )
            log.record(actor_id=reporter.pk, verb="reported", noun="case", noun_id=case.pk)
    except IntegrityError:
        raise YouReportedThisAlready from None
    return case


def _opened(post: Post) -> Case:
    """Its case, with what stands in the post now; a decided one is looked at anew."""
    now = clock.now()
    places = Placement.objects.filter(post_id=post.thread_id).order_by("stream_id")
    said = {
        "title": post.title,
        "html": post.html,
        "files": Attachment.objects.filter(post=post).count(),
        "stream_ids": list(places.values_list("stream_id", flat=True)),
        "changed_at": now,
    }
    # An appeal that waits goes on waiting: what it is about stays as it was.
    case = Case.objects.select_for_update().filter(post=post).first()
    if case is None:
        return Case.objects.create(post=post, author_id=post.author_id, opened_at=now, **said)
    if case.state != State.APPEALED:
        Case.objects.filter(pk=case.pk).update(state=State.OPEN, **said)
    return case
