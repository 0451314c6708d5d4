"""The reader of the log that keeps the contributions of each person and day.

It never adds to what it counted. For each batch it finds the people and days that the batch can
have touched and counts them anew from the posts and reactions themselves, so that reading twice,
removing, changing a reaction and taking it back all end where a count from scratch would.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from groundswell.activity.log import Entry
from groundswell.adoption.contributions import actions
from groundswell.adoption.contributions.models import ContributionDay
from groundswell.foundation import clock, ids
from groundswell.network.polls.models import Vote
from groundswell.network.posts.models import Post
from groundswell.network.reactions.models import Reaction

NAME = "contributions"  # of the reader

type Pair = tuple[int, date]

# Afterwards it can no longer be told whose days were touched: the rows are gone.
SWEPT_AFTER = frozenset({("undone", "batch"), ("erased", "person")})
# All that was one person's is another's now, or gone.
CHANGED = frozenset({("merged", "person"), ("removed", "person"), ("erased", "person")})
REACTED = frozenset({"reacted", "unreacted"})
# Reactions and votes in a thread that stands nowhere any more do not count.
STOOD = frozenset({"removed", "restored"})
DAY = timedelta(days=1)


def recount(entries: Sequence[Entry]) -> None:
    """Bring the days that these activities can have touched up to date."""
    if any((entry.verb, entry.noun) in SWEPT_AFTER for entry in entries):
        actions.begin_sweep()
    about_posts = [entry for entry in entries if entry.noun == "post"]
    pairs = _written(about_posts) | _reacted([e for e in about_posts if e.verb in REACTED])
    pairs |= _stood({e.noun_id for e in about_posts if e.verb in STOOD})
    pairs |= _voted([e for e in about_posts if e.verb == "voted"])
    pairs |= _all_days({e.noun_id for e in entries if (e.verb, e.noun) in CHANGED})
    if pairs:
        actions.recount(pairs)


def _written(entries: Iterable[Entry]) -> set[Pair]:
    post_ids = {entry.noun_id for entry in entries if entry.verb not in REACTED}
    rows = Post.objects.filter(pk__in=post_ids).values_list("author_id", "published_at")
    return {(author_id, clock.day_of(at)) for author_id, at in rows}


def _all_days(person_ids: Collection[int]) -> set[Pair]:
    """All days of some people: those that are counted, and those of what is theirs now."""
    if not person_ids:
        return set()
    counted = ContributionDay.objects.filter(person_id__in=person_ids)
    said = Post.objects.filter(author_id__in=person_ids).values_list("author_id", "published_at")
    given = Reaction.objects.filter(person_id__in=person_ids)
    instants = [*said, *given.values_list("person_id", "reacted_at")]
    pairs = set(counted.values_list("person_id", "on"))
    pairs |= _days_of(Vote.objects.filter(person_id__in=person_ids))
    return pairs | {(person_id, clock.day_of(at)) for person_id, at in instants}


def _stood(post_ids: Collection[int]) -> set[Pair]:
    if not post_ids:
        return set()
    found = Post.objects.filter(pk__in=post_ids).values_list("pk", "root_id")
    roots = {root_id or post_id for post_id, root_id in found}
    posts = Post.objects.filter(Q(pk__in=roots) | Q(root_id__in=roots))
    rows = Reaction.objects.filter(post__in=posts).values_list("person_id", "reacted_at")
    voted = _days_of(Vote.objects.filter(poll_id__in=roots))
    return voted | {(person_id, clock.day_of(at)) for person_id, at in rows}


def _voted(entries: Sequence[Entry]) -> set[Pair]:
    voters = {entry.actor_id for entry in entries if entry.actor_id is not None}
    polls = {entry.noun_id for entry in entries}
    return _days_of(Vote.objects.filter(person_id__in=voters, poll_id__in=polls))


def _days_of(votes: QuerySet[Vote]) -> set[Pair]:
    rows = votes.values_list("person_id", "voted_on", "poll__post__published_at")
    return {(person_id, on or clock.day_of(at)) for person_id, on, at in rows}


def _reacted(entries: Sequence[Entry]) -> set[Pair]:
    pairs = set()
    by = set()
    for entry in entries:
        if entry.actor_id is not None:
            pairs.add((entry.actor_id, clock.day_of(entry.happened_at)))
            by.add((entry.actor_id, entry.noun_id))
    rows = Reaction.objects.filter(
        person_id__in={person_id for person_id, _ in by}, post_id__in={post_id for _, post_id in by}
    ).values_list("person_id", "post_id", "reacted_at")
    for person_id, post_id, at in rows:
        if (person_id, post_id) in by:
            pairs.add((person_id, clock.day_of(at)))
    return pairs | _replaced(entries)


def _replaced(entries: Iterable[Entry]) -> set[Pair]:
    """Days on which a reaction may have stood that these took away: since its post was written."""
    since: dict[int, date] = {}
    for entry in entries:
        # What an import brings has a time of its own, and replaces nothing.
        if entry.actor_id is not None and entry.happened_at == entry.recorded_at:
            day = clock.day_of(ids.instant_of(entry.noun_id) - DAY)
            since[entry.actor_id] = min(day, since.get(entry.actor_id, day))
    if not since:
        return set()
    days = ContributionDay.objects.filter(
        person_id__in=since, on__gte=min(since.values()), reactions__gt=0
    ).values_list("person_id", "on")
    return {(person_id, on) for person_id, on in days if on >= since[person_id]}
