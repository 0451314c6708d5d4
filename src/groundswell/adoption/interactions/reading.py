"""The reader of the log that keeps who turned to whom.

As the one of contributions it never adds to what it found: for each batch it says which posts the
batch can have touched, and finds what follows from these anew.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q

from groundswell.activity.log import Entry
from groundswell.adoption.interactions import actions
from groundswell.adoption.interactions.models import Interaction
from groundswell.network.posts.models import Post
from groundswell.network.reactions.models import Reaction

NAME = "interactions"  # of the reader

# Afterwards it can no longer be told which posts were touched: the rows are gone.
SWEPT_AFTER = ("undone", "batch")
# All that was one person's is another's now, or gone.
CHANGED = frozenset({("merged", "person"), ("removed", "person"), ("erased", "person")})
# What else stands in the thread may have changed with it: where, whom it answers, the best answer.
WHOLE_THREAD = frozenset({"moved", "removed", "restored", "chose", "unchose"})


def recount(entries: Sequence[Entry]) -> None:
    """Bring the interactions that these activities can have touched up to date."""
    if any((entry.verb, entry.noun) == SWEPT_AFTER for entry in entries):
        actions.begin_sweep()
    about_posts = [entry for entry in entries if entry.noun == "post"]
    post_ids = {entry.noun_id for entry in about_posts}
    post_ids |= _threads({e.noun_id for e in about_posts if e.verb in WHOLE_THREAD})
    post_ids |= _of_people({e.noun_id for e in entries if (e.verb, e.noun) in CHANGED})
    if post_ids:
        actions.recount(post_ids)


def _threads(post_ids: Collection[int]) -> set[int]:
    """All posts of the threads that some posts stand in."""
    if not post_ids:
        return set()
    found = Post.objects.filter(pk__in=post_ids).values_list("pk", "root_id")
    roots = {root_id or post_id for post_id, root_id in found}
    return roots | set(Post.objects.filter(root_id__in=roots).values_list("pk", flat=True))


def _of_people(person_ids: Collection[int]) -> set[int]:
    """The posts from which something follows about some people, as it was found or is now."""
    if not person_ids:
        return set()
    found = Interaction.objects.filter(Q(from_id__in=person_ids) | Q(to_id__in=person_ids))
    said = Post.objects.filter(author_id__in=person_ids)
    given = Reaction.objects.filter(person_id__in=person_ids)
    return (
        set(found.values_list("post_id", flat=True))
        | set(said.values_list("pk", flat=True))
        | set(given.values_list("post_id", flat=True))
    )
