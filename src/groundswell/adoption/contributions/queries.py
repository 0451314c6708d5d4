"""What counts as a contribution, of everybody on all days; `counted.*.sql` says it of some."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate

from groundswell.foundation import clock
from groundswell.network.polls.models import Vote
from groundswell.network.posts.models import Origin, Placement, Post
from groundswell.network.reactions.models import Reaction
from groundswell.network.streams.models import StreamKind

PRIVATE = Q(stream__kind=StreamKind.CONVERSATION)

type Counted = tuple[int, date, int, int, int, int]


def everything() -> Iterator[Counted]:
    """Person, day, posts, replies, reactions, votes; a person's day may come again, to be added."""
    own = Q(acted_by=None) | Q(acted_by=F("author")) | Q(origin=Origin.IMPORT)
    written = (
        Post.objects.filter(own, ~Exists(_places("root_id", "pk", PRIVATE)), removed_at=None)
        .annotate(on=TruncDate("published_at", tzinfo=clock.zone()))
        .values_list("author_id", "on")
        .annotate(threads=Count("pk", filter=Q(root=None)), answers_given=Count("root"))
    )
    for person_id, on, posts, replies in written:
        yield person_id, on, posts, replies, 0, 0
    reacted = (
        Reaction.objects.filter(Exists(_places("post__root_id", "post_id", ~PRIVATE)))
        .annotate(on=TruncDate("reacted_at", tzinfo=clock.zone()))
        .values_list("person_id", "on")
        .annotate(Count("pk"))
    )
    for person_id, on, reactions in reacted:
        yield person_id, on, 0, 0, reactions, 0
    voted = (
        Vote.objects.annotate(
            on=Coalesce("voted_on", TruncDate("poll__post__published_at", tzinfo=clock.zone()))
        )
        .values_list("person_id", "on")
        .annotate(Count("pk"))
    )
    for person_id, on, votes in voted:
        yield person_id, on, 0, 0, 0, votes


def _places(root: str, post: str, where: Q) -> models.QuerySet[Placement]:
    return Placement.objects.filter(where, post=Coalesce(OuterRef(root), OuterRef(post)))
