"""Closing notices whose cause is gone: what was removed or taken back waits for nobody."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from groundswell.activity.log import Entry
from groundswell.foundation import clock, sql
from groundswell.network.groups.models import Group, Invitation, JoinRequest
from groundswell.network.moderation.models import Case, State
from groundswell.network.notifications.models import Kind, Notice
from groundswell.network.posts.models import Post
from groundswell.network.streams.models import Stream

QUERIES = sql.folder(__package__)
UNMAKING = frozenset({"removed", "unreacted", "unchose", "chose", "edited"})
ENTERING = frozenset({"joined", "left", "declined", "changed"})
ANSWERED = frozenset({"welcomed", "turned_away", "dismissed"})
GONE = frozenset({"suspended", "left", "erased", "merged"})  # and what they followed with them
DECIDED = frozenset({"decided", "dismissed"})


def close_hollow(entries: Sequence[Entry], *, wave: int) -> int:
    """Close the open notices that stand for nothing any more; how many."""
    unmade = {e.noun_id for e in entries if e.noun == "post" and e.verb in UNMAKING}
    left = {e.noun_id for e in entries if e.noun == "stream" and e.verb == "unfollowed"}
    threads = _threads(unmade)
    has_gone = any(e.noun == "person" and e.verb in GONE for e in entries)
    people = _followed() if has_gone else _owners_of(left)
    streams = {e.stream_id for e in entries if e.noun_id in unmade and e.stream_id is not None}
    done = _decided({e.noun_id for e in entries if e.noun == "case" and e.verb in DECIDED})
    done += _published({e.noun_id for e in entries if e.noun == "held" and e.verb != "held"})
    done += _answered(entries)
    done += _taken_back({e.noun_id for e in entries if e.verb == "undelegated"})
    if not (threads or people or streams):
        return _close(done, wave)
    rows = QUERIES.tuples("hollow", threads=threads, followed=people, streams=sorted(streams))
    return _close([pk for (pk,) in rows] + done, wave)


def _owners_of(stream_ids: set[int]) -> list[int]:
    """Whose the storylines among the streams are."""
    followed = Stream.objects.filter(pk__in=stream_ids, person__isnull=False)
    return list(followed.values_list("person_id", flat=True)) if stream_ids else []


def _followed() -> list[int]:
    """Everybody for whom a follower waits: whom one who is gone followed, nothing tells now."""
    waiting = Notice.objects.unread().filter(kind=Kind.FOLLOW)
    return list(waiting.values_list("person_id", flat=True))


def _decided(case_ids: set[int]) -> list[int]:
    """What waits for moderators in cases that one of them has decided."""
    decided = Case.objects.filter(pk__in=case_ids, state__in=[State.DECIDED, State.FINAL])
    cases = list(decided.values_list("pk", flat=True)) if case_ids else []
    notices = Notice.objects.unread().filter(kind=Kind.REPORT, subject_id__in=cases)
    return list(notices.values_list("pk", flat=True)) if cases else []


def _published(held_ids: set[int]) -> list[int]:
    """What waits for owners of a group though one of them has decided."""
    notices = Notice.objects.unread().filter(kind=Kind.HELD, subject_id__in=held_ids)
    return list(notices.values_list("pk", flat=True)) if held_ids else []


def _taken_back(delegation_ids: set[int]) -> list[int]:
    """That somebody may write for a leader who took it back."""
    notices = Notice.objects.unread().filter(kind=Kind.DELEGATION, subject_id__in=delegation_ids)
    return list(notices.values_list("pk", flat=True)) if delegation_ids else []


def _answered(entries: Sequence[Entry]) -> list[int]:
    """What asks to be let into a group, or asks somebody in, though it is answered."""
    groups = {e.noun_id for e in entries if e.noun == "group" and e.verb in ENTERING}
    streams = {e.stream_id for e in entries if e.noun == "person" and e.verb in ANSWERED}
    if not (groups or streams):
        return []
    groups |= set(Group.objects.filter(stream__in=streams).values_list("pk", flat=True))
    request = JoinRequest.objects.filter(
        group=OuterRef("subject_id"), asked_at__gte=OuterRef("since_at")
    )
    invitation = Invitation.objects.filter(group=OuterRef("subject_id"), person=OuterRef("person"))
    notices = Notice.objects.unread().filter(
        (Q(kind=Kind.REQUEST) & ~Exists(request)) | (Q(kind=Kind.INVITATION) & ~Exists(invitation)),
        subject_id__in=groups,
    )
    return list(notices.values_list("pk", flat=True))


def _threads(post_ids: set[int]) -> list[int]:
    rows = Post.objects.filter(pk__in=post_ids).values_list("pk", "root_id")
    return sorted({root_id or pk for pk, root_id in rows}) if post_ids else []


def _close(notice_ids: Sequence[int], wave: int) -> int:
    # Closed, not deleted: the wave tells the pages of their people.
    notices = Notice.objects.filter(pk__in=notice_ids)
    return notices.update(read_at=clock.now(), wave=wave) if notice_ids else 0
