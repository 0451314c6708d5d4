"""Notices as they are shown: bundled by thread and kind, with who did it and what was said last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from groundswell.foundation import ids, sql
from groundswell.network.groups.models import Group
from groundswell.network.notifications.models import OF_GROUP_LIFE, Kind
from groundswell.network.posts import text
from groundswell.network.posts.models import Post
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
NAMED = 2  # people whose names a bundle tells
OF_GROUPS = frozenset({Kind.INVITATION, Kind.REQUEST, Kind.NEWS, *OF_GROUP_LIFE})
TITLE, EXCERPT = 90, 160  # letters


class Line(NamedTuple):
    """A notice that its person may be told of."""

    id: int
    kind: str
    subject_id: int
    thread_id: int | None
    since_id: int
    read_at: datetime | None
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who did something."""

    id: int
    name: str
    photo: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """What happened of one kind in one thread (or group, or to oneself) since it was last read."""

    notice_ids: tuple[int, ...]
    kind: str
    actors: tuple[Actor, ...]
    people: int
    things: int
    title: str
    excerpt: str
    thread_id: int
    post_id: int
    group_id: int
    subject_id: int
    at: datetime
    is_read: bool

    @property
    def id(self) -> int:
        return self.notice_ids[0]


class Fact(NamedTuple):
    """Who did something, to which post at last (0: to none), when at last, and how often."""

    notice_id: int
    actor_id: int
    post_id: int
    at: datetime
    times: int

    @property
    def moment(self) -> int:
        """When it last happened, as an id minted then."""
        return max(self.post_id, ids.floor(self.at))


def facts(notice_ids: Iterable[int]) -> list[Fact]:
    """What the notices stand for. Whoever calls has made sure that their people may know it."""
    wanted = list(notice_ids)
    rows = QUERIES.tuples("facts", notices=wanted) if wanted else []
    return [Fact(notice, who, post, _instant(at), times) for notice, who, post, at, times in rows]


def _instant(at: datetime | str) -> datetime:
    # SQLite tells no more, of the greatest of some instants, than how it keeps them.
    return datetime.fromisoformat(at).replace(tzinfo=UTC) if isinstance(at, str) else at


def bundles(notices: Sequence[Line]) -> list[Bundle]:
    """Notices of one person in words' reach, the newest first; those without a cause are left out.

    Four queries, however many they are.
    """
    known = defaultdict(list)
    for fact in facts(notice.id for notice in notices):
        known[fact.notice_id].append(fact)
    gathered: dict[tuple[object, ...], list[Line]] = defaultdict(list)
    for notice in notices:
        if known[notice.id]:
            subject = notice.thread_id or notice.subject_id
            gathered[notice.kind, subject, notice.read_at is None].append(notice)
    told = [
        (group, sorted((f for n in group for f in known[n.id]), key=lambda f: f.at, reverse=True))
        for group in gathered.values()
    ]
    told.sort(key=lambda one: one[1][0].at, reverse=True)
    return _hydrated(told)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the bundles of a page speak of."""

    posts: Mapping[int, Post]
    people: Mapping[int, Person]
    groups: Mapping[tuple[bool, int], Group]


def _hydrated(told: Sequence[tuple[Sequence[Line], Sequence[Fact]]]) -> list[Bundle]:
    notices = [notice for group, _ in told for notice in group]
    newest = {facts[0].post_id for _, facts in told}
    named = {person_id for _, facts in told for person_id in _in_order(facts)[:NAMED]}
    known = _Known(
        posts=_posts(newest | _last_of_named(told) | {notice.thread_id or 0 for notice in notices}),
        people=Person.objects.in_bulk(named),
        groups=_groups(notices),
    )
    return [_bundle(group, facts, known) for group, facts in told]


def _bundle(notices: Sequence[Line], facts: Sequence[Fact], known: _Known) -> Bundle:
    first, newest, who = notices[0], facts[0], _in_order(facts)
    thread, post = known.posts.get(first.thread_id or 0), known.posts.get(newest.post_id)
    is_group = first.kind in OF_GROUPS
    group = known.groups.get(_named_by(first)) if is_group else None
    people = [known.people[person_id] for person_id in who[:NAMED]]
    return Bundle(
        notice_ids=tuple(notice.id for notice in notices),
        kind=first.kind,
        actors=tuple(_actor(person, facts, known) for person in people),
        people=len(who),
        things=sum(fact.times for fact in facts),
        title=_title(thread) if thread else group.name if group else "",
        # What has no title is called by its beginning: it need not be said twice.
        excerpt=_excerpt(post) if post and (post != thread or post.title) else "",
        thread_id=first.thread_id or 0,
        post_id=newest.post_id,
        group_id=group.pk if group else 0,
        subject_id=first.subject_id,
        at=newest.at,
        is_read=first.read_at is not None,
    )


def _last_of_named(told: Sequence[tuple[Sequence[Line], Sequence[Fact]]]) -> set[int]:
    found: set[int] = set()
    for _notices, facts in told:
        latest = {fact.actor_id: fact.post_id for fact in reversed(facts)}
        found.update(latest[person_id] for person_id in _in_order(facts)[:NAMED])
    return found


def _actor(person: Person, facts: Sequence[Fact], known: _Known) -> Actor:
    """Somebody, and who posted for them when what they said last was posted by a delegate."""
    fact = next(fact for fact in facts if fact.actor_id == person.pk)
    post = known.posts.get(fact.post_id)
    name = said_by(post, person.name) if post and post.author_id == person.pk else person.name
    return Actor(person.pk, name, person.photo)


def said_by(post: Post, name: str) -> str:
    """Whose post it is, and who posted it for them."""
    hand = post.acted_by
    if hand is None or hand.pk == post.author_id:
        return name
    return _("%(hand)s for %(name)s") % {"hand": hand.name, "name": name}


def _in_order(facts: Iterable[Fact]) -> list[int]:
    return list(dict.fromkeys(fact.actor_id for fact in facts))


def _posts(post_ids: Iterable[int]) -> dict[int, Post]:
    shown = ("title", "html", "removed_at", "root_id", "author_id", "acted_by__name")
    posts = Post.objects.select_related("acted_by").only(*shown)
    return posts.in_bulk(set(post_ids) - {0})


def _named_by(notice: Line) -> tuple[bool, int]:
    """What a notice calls its group: news know the stream, the others the group."""
    return notice.kind == Kind.NEWS, notice.subject_id


def _groups(notices: Iterable[Line]) -> dict[tuple[bool, int], Group]:
    told = [notice for notice in notices if notice.thread_id is None]
    streams = {notice.subject_id for notice in told if notice.kind == Kind.NEWS}
    ids = {notice.subject_id for notice in told if notice.kind in OF_GROUPS - {Kind.NEWS}}
    found = Group.objects.in_bulk(ids)
    by_stream = Group.objects.filter(stream_id__in=streams)
    by_id = {(False, pk): group for pk, group in found.items()}
    return by_id | {(True, group.stream_id): group for group in by_stream if streams}


def _title(thread: Post) -> str:
    if thread.removed_at is not None:
        return ""
    return thread.title or text.excerpt(text.plain_text(thread.html), TITLE)


def _excerpt(post: Post) -> str:
    is_said = post.removed_at is None
    return text.excerpt(text.plain_text(post.html), EXCERPT) if is_said else ""
