"""Finding interactions in the posts and reactions themselves, by named SQL alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import batched

from django.db import transaction

from groundswell.adoption.interactions.models import Interaction, Recounting
from groundswell.adoption.sealed.marking import mark, mark_all
from groundswell.foundation import clock, sql
from groundswell.network.posts.models import Post

FOLDER = sql.folder(__package__)
AT_ONCE = 500  # posts in one statement
FACTS = ("on", "from_id", "to_id", "kind", "is_delegated")  # that sums and figures count


@transaction.atomic
def recount(post_ids: Collection[int]) -> None:
    """Find anew what follows from these posts; of one that is gone nothing does.

    Days of which the same is found as before stay sealed.
    """
    for some in batched(sorted(post_ids), AT_ONCE, strict=False):
        follows = Interaction.objects.filter(post_id__in=some)
        before = Counter(follows.values_list(*FACTS))
        follows.delete()
        FOLDER.execute("recounted", posts=list(some), zone=str(clock.zone()))
        now = Counter(follows.values_list(*FACTS))
        mark({on for on, *_ in (before - now) + (now - before)})


@transaction.atomic
def rebuild() -> None:
    """Find everything from scratch."""
    Interaction.objects.all().delete()
    Recounting.objects.all().delete()
    FOLDER.execute("filled", zone=str(clock.zone()))
    mark_all()


def begin_sweep() -> None:
    """Let all that was found be found anew, in the caller's transaction; see `sweep_on`.

    For what changed posts and left no trace of which.
    """
    Recounting.objects.update_or_create(pk=1, defaults={"after_post_id": 0})


def is_sweeping() -> bool:
    """Whether a sweep is under way; asked without a transaction."""
    return Recounting.objects.exists()


@transaction.atomic
def sweep_on() -> bool:
    """Find some posts' interactions anew; False when no sweep is under way, or this one is done."""
    sweep = Recounting.objects.select_for_update().first()
    if sweep is None:
        return False
    rest = Post.objects.filter(pk__gt=sweep.after_post_id).order_by("pk")
    post_ids = list(rest.values_list("pk", flat=True)[:AT_ONCE])
    # Between them, and behind the last, may be what followed from posts that are gone.
    gone = Interaction.objects.filter(post_id__gt=sweep.after_post_id).exclude(post_id__in=post_ids)
    (gone.filter(post_id__lt=post_ids[-1]) if post_ids else gone).delete()
    if not post_ids:
        sweep.delete()
        return False
    recount(post_ids)
    sweep.after_post_id = post_ids[-1]
    sweep.save()
    return True
