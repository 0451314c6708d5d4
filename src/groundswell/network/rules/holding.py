"""What an owner of the group or a moderator sees first: who has to wait, and what is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.files.models import File
from groundswell.network.rules.models import Decider, Held, HeldFile
from groundswell.network.streams.models import MemberRole, Membership, Stream, StreamKind
from groundswell.people.persons.models import Person


class MustWait(Exception):
    """Somebody is asked first. Whoever publishes keeps what was written instead.

    `otherwise` is the refusal of what cannot be kept, `word` the watched word that stands in it.
    """

    def __init__(
        self, stream: Stream, decider: Decider, *, otherwise: Refused, word: str = ""
    ) -> None:
        super().__init__()
        self.stream, self.decider, self.otherwise, self.word = stream, decider, otherwise, word


class WaitsForApproval(Refused):
    """It is kept, and not published yet."""

    message = _lazy("What you wrote waits for an owner of “%(name)s”. You will hear what they say.")


class WaitsForAModerator(WaitsForApproval):
    """It is kept because of a word that stands in it."""

    message = _lazy(
        "“%(word)s” stands in it, so a moderator reads it before anybody else. You will hear what"
        " they say."
    )


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
        refusal = ThisKindCannotWait(name=stream.group.name)
        raise MustWait(stream, Decider.OWNERS, otherwise=refusal)


@transaction.atomic
def hold(
    wait: MustWait, *, file_ids: Sequence[int] = (), drop_ids: Collection[int] = (), **said: Any
) -> WaitsForApproval:
    """Keep what was written for whoever is asked first. What is returned is to be raised.

    The same request is kept once; of the changes of one post only the last waits.
    """
    draft = Held(
        stream=wait.stream, decider=wait.decider, word=wait.word, held_at=clock.now(), **said
    )
    same = Held.objects.filter(author=draft.author, request_key=draft.request_key)
    if not same.exclude(request_key=None).exists():
        if draft.edits_id is not None:
            Held.objects.waiting().filter(edits_id=draft.edits_id, author=draft.author).delete()
        draft.save(force_insert=True)
        _keep_files(draft, file_ids, drop_ids)
        log.record(
            actor_id=(draft.acted_by or draft.author).pk,
            verb="held",
            noun="held",
            noun_id=draft.pk,
            stream_id=wait.stream.pk,
        )
    return waits(draft)


def waits(held: Held) -> WaitsForApproval:
    """The sentence that tells whoever wrote something for whom it waits."""
    if held.decider == Decider.MODERATORS:
        return WaitsForAModerator(word=held.word)
    return WaitsForApproval(name=held.stream.group.name)


def _keep_files(held: Held, file_ids: Sequence[int], drop_ids: Collection[int]) -> None:
    writers = [held.author_id, held.acted_by_id]
    own = File.objects.filter(pk__in=file_ids, uploader_id__in=writers, attachments=None)
    HeldFile.objects.bulk_create(
        [HeldFile(held=held, file=file, position=list(file_ids).index(file.pk)) for file in own]
        + [HeldFile(held=held, file_id=file_id, is_dropped=True) for file_id in set(drop_ids)]
    )
