"""Whom a post calls by naming groups: their members, as far as they may read it and want to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db.models import Exists, OuterRef

from groundswell.network.notifications.models import GroupLevel, Level
from groundswell.network.posts.addressing import streams_of
from groundswell.network.posts.models import Mention
from groundswell.network.streams.models import Membership, Stream


def called(group_ids: Collection[int], streams: Sequence[Stream]) -> list[int]:
    """Members of the groups who may read these streams, without those who silenced the group."""
    members = Membership.objects.filter(stream__group__in=group_ids)
    silent = GroupLevel.objects.filter(
        level=Level.NONE, person=OuterRef("person"), stream=OuterRef("stream")
    )
    heard = members.exclude(Exists(silent))
    if not any(stream.is_open for stream in streams):
        readers = Membership.objects.filter(stream__in=streams, person=OuterRef("person"))
        heard = heard.filter(Exists(readers))
    return sorted(set(heard.values_list("person_id", flat=True)))


def of_posts(post_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    """Whom those of the posts that call groups call."""
    groups = defaultdict(list)
    calls = Mention.objects.filter(post_id__in=post_ids, calls=True)
    for post_id, group_id in calls.values_list("post_id", "account_id") if post_ids else ():
        groups[post_id].append(group_id)
    return {post_id: called(theirs, streams_of(post_id)) for post_id, theirs in groups.items()}
