"""Whom a post in some streams speaks to, when it speaks to each of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from groundswell.network.streams.models import Membership, Stream, StreamKind, Subscription
from groundswell.people.persons.models import Person, State


def people_of(streams: Sequence[Stream]) -> QuerySet[Person]:
    """Everybody here, the members of the groups, those who follow the storyline."""
    here = Person.objects.filter(state__in=[State.INVITED, State.ACTIVE], is_bot=False)
    if any(stream.kind == StreamKind.ORGANISATION for stream in streams):
        return here
    ids = [stream.pk for stream in streams]
    members = Membership.objects.filter(stream_id__in=ids, person=OuterRef("pk"))
    followers = Subscription.objects.filter(
        stream_id__in=ids, stream__kind=StreamKind.STORYLINE, person=OuterRef("pk")
    )
    return here.filter(Exists(members) | Exists(followers) | Q(storyline__in=ids))


def streams_of(post_id: int) -> list[Stream]:
    """The streams that a thread stands in."""
    return list(Stream.objects.filter(placements__post_id=post_id))
