"""What owners of a group do with a post that waits: publish it, or turn it down with a reason."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.moderation.deciding import GiveAReason
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Post
from groundswell.network.rules.models import Held, HeldFile, HeldState
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person


class ThatDoesNotWait(Refused):
    """Another owner was faster."""

    message = _lazy("Another owner has decided about this already.")


def to_decide(viewer: Person) -> QuerySet[Held]:
    """What waits in groups of the viewer, the oldest first."""
    return _whole(Held.objects.decided_by(viewer).waiting()).order_by("pk")


def own(viewer: Person) -> QuerySet[Held]:
    """What the viewer wrote that waits, or waited, the newest first."""
    return _whole(Held.objects.filter(author=viewer)).order_by("-pk")


@transaction.atomic
def approve(*, owner: Person, held_id: int) -> Post:
    """Publish what waits, in the name of its author and as of now.

    Raises:
        NotFound: nothing like it waits for this person.
        ThatDoesNotWait: somebody else decided.
        Refused: its author may not publish there any more.
    """
    held = _locked(owner, held_id)
    files = held.files.order_by("position").values_list("file_id", flat=True)
    post = posts.publish(
        author=held.author,
        stream_ids=[held.stream_id],
        source=held.source,
        title=held.title,
        kind=held.kind,
        language=held.language,
        answerers=held.answerers,
        file_ids=list(files),
        request_key=held.request_key,
        is_approved=True,
    )
    HeldFile.objects.filter(held=held).delete()
    # What it says stands in the post from now on, where its author may change or remove it.
    held.source = held.html = ""
    held.post_id = post.pk
    _decide(held, owner, HeldState.APPROVED)
    return post


@transaction.atomic
def turn_down(*, owner: Person, held_id: int, words: str) -> Held:
    """Do not publish what waits. Its author reads why, and keeps the text.

    Raises:
        NotFound: nothing like it waits for this person.
        ThatDoesNotWait: somebody else decided.
        GiveAReason: nothing is said.
    """
    held = _locked(owner, held_id)
    if not words.strip():
        raise GiveAReason
    held.words = words.strip()
    _decide(held, owner, HeldState.TURNED_DOWN)
    return held


def _locked(owner: Person, held_id: int) -> Held:
    found = Held.objects.decided_by(owner).select_for_update(of=("self",))
    held = found.select_related("author").filter(pk=held_id).first()
    if held is None:
        raise NotFound
    if held.state != HeldState.WAITING:
        raise ThatDoesNotWait
    return held


def _decide(held: Held, owner: Person, state: HeldState) -> None:
    held.state, held.decided_at = state, clock.now()
    held.save()
    audit.record(owner, f"{state} post", "person", held.author_id, held=held.pk)
    verb = "approved" if state == HeldState.APPROVED else "turned_down"
    log.record(actor_id=owner.pk, verb=verb, noun="held", noun_id=held.pk, stream_id=held.stream_id)


def _whole(found: QuerySet[Held]) -> QuerySet[Held]:
    files = Prefetch("files", HeldFile.objects.select_related("file").order_by("position"))
    return found.select_related("author", "stream__group").prefetch_related(files)
