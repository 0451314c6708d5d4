"""What may be read of streams. Every function takes the viewer first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from groundswell.foundation.errors import NotFound
from groundswell.network.streams.models import Membership, Stream, StreamKind, Subscription
from groundswell.people.persons.models import Person


def stream(viewer: Person, stream_id: int) -> Stream:
    """One stream that the viewer may read.

    Raises:
        NotFound: no such stream for this viewer: we do not say which.
    """
    found = Stream.objects.visible_to(viewer).filter(pk=stream_id).first()
    if found is None:
        raise NotFound
    return found


def organisation() -> Stream:
    """The stream of the whole organisation; it is there from the first migration on."""
    return Stream.objects.get(kind=StreamKind.ORGANISATION)


def storyline_of(person_id: int) -> Stream | None:
    """A person's storyline, if they or an import ever opened it."""
    return Stream.objects.filter(person_id=person_id).first()


def member_ids(stream_id: int) -> Sequence[int]:
    """Ids of the members of a group or conversation."""
    return list(Membership.objects.filter(stream_id=stream_id).values_list("person_id", flat=True))


def is_followed(viewer: Person, stream_id: int) -> bool:
    """Whether a stream stands in the viewer's feed."""
    return Subscription.objects.filter(person=viewer, stream_id=stream_id).exists()


def streams(viewer: Person, stream_ids: Iterable[int]) -> list[Stream]:
    """Those of some streams that the viewer may read."""
    return list(Stream.objects.visible_to(viewer).filter(pk__in=list(stream_ids)))
