"""What was written: it tells those it names, those it answers, and those in its thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from groundswell.activity.log import Entry
from groundswell.foundation import ids, sql
from groundswell.network.notifications import announcing, calling
from groundswell.network.notifications.models import Kind, Level, Notice
from groundswell.network.notifications.telling.told import Told
from groundswell.network.posts.models import Mention, Post

QUERIES = sql.folder(__package__)
WRITTEN = frozenset({"published", "replied"})

type Pairs = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Said:
    """What was written: where, by whom, in answer to whom, and when it was said or changed."""

    id: int
    thread_id: int
    author_id: int
    acted_by_id: int | None
    answered_ids: frozenset[int]
    is_new: bool
    at: datetime


def about_posts(entries: Sequence[Entry]) -> Iterator[Told]:
    """Of what was written hear those it names, those it answers, and those in its thread."""
    said = _said(entries)
    named = _named([post.id for post in said])
    inside = _inside({post.thread_id for post in said if post.is_new and post.id != post.thread_id})
    hearing = _hearing([post.id for post in said if post.is_new and post.id == post.thread_id])
    addressed = announcing.addressed([post.id for post in said if post.is_new])
    called = calling.of_posts([post.id for post in said if post.is_new])
    known = _known_mentions(said)
    for post in said:
        people = [(Kind.MENTION, post.thread_id, person) for person in named[post.id]]
        if post.is_new:
            people += [
                (Kind.ANSWER, post.thread_id, person) for person in sorted(post.answered_ids)
            ]
            told_already = {person for _, _, person in people}
            unaware = _unaware(post, inside[post.thread_id], told_already)
            people += [(Kind.THREAD, post.thread_id, person) for person in unaware]
            people += [(Kind.ANNOUNCEMENT, post.id, one) for one in addressed.get(post.id, ())]
            people += [(Kind.CALL, post.thread_id, one) for one in called.get(post.id, ())]
            people += [(Kind.NEWS, stream, person) for stream, person in hearing[post.id]]
        else:
            people = [each for each in people if (each[2], post.thread_id) not in known]
        yield from _each_once(post, people)


def _each_once(post: Said, people: Iterable[tuple[Kind, int, int]]) -> Iterator[Told]:
    told_already = {post.author_id, post.acted_by_id}
    for kind, subject_id, person_id in people:
        if person_id not in told_already:
            told_already.add(person_id)
            thread_id = None if kind == Kind.NEWS else post.thread_id
            yield Told(person_id, kind, subject_id, thread_id, post.id, post.at)


def _said(entries: Sequence[Entry]) -> list[Said]:
    new = {entry.noun_id for entry in entries if entry.verb in WRITTEN and entry.noun == "post"}
    changed = {e.noun_id: e.happened_at for e in entries if e.verb == "edited"}
    posts = Post.objects.filter(pk__in=new | changed.keys(), removed_at=None).order_by("pk")
    rows = posts.values_list(
        "pk",
        "root_id",
        "author_id",
        "acted_by_id",
        "parent__author_id",
        "parent__acted_by_id",
        "root__author_id",
        "root__acted_by_id",
    )
    return [
        Said(
            id=pk,
            thread_id=root or pk,
            author_id=author,
            acted_by_id=acted_by,
            answered_ids=_pair(hearing[:2]) or _pair(hearing[2:]),
            is_new=pk in new,
            at=ids.instant_of(pk) if pk in new else changed[pk],
        )
        for pk, root, author, acted_by, *hearing in rows
    ]


def _pair(people: Sequence[int | None]) -> frozenset[int]:
    """Whose post it is that is answered, and the delegate who posted it."""
    return frozenset(person for person in people if person is not None)


def _named(post_ids: Sequence[int]) -> Pairs:
    found = defaultdict(list)
    people = Mention.objects.filter(post_id__in=post_ids, account__person__isnull=False)
    for post_id, person_id in people.values_list("post_id", "account_id"):
        found[post_id].append(person_id)
    return found


def _known_mentions(said: Sequence[Said]) -> set[tuple[int, int]]:
    """Who was told before that a thread names them: an edit tells nobody twice."""
    threads = [post.thread_id for post in said if not post.is_new]
    notices = Notice.objects.filter(kind=Kind.MENTION, subject_id__in=threads)
    return set(notices.values_list("person_id", "subject_id")) if threads else set()


def _inside(thread_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """Who wrote in the threads and has no open notice of them, and up to where they read."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    threads = sorted(thread_ids)
    rows = QUERIES.tuples("inside", threads=threads) if threads else ()
    for thread_id, person_id, read_up_to in rows:
        found[thread_id][person_id] = read_up_to
    return found


def _unaware(post: Said, people: dict[int, int], told_already: Collection[int]) -> list[int]:
    """Those in the thread who are told by this post; by the next ones they are told already."""
    others = {post.author_id, post.acted_by_id, *told_already}
    unaware = [
        person_id
        for person_id, read_up_to in people.items()
        if read_up_to < post.id and person_id not in others
    ]
    for person_id in unaware:
        del people[person_id]
    return unaware


def _hearing(post_ids: Sequence[int]) -> Mapping[int, Sequence[tuple[int, int]]]:
    """Who wants to hear all of the groups in which the threads stand."""
    found = defaultdict(list)
    rows = QUERIES.tuples("hearing", posts=list(post_ids), level=Level.ALL) if post_ids else ()
    for post_id, stream_id, person_id in rows:
        found[post_id].append((stream_id, person_id))
    return found
