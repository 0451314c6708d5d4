"""What a later export says otherwise about messages that are here: their texts and reactions.

What people did here stays: a text that was edited here later than there, and every reaction that
was given here. An imported reaction is known by its time, which is that of its message.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from groundswell.activity import log
from groundswell.exchange.batches import sources
from groundswell.exchange.batches.models import ImportBatch
from groundswell.exchange.batches.taken_back import REACTION, UNREACTION, VERSION
from groundswell.exchange.slack import fates, reactions
from groundswell.exchange.slack.drafts import Desk
from groundswell.exchange.slack.records import Message
from groundswell.network.posts import changing
from groundswell.network.posts.models import Post
from groundswell.network.posts.writing import Written, replace_links
from groundswell.network.reactions.models import Reaction
from groundswell.network.reactions.names import OWN

type Given = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """How one post differs: its text (None: not at all), and reactions come and gone."""

    post_id: int
    edited_before: datetime | None
    edited_at: datetime | None
    text: Written | None
    added: Sequence[Given]
    removed: Sequence[Given]


@dataclass(frozen=True, slots=True)
class _Here:
    """What is here of one post."""

    edited_at: datetime | None
    imported: set[Given]
    own: set[Given]


def find(channel_id: str, known: Sequence[tuple[Message, int]], desk: Desk) -> list[Change]:
    """The changes of messages that are here, each with the id of its post; nothing is written."""
    alive = [(message, pk) for message, pk in known if message.subtype != fates.TOMBSTONE]
    here = _here([post_id for _, post_id in alive])
    found = [
        _compare(channel_id, message, post_id, here[post_id], desk)
        for message, post_id in alive
        if post_id in here
    ]
    return [change for change in found if change.text or change.added or change.removed]


def _here(post_ids: Sequence[int]) -> dict[int, _Here]:
    rows = Post.objects.filter(pk__in=post_ids, removed_at=None)
    times = {pk: (edited, said) for pk, edited, said in rows.values_list(
        "pk", "edited_at", "published_at"
    )}  # fmt: skip
    given: dict[tuple[int, bool], set[Given]] = defaultdict(set)
    for post_id, name, person_id, at in Reaction.objects.filter(post_id__in=times).values_list(
        "post_id", "name", "person_id", "reacted_at"
    ):
        given[post_id, at == times[post_id][1]].add((name, person_id))
    return {pk: _Here(times[pk][0], given[pk, True], given[pk, False]) for pk in times}


def _compare(channel_id: str, message: Message, post_id: int, here: _Here, desk: Desk) -> Change:
    told = dict.fromkeys(reactions.given(message, desk.person_of))
    reacted = {person_id for name, person_id in here.own if name in OWN}
    added = [
        (name, who)
        for name, who in told
        if (name, who) not in here.imported | here.own and not (name in OWN and who in reacted)
    ]
    is_newer = message.edited_at is not None and (
        here.edited_at is None or message.edited_at > here.edited_at
    )
    return Change(
        post_id=post_id,
        edited_before=here.edited_at,
        edited_at=message.edited_at,
        text=desk.written(message, channel_id) if is_newer else None,
        added=added,
        removed=sorted(here.imported - told.keys()),
    )


@transaction.atomic
def write(batch: ImportBatch, stream_id: int, changes: Iterable[Change]) -> None:
    """Bring some posts up to what the export says."""
    by_id = {change.post_id: change for change in changes}
    found = Post.objects.filter(pk__in=by_id).order_by("pk").select_for_update()
    for post in found:
        change = by_id[post.pk]
        # Somebody may have edited it here in this moment.
        if change.text and post.edited_at == change.edited_before:
            _write_text(batch, stream_id, post, change, change.text)
        if change.added or change.removed:
            _write_reactions(batch, stream_id, post, change)
        post.save(update_fields=["source", "html", "edited_at", "reaction_counts", "version"])
        if post.root_id is not None:
            Post.objects.filter(pk=post.root_id).update(version=F("version") + 1)


def _write_text(
    batch: ImportBatch, stream_id: int, post: Post, change: Change, text: Written
) -> None:
    at = change.edited_at or post.published_at
    version = changing.keep_version(post, post.author, at)
    post.source, post.html, post.edited_at = text.source, text.html, change.edited_at
    post.version += 1
    replace_links(post, text)
    sources.remember(batch, VERSION, {str(version.pk): version.pk})
    _record("edited", post.author_id, post, stream_id, at)


def _write_reactions(batch: ImportBatch, stream_id: int, post: Post, change: Change) -> None:
    at = post.published_at
    for name, who in change.added:
        new, is_new = Reaction.objects.get_or_create(
            post=post, person_id=who, name=name, defaults={"reacted_at": at}
        )
        if is_new:
            sources.remember(batch, REACTION, {str(new.pk): new.pk})
            _record("reacted", who, post, stream_id, at)
    for name, who in change.removed:
        same = Reaction.objects.filter(post=post, person_id=who, name=name, reacted_at=at)
        if same.delete()[0]:
            key = f"{batch.pk}:{post.pk}:{who}:{name}"
            sources.remember(batch, UNREACTION, {key: post.pk})
            _record("unreacted", who, post, stream_id, at)
    recount(post)


def recount(post: Post) -> None:
    """Count a post's reactions from their rows; the caller saves it."""
    names = Reaction.objects.filter(post=post).values_list("name", flat=True)
    post.reaction_counts = dict(Counter(names))
    post.version += 1


def _record(verb: str, actor_id: int, post: Post, stream_id: int, at: datetime) -> None:
    log.record(
        actor_id=actor_id,
        verb=verb,
        noun="post",
        noun_id=post.pk,
        stream_id=stream_id,
        happened_at=at,
    )
