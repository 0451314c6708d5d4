"""Indexing again, a little at a time: what a move or a new version of the program left old.

The reader owes it as a row; this works it off in small transactions while people search and write.
A stop loses nothing: the row says how far it came.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from groundswell.activity import readers
from groundswell.network.posts.models import Post
from groundswell.network.search import actions
from groundswell.network.search.models import Renewal

BATCH = 200  # posts: some 50 ms of SQLite's one writer


def work_off(*, until: Callable[[], bool], rest: Callable[[], object] = lambda: None) -> int:
    """Go on until nothing is owed or `until` says so, with a rest after each batch; posts read."""
    total = 0
    while not until() and (read := step()) is not None:
        total += read
        rest()
    return total


def step() -> int | None:
    """Index one batch again; how many posts it held, None when nothing is owed."""
    if not Renewal.objects.exists():
        return None
    with transaction.atomic():
        # The reader waits meanwhile: else it might write a newer text, and this the older one.
        readers.hold("search")
        owed = Renewal.objects.select_for_update().order_by("pk").first()
        return _index_below(owed) if owed else None


def _index_below(owed: Renewal) -> int:
    posts = Post.objects.filter(pk__lt=owed.below_id, pk__gte=owed.from_id)
    if owed.author_id is not None:
        posts = posts.filter(author_id=owed.author_id)
    chunk = list(posts.order_by("-pk").values_list("pk", flat=True)[:BATCH])
    actions.index_posts(chunk)
    if len(chunk) < BATCH:
        owed.delete()
    else:
        owed.below_id = chunk[-1]
        owed.save(update_fields=["below_id"])
    return len(chunk)
