"""Writing posts and all that hangs on them, some hundred messages in one short transaction.

A batch of messages is written with its source ids or not at all, so an import that is killed
carries on where it was, and nothing is ever there twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter

from django.db import transaction

from groundswell.activity.models import Activity
from groundswell.exchange.batches import sources
from groundswell.exchange.batches.models import ImportBatch
from groundswell.exchange.slack import roots
from groundswell.exchange.slack.drafts import Draft
from groundswell.exchange.slack.people import SYSTEM
from groundswell.exchange.slack.roots import POST, THREAD, NewPost, Root, Roots
from groundswell.foundation import clock, ids, rows
from groundswell.foundation.rows import Values
from groundswell.foundation.words import fold
from groundswell.network.files.models import File
from groundswell.network.posts.models import (
    Attachment,
    Mention,
    Placement,
    Post,
    PostTopic,
)
from groundswell.network.reactions.models import Reaction
from groundswell.network.topics.models import Topic

AT_ONCE = 500  # rows of one statement
VERSIONS = 1_000  # of a post, before they reach into those of the next import
POST_FIELDS = (
    "id", "root_id", "author_id", "origin", "source", "html", "published_at", "edited_at",
    "removed_at", "reply_count", "answered_at", "reaction_counts", "is_orphan", "version",
)  # fmt: skip
ACTIVITY_FIELDS = (
    "actor_id", "verb", "noun", "noun_id", "stream_id", "happened_at", "recorded_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where the messages of one conversation go."""

    channel_id: str
    stream_id: int
    pinned: Mapping[str, datetime | None]


@dataclass(slots=True)
class _Rows:
    """The rows of one batch of messages, in the order in which they refer to each other."""

    posts: list[NewPost] = field(default_factory=list)
    placements: list[Values] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    reactions: list[Values] = field(default_factory=list)
    mentions: list[Values] = field(default_factory=list)
    topics: list[tuple[int, str]] = field(default_factory=list)
    activities: list[Values] = field(default_factory=list)


def write(
    batch: Callable[[], ImportBatch], place: Place, drafts: Sequence[Draft], known: Roots
) -> None:
    """Write a batch of messages of one conversation, earliest first.

    `known` are the beginnings of threads written so far; those written here are added.
    """
    with transaction.atomic():
        post_ids = ids.mint_imported([draft.message.at for draft in drafts], _taken)
        made = _Rows()
        fresh = known.of_messages(place.channel_id, drafts, post_ids)
        # Taken back and taken again, a post has its old id: what pages keep of it is told apart.
        version = batch().pk * VERSIONS
        for post_id, draft in zip(post_ids, drafts, strict=True):
            root = None if draft.begins else fresh[draft.message.thread_ts]
            _gather(made, place, _post(post_id, draft, root, version), draft)
        roots.count(made.posts)
        _store(made)
        roots.adopt(place.channel_id, drafts, post_ids)
        _remember(batch(), place.channel_id, drafts, post_ids)
    known.add(fresh)


def _taken(post_ids: Sequence[int]) -> Collection[int]:
    return list(Post.objects.filter(pk__in=post_ids).values_list("pk", flat=True))


def _gather(made: _Rows, place: Place, post: NewPost, draft: Draft) -> None:
    message, post_id = draft.message, post.id
    made.posts.append(post)
    if draft.begins:
        is_pinned = message.ts in place.pinned
        pinned_at = (place.pinned[message.ts] or message.at) if is_pinned else None
        made.placements.append((place.stream_id, post_id, pinned_at))
    for position, file in enumerate(draft.files):
        made.files.append(file)
        made.attachments.append(Attachment(post_id=post_id, file=file, position=position))
    made.reactions += [(post_id, who, name, message.at) for name, who in draft.reactions]
    made.mentions += {(mentioned.id, post_id) for mentioned in draft.rendered.mentions}
    made.topics += [(post_id, name) for name in draft.rendered.topics]
    made.activities += _activities(place.stream_id, post_id, draft)


def _post(post_id: int, draft: Draft, root: Root | None, version: int) -> NewPost:
    message = draft.message
    return NewPost(
        id=post_id,
        root_id=root.id if root else None,
        author_id=draft.author_id,
        source=draft.source,
        html=draft.rendered.html,
        published_at=message.at,
        edited_at=None if draft.is_grave else message.edited_at,
        removed_at=message.at if draft.is_grave else None,
        reaction_counts=dict(Counter(name for name, _ in draft.reactions)),
        is_orphan=draft.is_orphan,
        version=version,
    )


def _activities(stream_id: int, post_id: int, draft: Draft) -> list[Values]:
    """The same that happens when people write and react here, at the time of the source."""
    if draft.is_grave:
        return []
    at, now = draft.message.at, clock.now()
    verb = "published" if draft.begins else "replied"
    who = [(draft.author_id, verb), *((person_id, "reacted") for _, person_id in draft.reactions)]
    return [(actor_id, verb, "post", post_id, stream_id, at, now) for actor_id, verb in who]


def _store(made: _Rows) -> None:
    rows.insert(Post, POST_FIELDS, map(attrgetter(*POST_FIELDS), made.posts))
    rows.insert(Placement, ("stream_id", "post_id", "pinned_at"), made.placements)
    File.objects.bulk_create(made.files, batch_size=AT_ONCE)
    for attachment in made.attachments:
        attachment.file_id = attachment.file.pk
    Attachment.objects.bulk_create(made.attachments, batch_size=AT_ONCE)
    rows.insert(Reaction, ("post_id", "person_id", "name", "reacted_at"), made.reactions)
    rows.insert(Mention, ("account_id", "post_id"), made.mentions)
    _store_topics(made.topics)
    rows.insert(Activity, ACTIVITY_FIELDS, made.activities)


def _store_topics(pairs: Sequence[tuple[int, str]]) -> None:
    if not pairs:
        return
    by_folded = {fold(name): name for _, name in reversed(pairs)}
    Topic.objects.bulk_create(
        (Topic(name=name, name_folded=folded) for folded, name in by_folded.items()),
        ignore_conflicts=True,
    )
    topics = Topic.objects.filter(name_folded__in=list(by_folded))
    id_of = dict(topics.values_list("name_folded", "pk"))
    links = {(id_of[fold(name)], post_id) for post_id, name in pairs}
    PostTopic.objects.bulk_create(
        (PostTopic(topic_id=topic_id, post_id=post_id) for topic_id, post_id in sorted(links)),
        batch_size=AT_ONCE,
    )


def _remember(
    batch: ImportBatch, channel_id: str, drafts: Sequence[Draft], post_ids: Sequence[int]
) -> None:
    pairs = list(zip(drafts, post_ids, strict=True))
    sources.remember(batch, POST, {roots.key(channel_id, d.message.ts): pk for d, pk in pairs})
    orphans = {roots.key(channel_id, d.start): pk for d, pk in pairs if d.is_orphan}
    sources.remember(batch, THREAD, orphans)


def already(channel_id: str, stamps: Iterable[str]) -> dict[str, int]:
    """Those of the messages, by their time, that an import brought before, with their posts."""
    keys = {roots.key(channel_id, ts): ts for ts in stamps}
    return {keys[key]: post_id for key, post_id in sources.known(SYSTEM, POST, keys).items()}
