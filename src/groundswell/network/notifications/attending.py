"""Who is in a thread, and up to where they read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from groundswell.activity.log import Entry
from groundswell.foundation import clock
from groundswell.network.notifications.models import Attention, Notice
from groundswell.network.posts.models import Post

WRITTEN = frozenset({"published", "replied"})

type Pair = tuple[int, int]


def note_writers(entries: Sequence[Entry], fresh: Collection[Entry], *, wave: int) -> int:
    """Whoever wrote in a thread is in it from now on, and has read it up to what they wrote.

    Returns:
        How many notices that closed.
    """
    written = {entry.noun_id for entry in entries if entry.verb in WRITTEN}
    rows = Post.objects.filter(pk__in=written).order_by("pk")
    newest: dict[Pair, int] = {}
    # What a delegate wrote the leader may not have seen.
    said = rows.values_list("pk", "root_id", "author_id", "acted_by_id")
    for pk, root_id, author_id, acted_by_id in said:
        newest[root_id or pk, acted_by_id or author_id] = pk
    read = _read_up_to(newest)
    Attention.objects.bulk_create(
        (
            Attention(
                thread_id=pair[0],
                person_id=pair[1],
                is_in=True,
                read_up_to=max(post_id, read.get(pair, 0)),
            )
            for pair, post_id in newest.items()
        ),
        update_conflicts=True,
        unique_fields=["thread_id", "person_id"],
        update_fields=["is_in", "read_up_to"],
    )
    live = {entry.noun_id for entry in fresh}
    return _close({pair: post_id for pair, post_id in newest.items() if post_id in live}, wave)


def _read_up_to(pairs: Collection[Pair]) -> dict[Pair, int]:
    known = Attention.objects.filter(
        thread_id__in={thread_id for thread_id, _ in pairs},
        person_id__in={person_id for _, person_id in pairs},
    )
    rows = known.values_list("thread_id", "person_id", "read_up_to") if pairs else ()
    return {(thread_id, person_id): read_up_to for thread_id, person_id, read_up_to in rows}


def _close(newest: Mapping[Pair, int], wave: int) -> int:
    """Who answers has seen what they answer."""
    if not newest:
        return 0
    notices = Notice.objects.unread().filter(
        thread_id__in={thread_id for thread_id, _ in newest},
        person_id__in={person_id for _, person_id in newest},
    )
    seen = [
        pk
        for pk, thread_id, person_id, since_id in notices.values_list(
            "pk", "thread_id", "person_id", "since_id"
        )
        if since_id <= newest.get((thread_id or 0, person_id), -1)
    ]
    notices = Notice.objects.filter(pk__in=seen)
    return notices.update(read_at=clock.now(), wave=wave) if seen else 0
