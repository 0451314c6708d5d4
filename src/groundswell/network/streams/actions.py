"""Opening streams, and who has them in their feed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.network.streams import queries
from groundswell.network.streams.models import (
    MemberRole,
    Membership,
    Stream,
    StreamKind,
    Subscription,
)
from groundswell.people.persons.models import Person


@transaction.atomic
def open_storyline(person_id: int) -> Stream:
    """The person's storyline, opened when it is not there yet; its person follows it."""
    stream, is_new = Stream.objects.get_or_create(
        person_id=person_id,
        kind=StreamKind.STORYLINE,
        defaults={"created_at": clock.now()},
    )
    if is_new:
        subscribe([person_id], stream.pk)
    return stream


@transaction.atomic
def open_conversation(person_ids: Iterable[int]) -> Stream:
    """A new conversation between people; nobody else may read it."""
    now = clock.now()
    stream = Stream.objects.create(kind=StreamKind.CONVERSATION, is_open=False, created_at=now)
    Membership.objects.bulk_create(
        Membership(stream=stream, person_id=person_id, since_at=now) for person_id in person_ids
    )
    return stream


def subscribe(person_ids: Iterable[int], stream_id: int, *, last_read: int = 0) -> None:
    """Put a stream into people's feeds. Whoever calls has made sure that they may read it."""
    now = clock.now()
    Subscription.objects.bulk_create(
        (
            Subscription(
                person_id=person_id, stream_id=stream_id, since_at=now, last_read=last_read
            )
            for person_id in person_ids
        ),
        ignore_conflicts=True,
    )


def unsubscribe(person_id: int, stream_id: int) -> None:
    """Take a stream out of a person's feed."""
    Subscription.objects.filter(person_id=person_id, stream_id=stream_id).delete()


def lock(stream_id: int) -> None:
    """Let nobody else change who may read the stream until the caller's transaction ends."""
    streams = Stream.objects.select_for_update(no_key=True).filter(pk=stream_id)
    list(streams.values_list("pk"))


@transaction.atomic
def follow(*, follower: Person, stream_id: int) -> None:
    """Follow somebody's storyline, the organisation or an open group.

    Raises:
        NotFound: no such stream for this follower.
    """
    # Locked first: whoever is closing it must not miss this subscription.
    lock(stream_id)
    stream = queries.stream(follower, stream_id)
    if queries.is_followed(follower, stream.pk):
        return  # Pressed twice, it is told once.
    subscribe([follower.pk], stream.pk)
    log.record(
        actor_id=follower.pk, verb="followed", noun="stream", noun_id=stream.pk, stream_id=stream.pk
    )


@transaction.atomic
def unfollow(*, follower: Person, stream_id: int) -> None:
    """Stop following a stream. Membership and the right to read it stay."""
    stream = queries.stream(follower, stream_id)
    unsubscribe(follower.pk, stream.pk)
    log.record(
        actor_id=follower.pk,
        verb="unfollowed",
        noun="stream",
        noun_id=stream.pk,
        stream_id=stream.pk,
    )


def settle_in(person_id: int) -> None:
    """Everybody who works here has the organisation and an own storyline in their feed."""
    settle_in_many([person_id])


@transaction.atomic
def settle_in_many(person_ids: Sequence[int]) -> None:
    """The same for many at once."""
    now = clock.now()
    Stream.objects.bulk_create(
        (
            Stream(kind=StreamKind.STORYLINE, person_id=person_id, created_at=now)
            for person_id in person_ids
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
    storylines = Stream.objects.filter(person_id__in=list(person_ids))
    organisation = queries.organisation()
    pairs = [(stream.person_id, stream.pk) for stream in storylines]
    pairs += [(person_id, organisation.pk) for person_id in person_ids]
    Subscription.objects.bulk_create(
        (Subscription(person_id=who, stream_id=what, since_at=now) for who, what in pairs),
        ignore_conflicts=True,
        batch_size=500,
    )


@transaction.atomic
def follow_memberships(person_id: int, *, last_read: int = 0) -> None:
    """Put the groups that somebody is a member of into their feed, read up to `last_read`."""
    own = Membership.objects.filter(person_id=person_id, stream__kind=StreamKind.GROUP)
    for stream_id in own.values_list("stream_id", flat=True):
        subscribe([person_id], stream_id, last_read=last_read)


@transaction.atomic
def silence(person_id: int) -> None:
    """Take every stream out of the feed of somebody who left or is suspended."""
    Subscription.objects.filter(person_id=person_id).delete()


@transaction.atomic
def mark_read(*, reader_id: int, stream_id: int, post_id: int) -> None:
    """Move the mark up to which a stream is read; it never moves back."""
    Subscription.objects.filter(
        person_id=reader_id, stream_id=stream_id, last_read__lt=post_id
    ).update(last_read=post_id)


def add_member(
    stream_id: int,
    person_id: int,
    *,
    role: MemberRole = MemberRole.MEMBER,
    is_followed: bool = True,
) -> bool:
    """Make somebody a member with the stream in their feed; False when they were one already."""
    _, is_new = Membership.objects.get_or_create(
        stream_id=stream_id,
        person_id=person_id,
        defaults={"role": role, "since_at": clock.now()},
    )
    if is_followed:
        subscribe([person_id], stream_id)
    return is_new


def remove_member(stream_id: int, person_id: int) -> bool:
    """End a membership and the subscription with it; False when there was none."""
    lock(stream_id)
    unsubscribe(person_id, stream_id)
    gone, _ = Membership.objects.filter(stream_id=stream_id, person_id=person_id).delete()
    return bool(gone)
