"""Opening notices: one row for a person and a thing, however often it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from groundswell.foundation import clock, ids
from groundswell.network.notifications.models import Attention, GroupLevel, Kind, Level, Notice
from groundswell.network.notifications.telling.told import Told
from groundswell.network.posts.models import Placement
from groundswell.people.persons.models import Person, State

type Key = tuple[int, str, int]


def open_all(told: Sequence[Told], *, wave: int) -> int:
    """Open notices for those who want them and have none open; how many were opened."""
    wanted: dict[Key, Told] = {}
    for one in _heard(told):
        wanted.setdefault((one.person_id, one.kind, one.subject_id), one)
    for key in _open_already(wanted.values()):
        wanted.pop(key, None)
    now = clock.now()
    Notice.objects.bulk_create(
        (
            Notice(
                person_id=one.person_id,
                kind=one.kind,
                subject_id=one.subject_id,
                thread_id=one.thread_id,
                since_id=one.since_id,
                since_at=one.since_at,
                opened_at=now,
                wave=wave,
            )
            for one in sorted(wanted.values(), key=lambda one: one.since_id)
        ),
        update_conflicts=True,
        unique_fields=["person", "kind", "subject_id"],
        update_fields=[
            "since_id",
            "since_at",
            "opened_at",
            "read_at",
            "pushed_at",
            "told_at",
            "wave",
        ],
        batch_size=500,
    )
    return len(wanted)


def _open_already(wanted: object) -> set[Key]:
    rows: list[Told] = list(wanted)  # type: ignore[call-overload]
    notices = (
        Notice.objects.unread()
        .filter(
            person_id__in={one.person_id for one in rows},
            subject_id__in={one.subject_id for one in rows},
        )
        .exclude(kind=Kind.ANNOUNCEMENT)
    )  # told once more, it calls once more
    return set(notices.values_list("person_id", "kind", "subject_id"))


def _heard(told: Sequence[Told]) -> list[Told]:
    """Without those who are not here, who want to hear nothing of it, or have read it already."""
    if not told:
        return []
    people = {one.person_id for one in told}
    threads = {one.thread_id for one in told if one.thread_id is not None}
    inside = Person.objects.filter(state__in=[State.INVITED, State.ACTIVE], is_bot=False)
    here = set(inside.filter(pk__in=people).values_list("pk", flat=True))
    attention = {
        (attention.person_id, attention.thread_id): attention
        for attention in Attention.objects.filter(thread_id__in=threads, person_id__in=people)
    }
    silent = _silent(people, threads)
    return [
        one
        for one in told
        if one.person_id in here
        and (one.person_id, one.thread_id) not in silent
        and _is_welcome(one, attention.get((one.person_id, one.thread_id or 0)))
    ]


def _is_welcome(one: Told, attention: Attention | None) -> bool:
    if attention is None:
        return True
    is_muted = attention.is_muted and one.kind not in {Kind.MENTION, Kind.ANNOUNCEMENT}
    # Whoever is named by a change has not read that, though they read the post long ago.
    return not is_muted and attention.read_up_to < max(one.since_id, ids.floor(one.since_at))


def _silent(people: set[int], threads: set[int]) -> set[tuple[int, int]]:
    """Who wants to hear nothing of which threads, because of the group that they stand in."""
    levels = GroupLevel.objects.filter(level=Level.NONE, person_id__in=people)
    by_stream = defaultdict(list)
    for person_id, stream_id in levels.values_list("person_id", "stream_id"):
        by_stream[stream_id].append(person_id)
    places = Placement.objects.filter(post_id__in=threads, stream_id__in=by_stream)
    pairs = places.values_list("post_id", "stream_id") if by_stream else ()
    return {(person_id, thread) for thread, stream in pairs for person_id in by_stream[stream]}
