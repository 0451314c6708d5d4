"""What owners and moderators do with what waits: publish it, or turn it down with a reason."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.moderation.deciding import GiveAReason
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing, delegating, waiting
from groundswell.network.posts.models import Origin, Post
from groundswell.network.rules import holding
from groundswell.network.rules.models import Decider, Held, HeldFile, HeldQuerySet, HeldState
from groundswell.network.streams.models import Stream
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person


class ThatDoesNotWait(Refused):
    """Another was faster."""

    message = _lazy("Somebody else has decided about this already.")


def to_decide(viewer: Person) -> HeldQuerySet:
    """What waits for the viewer, who owns its group or moderates, the oldest first."""
    return _whole(viewer, Held.objects.decided_by(viewer).waiting()).order_by("pk")


def own(viewer: Person) -> HeldQuerySet:
    """What the viewer wrote, or a delegate for them, that waits or waited, the newest first."""
    mine = Held.objects.filter(Q(author=viewer) | Q(acted_by=viewer))
    return _whole(viewer, mine).order_by("-pk")


def waiting_change(viewer: Person, post_id: int) -> Held | None:
    """The change of an own post that waits."""
    return own(viewer).waiting().filter(edits_id=post_id).first()


class ItsWriterMayNotAnyMore(Refused):
    """A delegate's right ended while it waited."""

    message = _lazy(
        "%(hand)s may not post that for %(name)s any more. Turn it down, and say so in a few words."
    )


@transaction.atomic
def approve(*, decider: Person, held_id: int) -> Post | None:
    """Publish what waits, in the name of its author and as of now.

    None: a moderator has seen it, and now it waits for an owner of its group.

    Raises:
        NotFound: nothing like it waits for this person.
        ThatDoesNotWait: somebody else decided.
        Refused: its author may not publish there any more.
    """
    held = _locked(decider, held_id)
    if held.decider == Decider.MODERATORS and (owned := _asked_next(held)) is not None:
        # The thread of a reply may stand in more than one place.
        held.decider, held.stream = Decider.OWNERS, owned
        held.save(update_fields=["decider", "stream"])
        audit.record(decider, "passed on post", "person", held.author_id, held=held.pk)
        _tell("held", held, decider)
        return None
    try:
        post = _published(held)
    except delegating.REFUSALS:
        raise ItsWriterMayNotAnyMore(hand=held.acted_by, name=held.author.name) from None
    HeldFile.objects.filter(held=held).delete()
    # What it says stands in the post from now on, where its author may change or remove it.
    held.source = held.html = ""
    held.descriptions = {}
    held.post_id = post.pk
    _decide(held, decider, HeldState.APPROVED)
    return post


def _asked_next(held: Held) -> Stream | None:
    """The group for whose owners it would wait, had it not waited for a moderator."""
    answered = Post.objects.filter(pk=held.reply_to_id or held.edits_id or 0).first()
    try:
        if answered is not None:
            waiting.ask_owners_of_thread(held.author, answered.thread_id)
        else:
            holding.ask_owners(held.author, [held.stream])
    except holding.MustWait as wait:
        return wait.stream
    return None


def _published(held: Held) -> Post:
    hung = held.files.order_by("position").values_list("file_id", "is_dropped")
    files = [file_id for file_id, is_dropped in hung if not is_dropped]
    if held.edits_id is not None:
        return changing.edit(
            editor=held.author,
            post_id=held.edits_id,
            source=held.source,
            title=held.title,
            add_file_ids=files,
            drop_file_ids=[file_id for file_id, is_dropped in hung if is_dropped],
            descriptions={int(file_id): said for file_id, said in held.descriptions.items()},
            answerers=held.answerers,
            is_approved=True,
        )
    if held.reply_to_id is not None:
        return posts.reply(
            author=held.author,
            acted_by=held.acted_by,
            to_id=held.reply_to_id,
            source=held.source,
            language=held.language,
            origin=Origin(held.origin),
            file_ids=files,
            request_key=held.request_key,
            is_approved=True,
        )
    return posts.publish(
        author=held.author,
        acted_by=held.acted_by,
        stream_ids=[held.stream_id],
        source=held.source,
        title=held.title,
        kind=held.kind,
        language=held.language,
        answerers=held.answerers,
        file_ids=files,
        request_key=held.request_key,
        is_approved=True,
    )


@transaction.atomic
def turn_down(*, decider: Person, held_id: int, words: str) -> Held:
    """Do not publish what waits. Its author reads why, and keeps the text.

    Raises:
        NotFound: nothing like it waits for this person.
        ThatDoesNotWait: somebody else decided.
        GiveAReason: nothing is said.
    """
    held = _locked(decider, held_id)
    if not words.strip():
        raise GiveAReason
    held.words = words.strip()
    _decide(held, decider, HeldState.TURNED_DOWN)
    return held


@transaction.atomic
def take_back(*, writer: Person, held_id: int) -> None:
    """Withdraw what waits, unsaid; its writer may, until somebody has decided.

    Raises:
        NotFound: nothing of theirs waits under that number.
    """
    mine = own(writer).waiting().filter(pk=held_id)
    held = Held.objects.select_for_update(of=("self",)).filter(pk__in=mine.values("pk")).first()
    if held is None:
        raise NotFound
    _tell("taken_back", held, writer)
    held.delete()


def _locked(decider: Person, held_id: int) -> Held:
    found = Held.objects.decided_by(decider).select_for_update(of=("self",))
    known = found.select_related("author", "acted_by", "stream__group")
    held = known.filter(pk=held_id).first()
    if held is None:
        raise NotFound
    if held.state != HeldState.WAITING:
        raise ThatDoesNotWait
    return held


def _decide(held: Held, decider: Person, state: HeldState) -> None:
    held.state, held.decided_at = state, clock.now()
    held.save()
    audit.record(decider, f"{state} post", "person", held.author_id, held=held.pk)
    _tell("approved" if state == HeldState.APPROVED else "turned_down", held, decider)


def _tell(verb: str, held: Held, actor: Person) -> None:
    log.record(actor_id=actor.pk, verb=verb, noun="held", noun_id=held.pk, stream_id=held.stream_id)


def _whole(viewer: Person, found: HeldQuerySet) -> HeldQuerySet:
    """With all that is shown; who moderates reads no name of a place that is not open to them."""
    places = Stream.objects.visible_to(viewer).filter(pk=OuterRef("stream"))
    files = Prefetch("files", HeldFile.objects.select_related("file").order_by("position"))
    people = found.select_related("author", "acted_by", "stream__group", "stream__person")
    return people.prefetch_related(files).annotate(may_open=Exists(places))
