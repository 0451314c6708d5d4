"""The beginnings of threads: found for replies, counted, and put above orphans when they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from groundswell.activity import log
from groundswell.exchange.batches import sources
from groundswell.exchange.batches.models import SourceId
from groundswell.exchange.slack import records
from groundswell.exchange.slack.drafts import Draft
from groundswell.exchange.slack.people import SYSTEM
from groundswell.foundation import ids
from groundswell.network.posts.models import Origin, Placement, Post

POST, THREAD = "post", "thread"
AT_ONCE = 500


def key(channel_id: str, ts: str) -> str:
    """How a message is known: its time is its id within its channel."""
    return f"{channel_id}:{ts}"


@dataclass(frozen=True, slots=True)
class Root:
    """The beginning of a thread."""

    id: int
    author_id: int


@dataclass(slots=True)
class NewPost:
    """A post about to be stored: a model of it would cost as much as storing it."""

    id: int
    root_id: int | None
    author_id: int
    source: str
    html: str
    published_at: datetime
    edited_at: datetime | None
    removed_at: datetime | None
    reaction_counts: dict[str, int]
    is_orphan: bool
    version: int
    origin: str = Origin.IMPORT
    reply_count: int = 0
    answered_at: datetime | None = None


@dataclass(slots=True)
class Roots:
    """The beginnings of one conversation's threads that replies have asked for, by their time."""

    found: dict[str, Root] = field(default_factory=dict)

    def of_messages(
        self, channel_id: str, drafts: Sequence[Draft], post_ids: Sequence[int]
    ) -> dict[str, Root]:
        """The beginnings of all threads that some messages begin or answer.

        An orphan stands for the beginning that is missing.
        """
        here = {
            draft.start: Root(post_id, draft.author_id)
            for draft, post_id in zip(drafts, post_ids, strict=True)
            if draft.begins
        }
        asked = {draft.message.thread_ts for draft in drafts if not draft.begins}
        missing = [ts for ts in asked if ts not in here and ts not in self.found]
        return {**self.found, **_stored(channel_id, missing), **here}

    def add(self, fresh: Mapping[str, Root]) -> None:
        """Keep what was written."""
        self.found.update(fresh)


def known(channel_id: str, earliest: Mapping[str, str]) -> set[str]:
    """Those beginnings of threads that an import brought before, or an earlier orphan for them.

    `earliest` names, by the beginning that an export lacks, its earliest reply there.
    """
    keys = {key(channel_id, start): start for start in earliest}
    here = {keys[one] for one in sources.known(SYSTEM, POST, keys)}
    for one, orphan_id in sources.known(SYSTEM, THREAD, keys).items():
        if orphan_id < ids.floor(records.instant(earliest[keys[one]])):
            here.add(keys[one])
    return here


def count(posts: Sequence[NewPost]) -> None:
    """Count replies on their threads; `posts` are about to be stored and may be threads.

    As everywhere, the first reply by another person than the author is the answer.
    """
    here = {post.id: post for post in posts}
    elsewhere: dict[int, list[NewPost]] = {}
    for post in posts:
        if post.root_id is None:
            continue
        if root := here.get(post.root_id):
            root.reply_count += 1
            if root.answered_at is None and root.author_id != post.author_id:
                root.answered_at = post.published_at
        else:
            elsewhere.setdefault(post.root_id, []).append(post)
    _count_elsewhere(elsewhere)


def adopt(channel_id: str, drafts: Sequence[Draft], post_ids: Sequence[int]) -> None:
    """Put threads that came now above the orphans that stood for them since an earlier import.

    An orphan that is earlier than the one that stood there takes its place.
    """
    begun = {
        key(channel_id, draft.start): post_id
        for draft, post_id in zip(drafts, post_ids, strict=True)
        if draft.begins
    }
    orphans = sources.known(SYSTEM, THREAD, begun)
    for start, orphan_id in orphans.items():
        _adopt(begun[start], orphan_id)
    SourceId.objects.filter(system=SYSTEM, noun=THREAD, source_id__in=list(orphans)).delete()


def _adopt(thread_id: int, orphan_id: int) -> None:
    below = Post.objects.filter(Q(root_id=orphan_id) | Q(pk=orphan_id))
    replies = list(below.filter(removed_at=None).order_by("pk"))
    below.update(root_id=thread_id)
    Post.objects.filter(pk=orphan_id).update(
        is_orphan=False, reply_count=0, answered_at=None, version=F("version") + 1
    )
    here = Placement.objects.filter(post_id=thread_id).values("stream_id")
    places = Placement.objects.filter(post_id=orphan_id)
    for pinned in places.exclude(pinned_at=None):
        Placement.objects.filter(post_id=thread_id, stream_id=pinned.stream_id).update(
            pinned_at=pinned.pinned_at
        )
    elsewhere = list(places.exclude(stream_id__in=here).values_list("stream_id", "pinned_at"))
    places.delete()
    Placement.objects.bulk_create(
        Placement(stream_id=stream_id, post_id=thread_id, pinned_at=pinned_at)
        for stream_id, pinned_at in elsewhere
    )
    _count_elsewhere({thread_id: replies})
    log.record(actor_id=None, verb="moved", noun="post", noun_id=orphan_id)


def _count_elsewhere(replies: Mapping[int, Sequence[NewPost | Post]]) -> None:
    if not replies:
        return
    author_of = dict(Post.objects.filter(pk__in=replies).values_list("pk", "author_id"))
    changed = [
        Post(
            id=root_id,
            reply_count=F("reply_count") + len(below),
            version=F("version") + 1,
            answered_at=_answered(below, author_of[root_id]),
        )
        for root_id, below in replies.items()
    ]
    columns = ["reply_count", "version", "answered_at"]
    Post.objects.bulk_update(changed, columns, batch_size=100)


def _answered(replies: Sequence[NewPost | Post], author_id: int) -> Combinable:
    answers = [reply.published_at for reply in replies if reply.author_id != author_id]
    kept = F("answered_at")
    return Coalesce(kept, Value(min(answers))) if answers else kept


def _stored(channel_id: str, starts: Sequence[str]) -> dict[str, Root]:
    post_ids = _ids(channel_id, starts)
    rows = Post.objects.filter(pk__in=post_ids.values()).values_list("pk", "author_id")
    author_of = dict(rows)
    return {ts: Root(pk, author_of[pk]) for ts, pk in post_ids.items()}


def _ids(channel_id: str, starts: Sequence[str]) -> dict[str, int]:
    keys = {key(channel_id, ts): ts for ts in starts}
    found = {**sources.known(SYSTEM, THREAD, keys), **sources.known(SYSTEM, POST, keys)}
    return {keys[source_id]: post_id for source_id, post_id in found.items()}
