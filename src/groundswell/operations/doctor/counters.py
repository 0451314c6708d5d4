"""Counters against a recount."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import batched

from django.db import transaction
from django.db.models import Count, F

from groundswell.config.findings import Finding, wrong
from groundswell.foundation import sql
from groundswell.foundation.sentences import some, stated, stated_many
from groundswell.network.groups.models import Group
from groundswell.network.polls.models import Poll, Vote
from groundswell.network.posts.models import Post
from groundswell.network.reactions.models import Reaction
from groundswell.network.streams.models import Membership

QUERIES = sql.folder(__package__)
AT_ONCE = 200  # rows mended in one transaction
WINDOW = 10_000  # posts compared at a time
COUNTS_AGAIN = stated("`groundswell doctor --mend` counts them again.")


def members(_is_full: bool) -> Iterator[Finding]:
    """Members of groups."""
    ids = [group_id for (group_id,) in QUERIES.tuples("member_counts")]
    if ids:
        yield wrong(
            stated_many(
                "%(count)s group has another number of members than its counter says.",
                "%(count)s groups have another number of members than their counters say.",
                count=len(ids),
            ),
            COUNTS_AGAIN,
            lambda: _each(ids, _count_members),
            which=stated("Groups: %(ids)s.", ids=some(ids)),
        )


def replies(_is_full: bool) -> Iterator[Finding]:
    """Answers in threads."""
    ids = [post_id for (post_id,) in QUERIES.tuples("reply_counts")]
    if ids:
        yield wrong(
            stated_many(
                "%(count)s thread has another number of answers than its counter says.",
                "%(count)s threads have another number of answers than their counters say.",
                count=len(ids),
            ),
            COUNTS_AGAIN,
            lambda: _each(ids, _count_replies),
            which=stated("Posts: %(ids)s.", ids=some(ids)),
        )


def reactions(_is_full: bool) -> Iterator[Finding]:
    """Reactions to posts."""
    ids = [post_id for window in _windows() for post_id in _miscounted(window)]
    if ids:
        yield wrong(
            stated_many(
                "%(count)s post has other reactions than its counters say.",
                "%(count)s posts have other reactions than their counters say.",
                count=len(ids),
            ),
            COUNTS_AGAIN,
            lambda: _each(ids, _count_reactions),
            which=stated("Posts: %(ids)s.", ids=some(ids)),
        )


def votes(_is_full: bool) -> Iterator[Finding]:
    """Votes in named polls."""
    named = Poll.objects.filter(is_anonymous=False)
    ids = [poll.pk for poll in named.order_by("pk").iterator() if poll.counts != _votes_in(poll)]
    if ids:
        yield wrong(
            stated_many(
                "%(count)s poll has other votes than the counters say.",
                "%(count)s polls have other votes than the counters say.",
                count=len(ids),
            ),
            COUNTS_AGAIN,
            lambda: _each(ids, _count_votes),
            which=stated("Posts: %(ids)s.", ids=some(ids)),
        )


def _votes_in(poll: Poll) -> list[int]:
    chosen = Counter(Vote.objects.filter(poll=poll).values_list("choice", flat=True))
    return [chosen[number] for number in range(len(poll.options))]


def _windows() -> Iterator[tuple[int, int]]:
    last = 0
    while True:
        rows = Post.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
        found = list(rows[:WINDOW])
        if not found:
            return
        yield last, found[-1]
        last = found[-1]


def _miscounted(window: tuple[int, int]) -> list[int]:
    above, to = window
    there = _reactions_of(Reaction.objects.filter(post_id__gt=above, post_id__lte=to))
    posts = Post.objects.filter(pk__gt=above, pk__lte=to).exclude(reaction_counts={})
    said = dict(posts.values_list("pk", "reaction_counts"))
    return sorted(
        post_id
        for post_id in there.keys() | said.keys()
        if there.get(post_id, {}) != said.get(post_id, {})
    )


def _reactions_of(rows: object) -> dict[int, dict[str, int]]:
    found: dict[int, Counter[str]] = {}
    grouped = rows.order_by().values_list("post_id", "name").annotate(Count("pk"))  # type: ignore[attr-defined]
    for post_id, name, count in grouped:
        found.setdefault(post_id, Counter())[name] = count
    return {post_id: dict(names) for post_id, names in found.items()}


def _each(ids: Sequence[int], mend: object) -> None:
    for part in batched(ids, AT_ONCE, strict=False):
        with transaction.atomic():
            mend(part)  # type: ignore[operator]


def _count_members(ids: Sequence[int]) -> None:
    for group in Group.objects.filter(pk__in=ids).order_by("pk").select_for_update():
        count = Membership.objects.filter(stream_id=group.stream_id).count()
        Group.objects.filter(pk=group.pk).update(member_count=count)


def _count_replies(ids: Sequence[int]) -> None:
    for post in Post.objects.filter(pk__in=ids).order_by("pk").select_for_update():
        count = Post.objects.filter(root_id=post.pk, removed_at=None).count()
        Post.objects.filter(pk=post.pk).update(reply_count=count, version=F("version") + 1)


def _count_reactions(ids: Sequence[int]) -> None:
    posts = list(Post.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    there = _reactions_of(Reaction.objects.filter(post__in=ids))
    for post in posts:
        Post.objects.filter(pk=post.pk).update(
            reaction_counts=there.get(post.pk, {}), version=F("version") + 1
        )


def _count_votes(ids: Sequence[int]) -> None:
    locked = Post.objects.filter(pk__in=ids).order_by("pk").select_for_update()
    for post in locked:
        poll = Poll.objects.get(pk=post.pk)
        Poll.objects.filter(pk=post.pk).update(counts=_votes_in(poll))
        Post.objects.filter(pk=post.pk).update(version=F("version") + 1)
