"""Posts that an owner of the group sees first: who has to wait, and keeping what waits."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.files.models import File
from groundswell.network.rules.models import Held, HeldFile
from groundswell.network.streams.models import MemberRole, Membership, Stream, StreamKind
from groundswell.people.persons.models import Person


class MustWait(Exception):
    """An owner of this stream's group is asked first. Whoever publishes keeps the post instead."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self.stream = stream


class WaitsForApproval(Refused):
    """It is kept, and not published yet."""

    message = _lazy("Your post waits for an owner of “%(name)s”. You will hear what they say.")


class WhatWaitsStandsAlone(Refused):
    """The owners of one group do not decide for another."""

    message = _lazy("In “%(name)s” posts wait for approval. Post there alone.")


class ThisKindCannotWait(Refused):
    """A poll counts from the moment at which it is asked; an announcement is counted as well."""

    message = _lazy(
        "In “%(name)s” posts wait for approval, and this kind cannot. Ask an owner to post it."
    )


def ask_owners(author: Person, streams: Sequence[Stream]) -> None:
    """Nothing, when the author may publish at once.

    Raises:
        MustWait: an owner is asked first.
        WhatWaitsStandsAlone: that would hold for one of several places.
    """
    for stream in streams:
        if stream.kind != StreamKind.GROUP or not stream.group.asks_approval:
            continue
        own = Membership.objects.filter(stream=stream, person=author, role=MemberRole.OWNER)
        if own.exists():
            continue
        if len(set(streams)) > 1:
            raise WhatWaitsStandsAlone(name=stream.group.name)
        raise MustWait(stream)


@transaction.atomic
def hold(
    stream: Stream,
    *,
    author: Person,
    source: str,
    request_key: str | None,
    file_ids: Sequence[int],
    **said: str,
) -> WaitsForApproval:
    """Keep a post for the owners, the same request once. What is returned is to be raised."""
    same = Held.objects.filter(author=author, request_key=request_key).exclude(request_key=None)
    if not same.exists():
        held = Held.objects.create(
            author=author,
            stream=stream,
            source=source,
            request_key=request_key,
            held_at=clock.now(),
            **said,
        )
        own = File.objects.filter(pk__in=file_ids, uploader=author, attachments=None)
        HeldFile.objects.bulk_create(
            HeldFile(held=held, file=file, position=list(file_ids).index(file.pk)) for file in own
        )
        log.record(
            actor_id=author.pk, verb="held", noun="held", noun_id=held.pk, stream_id=stream.pk
        )
    return WaitsForApproval(name=stream.group.name)
