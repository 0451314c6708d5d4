"""Taking an import back: its posts, files, groups and people, as far as nobody else needs them.

What people wrote here since is never deleted with it: a thread that holds a reply, an edit or
another import's reply stays whole, and so do its group and its people. Done in short
transactions, so it can be stopped and started again; readers count anew once, at the end.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from itertools import batched

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.exchange.batches import sources, taken_back
from groundswell.exchange.batches.alone import alone
from groundswell.exchange.batches.leftovers import drop_topics, files_of, unused
from groundswell.exchange.batches.models import BatchState, ImportBatch, SourceId
from groundswell.exchange.batches.progress import Progress, Unwatched
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.files import cleaning
from groundswell.network.groups.models import Group
from groundswell.network.posts.models import Placement, Post, PostTopic
from groundswell.network.reactions.models import Reaction
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import Stream
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Account, Person

AT_ONCE = 200  # threads or people of one transaction


class NoSuchBatch(Refused):
    """Imports are called by their number."""

    message = _lazy("There is no import %(batch)s. The report of an import ends with its number.")


class BatchIsUndone(Refused):
    """Nothing of it is here any more."""

    message = _lazy("Import %(batch)s was taken back on %(day)s already.")


@dataclass(slots=True)
class Undone:
    """How much was taken back, and what stays because people here or another import need it."""

    batch: int
    posts: int = 0
    replies: int = 0
    reactions: int = 0
    files: int = 0
    groups: int = 0
    conversations: int = 0
    people: int = 0
    changes: int = 0
    kept: dict[str, int] = field(default_factory=lambda: {"threads": 0, "groups": 0, "people": 0})


def undo(
    batch_id: int, *, undone_by: Person | None = None, progress: Progress | None = None
) -> Undone:
    """Take an import back; how much of it.

    Raises:
        NoSuchBatch: there is none of that number.
        BatchIsUndone: nothing of it is left.
        AnotherImportRuns: one at a time.
    """
    with alone():
        batch = ImportBatch.objects.filter(pk=batch_id).first()
        if batch is None:
            raise NoSuchBatch(batch=batch_id)
        is_empty = not SourceId.objects.filter(batch=batch).exists()
        if batch.state == BatchState.UNDONE and is_empty and batch.finished_at:
            raise BatchIsUndone(batch=batch_id, day=clock.day_of(batch.finished_at))
        told = progress or Unwatched()
        told.begin("undo", SourceId.objects.filter(batch=batch).count())
        undone = Undone(batch_id, changes=taken_back.take_back(batch, told))
        _threads(batch, undone, told)
        _loose_replies(batch, undone)
        _places(batch, undone, told)
        _memberships(batch, told)
        _people(batch, undone, told)
        _end(batch, undone, undone_by)
    return undone


def _threads(batch: ImportBatch, undone: Undone, told: Progress) -> None:
    post_ids = sources.ids(batch, "post")
    for chunk in batched(sorted(post_ids), AT_ONCE, strict=False):
        with transaction.atomic():
            threads = Post.objects.filter(pk__in=chunk, root=None).select_for_update()
            thread_ids = set(threads.values_list("pk", flat=True))
            kept = _needed(batch, thread_ids)
            undone.kept["threads"] += len(kept)
            gone = thread_ids - kept
            replies = Post.objects.filter(root_id__in=gone).values_list("pk", flat=True)
            _delete(list(replies), undone, is_reply=True)
            _delete(list(gone), undone, is_reply=False)
        told.advance(len(chunk))


def _needed(batch: ImportBatch, thread_ids: Collection[int]) -> set[int]:
    """Those of the threads that hold what this batch did not bring, and nobody removed since."""
    own = SourceId.objects.filter(batch=batch, noun="post").values("noun_id")
    below = Post.objects.filter(root_id__in=thread_ids, removed_at=None)
    strange = below.exclude(pk__in=own).values_list("root_id", flat=True)
    in_thread = Q(post_id__in=thread_ids) | Q(post__root_id__in=thread_ids)
    edited = taken_back.edited_here().filter(in_thread, post__removed_at=None)
    pairs = edited.values_list("post_id", "post__root_id")
    return set(strange) | {root_id or post_id for post_id, root_id in pairs}


def _loose_replies(batch: ImportBatch, undone: Undone) -> None:
    """Replies that this batch brought to threads of others."""
    post_ids = sources.ids(batch, "post")
    for chunk in batched(sorted(post_ids), AT_ONCE, strict=False):
        with transaction.atomic():
            own = SourceId.objects.filter(batch=batch, noun="post").values("noun_id")
            loose = Post.objects.filter(pk__in=chunk).exclude(root=None)
            loose = loose.exclude(root_id__in=own).select_for_update(of=("self",))
            edited = taken_back.edited_here().filter(post=OuterRef("pk"))
            loose = loose.filter(~Exists(edited), answers=None)
            rows = dict(loose.values_list("pk", "root_id"))
            _delete(list(rows), undone, is_reply=True)
            _recount({root_id for root_id in rows.values() if root_id})


def _recount(thread_ids: Collection[int]) -> None:
    living = Count("replies", filter=Q(replies__removed_at=None))
    counted = Post.objects.filter(pk__in=thread_ids).annotate(living=living)
    for post_id, count in counted.values_list("pk", "living"):
        Post.objects.filter(pk=post_id).update(reply_count=count, version=F("version") + 1)


def _delete(post_ids: Sequence[int], undone: Undone, *, is_reply: bool) -> None:
    if not post_ids:
        return
    topic_ids = set(
        PostTopic.objects.filter(post_id__in=post_ids).values_list("topic_id", flat=True)
    )
    file_ids = files_of(post_ids)
    taken_back.forget(list(post_ids))
    undone.reactions += Reaction.objects.filter(post_id__in=post_ids).count()
    Post.objects.filter(pk__in=post_ids).delete()
    undone.files += cleaning.drop(file_ids)
    drop_topics(topic_ids)
    SourceId.objects.filter(noun__in=["post", "thread"], noun_id__in=post_ids).delete()
    undone.replies += len(post_ids) * is_reply
    undone.posts += len(post_ids) * (not is_reply)


def _places(batch: ImportBatch, undone: Undone, told: Progress) -> None:
    for group_id in sources.ids(batch, "group"):
        with transaction.atomic():
            undone.groups += _drop_group(group_id, undone)
        told.advance()
    for stream_id in sources.ids(batch, "conversation"):
        with transaction.atomic():
            undone.conversations += _drop_stream(stream_id, undone, "conversation", stream_id)
        told.advance()


def _drop_group(group_id: int, undone: Undone) -> bool:
    group = Group.objects.filter(pk=group_id).select_for_update(of=("self",)).first()
    if group is None:
        return False
    if Placement.objects.filter(stream_id=group.stream_id).exists():
        undone.kept["groups"] += 1
        return False
    group.delete()
    Account.objects.filter(pk=group_id).delete()
    return _drop_stream(group.stream_id, undone, "group", group_id)


def _drop_stream(stream_id: int, undone: Undone, noun: str, noun_id: int) -> bool:
    if Placement.objects.filter(stream_id=stream_id).exists():
        undone.kept["groups"] += 1
        return False
    Stream.objects.filter(pk=stream_id).delete()
    SourceId.objects.filter(noun="membership", noun_id=stream_id).delete()
    SourceId.objects.filter(noun=noun, noun_id=noun_id).delete()
    return True


def _memberships(batch: ImportBatch, told: Progress) -> None:
    """Memberships that this batch added to groups of others; in those that stay, they stay."""
    own = {
        *Group.objects.filter(pk__in=sources.ids(batch, "group")).values_list("stream", flat=True),
        *sources.ids(batch, "conversation"),
    }
    rows = SourceId.objects.filter(batch=batch, noun="membership").exclude(noun_id__in=own)
    for chunk in batched(rows.values_list("pk", "source_id", "noun_id"), AT_ONCE, strict=False):
        with transaction.atomic():
            users = {key.partition(":")[2] for _, key, _ in chunk}
            person_of = sources.known(batch.system, "person", users)
            for _, key, stream_id in chunk:
                person_id = person_of.get(key.partition(":")[2])
                if person_id and streams.remove_member(stream_id, person_id):
                    counted = Group.objects.filter(stream_id=stream_id)
                    counted.update(member_count=F("member_count") - 1)
            SourceId.objects.filter(pk__in=[pk for pk, _, _ in chunk]).delete()
        told.advance(len(chunk))


def _people(batch: ImportBatch, undone: Undone, told: Progress) -> None:
    made = sources.ids(batch, "person")
    for chunk in batched(sorted(set(made)), AT_ONCE, strict=False):
        with transaction.atomic():
            gone = unused(chunk)
            undone.kept["people"] += len(chunk) - len(gone)
            undone.people += len(gone)
            Person.objects.filter(pk__in=gone).delete()
            Account.objects.filter(pk__in=gone).delete()
            SourceId.objects.filter(noun="person", noun_id__in=gone).delete()
        told.advance(len(chunk))
    SourceId.objects.filter(batch=batch, noun="person", was_here=True).delete()


@transaction.atomic
def _end(batch: ImportBatch, undone: Undone, undone_by: Person | None) -> None:
    batch.state, batch.finished_at = BatchState.UNDONE, clock.now()
    batch.save(update_fields=["state", "finished_at"])
    actor_id = undone_by.pk if undone_by else None
    log.record(actor_id=actor_id, verb="undone", noun="batch", noun_id=batch.pk)
    audit.record(undone_by, "undid import", "batch", batch.pk, **asdict(undone))
