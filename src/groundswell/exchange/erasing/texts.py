"""Texts of somebody who is erased: their own are blanked, those that name them say so no more."""

from __future__ import annotations

from itertools import batched

from django.db.models import Count, F, Min, Q

from groundswell.exchange.erasing import belongings
from groundswell.foundation import clock
from groundswell.network.posts.models import Placement, Post
from groundswell.people.persons.models import Person

AT_ONCE = 400


def blank(author: Person) -> int:
    """Take away what somebody wrote, with versions, files and reactions; how many posts it was.

    A thread keeps its place while others answered in it, as one that was removed does.
    """
    own = Post.objects.filter(author=author)
    post_ids = list(own.order_by("pk").values_list("pk", flat=True))
    counted = own.filter(removed_at=None, root__isnull=False)
    thread_ids = set(counted.values_list("root_id", flat=True))
    for some in batched(post_ids, AT_ONCE, strict=False):
        posts = Post.objects.filter(pk__in=some)
        belongings.strip(some)
        posts.filter(removed_at=None).update(removed_at=clock.now())
        posts.update(
            title="", source="", html="", reaction_counts={}, best_answer=None,
            version=F("version") + 1,
        )  # fmt: skip
        Post.objects.filter(best_answer__in=some).update(best_answer=None, version=F("version") + 1)
        hollow = posts.filter(reply_count=0, root=None)
        Placement.objects.filter(post__in=hollow).delete()
    _recount(thread_ids)
    return len(post_ids)


def _recount(thread_ids: set[int]) -> None:
    for some in batched(sorted(thread_ids), AT_ONCE, strict=False):
        is_there = Q(replies__removed_at=None, replies__isnull=False)
        is_others = is_there & ~Q(replies__author=F("author"))
        threads = Post.objects.filter(pk__in=some).annotate(
            there=Count("replies", filter=is_there),
            first_at=Min("replies__published_at", filter=is_others),
        )
        for thread_id, there, first_at in threads.values_list("pk", "there", "first_at"):
            Post.objects.filter(pk=thread_id).update(
                reply_count=there, answered_at=first_at, version=F("version") + 1
            )
        hollow = Post.objects.filter(pk__in=some, reply_count=0).exclude(removed_at=None)
        Placement.objects.filter(post__in=hollow).delete()
