"""What waits for whom: a notice says since when, what it stands for is looked up in the company."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from tests.network.plain.company import Held, Person, Post, Right, Stream
from tests.network.plain.deeds import Deeds

A_MOMENT = timedelta(microseconds=1)
OF_GROUP_LIFE = {"archived", "owner", "member", "welcomed", "turned away", "dismissed"}
SINGLE = OF_GROUP_LIFE | {
    "held", "verdict", "delegation", "announcement", "call", "best", "decision", "outcome",
}  # fmt: skip

type About = Post | Stream | Held | Right | int | None
type Key = tuple[Person, str, About]


@dataclass
class Notice:
    since: datetime
    read_at: datetime | None = None


class Cause(NamedTuple):
    """Somebody did something at a moment."""

    actor: Person
    at: datetime


class Bundle(NamedTuple):
    """What an inbox says: of which kind, about what, who did it, and how often."""

    kind: str
    about: int
    people: frozenset[str]
    things: int
    is_read: bool


class Notified(Deeds):
    """A company whose people hear of what concerns them."""

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.notices: dict[Key, Notice] = {}

    # Telling: each person once of one event, by what concerns them most

    def tell_of_post(self, post: Post) -> None:
        told = set(post.writers)
        for person, kind, about in self._concerned(post):
            if person not in told:
                told.add(person)
                self.tell(person, kind, about)

    def _concerned(self, post: Post) -> Iterator[Key]:
        """Those it names, whom it answers, who is in its thread, whom it addresses or calls.

        And who hears all of its groups.
        """
        yield from ((person, "mention", post.start) for person in post.named)
        if post.thread:
            answered = (post.parent or post.thread).writers
            yield from ((person, "answer", post.thread) for person in answered)
            yield from ((person, "thread", post.thread) for person in self._writers(post.thread))
            return
        if post.announced:
            yield from ((person, "announcement", post) for person in self.addressed(post))
        yield from ((person, "call", post) for person in self._called(post))
        for stream in sorted(post.streams, key=lambda stream: stream.id):
            for person in self.people:
                if self.levels.get((person, stream)) == "all":
                    yield person, "news", stream

    def _called(self, post: Post) -> list[Person]:
        """Members of the groups that it calls who may read it, and want to hear of the group."""
        return [
            person
            for person in self.people
            if self.sees(person, post)
            and any(
                person in group.members and not self._hears_nothing(person, group)
                for group in post.called
            )
        ]

    def tell_of_reminder(self, post: Post) -> None:
        """Who has not acknowledged it hears of it anew, even if it waits already."""
        for person in self.missing(post):
            self.notices.pop((person, "announcement", post), None)
            self.tell(person, "announcement", post)

    def tell_deciders(self, held: Held) -> None:
        for person in self.people:
            if self.decides(person, held):
                self.tell(person, "held", held)

    def tell_of_edit(self, post: Post) -> None:
        """Whom it names now; who heard already that the thread names them hears it once."""
        for person in post.named:
            is_new = (person, "mention", post.start) not in self.notices
            if is_new and person not in post.writers:
                self._tell(person, "mention", post.start, since=post.said_at)

    def tell(self, person: Person, kind: str, about: About) -> None:
        self._tell(person, kind, about)

    def _tell(self, person: Person, kind: str, about: About, since: datetime | None = None) -> None:
        if not person.is_here:
            return
        thread = about.start if isinstance(about, Post) else None
        if thread is not None and self._is_unwelcome(person, kind, thread):
            return
        known = self.notices.get((person, kind, about))
        if known is None or known.read_at is not None:
            self.notices[person, kind, about] = Notice(since or self.now)

    def _is_unwelcome(self, person: Person, kind: str, thread: Post) -> bool:
        is_loud = kind in {"mention", "announcement"}
        is_muted = (person, thread) in self.mutes and not is_loud
        silent = [stream for stream in thread.streams if self._hears_nothing(person, stream)]
        return is_muted or bool(silent)

    def _hears_nothing(self, person: Person, stream: Stream) -> bool:
        return self.levels.get((person, stream)) == "none"

    def _writers(self, thread: Post) -> list[Person]:
        return [
            person
            for person in self.people
            if any(post.start is thread and post.hand is person for post in self.posts)
        ]

    # What a notice stands for

    def causes(self, person: Person, kind: str, about: About, notice: Notice) -> list[Cause]:
        """What happened since, as far as it still holds; not what came after it was read."""
        if kind in SINGLE:
            actor = self._actor(person, kind, about)
            return [Cause(actor, notice.since)] if actor else []
        if kind == "invitation" and isinstance(about, Stream):
            return [Cause(*about.invited[person])] if person in about.invited else []
        until = notice.read_at or self.now
        happened = self._happened(person, kind, about)
        return [one for one in happened if notice.since <= one.at <= until]

    def _actor(self, person: Person, kind: str, about: About) -> Person | None:
        """Who did what happens once, while it still holds."""
        if isinstance(about, Held):
            return about.author if about in self.held else None
        if isinstance(about, Right):
            return about.leader if about in self.rights else None
        if isinstance(about, Post):
            holds = {
                "best": about.best is not None and about.best.author is person,
                "announcement": not about.is_removed,
                "call": not about.is_removed and bool(about.called),
            }
            return about.author if holds[kind] else None
        return person  # a case of moderation, or a group

    def _happened(self, person: Person, kind: str, about: About) -> list[Cause]:
        if kind == "reaction" and isinstance(about, Post):
            given = {} if about.is_removed else about.reactions
            return [Cause(who, at) for who, (_, at) in given.items() if who is not person]
        if kind == "follow":
            own, following = self.storyline(person), self.following.items()
            return [Cause(w, at) for (w, what), at in following if what is own and w is not person]
        if kind == "request" and isinstance(about, Stream):
            return [Cause(who, at) for who, at in about.asking.items()]
        others = [post for post in self.posts if not post.is_removed and person not in post.writers]
        concerning = (post for post in others if self._concerns(person, kind, about, post))
        return [Cause(post.author, post.said_at) for post in concerning]

    def _concerns(self, person: Person, kind: str, about: About, post: Post) -> bool:
        """Whether a post is what a mention, an answer, a reply or news speak of."""
        is_named = person in post.named
        if kind == "mention":
            return is_named and post.start is about
        if kind == "news":
            return about in post.streams and not is_named
        if post.thread is not about or is_named:
            return False
        answered = (post.parent or post.start).writers
        return (kind == "answer") == (person in answered)

    # Reading

    def close(self, kind: str, about: About) -> None:
        """What was waited for is done."""
        for (_person, what, which), notice in self.notices.items():
            if (what, which) == (kind, about):
                notice.read_at = notice.read_at or self.now

    def settle(self) -> None:
        """What lost its cause waits for nobody."""
        for (person, kind, about), notice in self.notices.items():
            if notice.read_at is None and not self.causes(person, kind, about, notice):
                notice.read_at = self.now

    def read_thread(self, person: Person, thread: Post, up_to: datetime | None = None) -> None:
        """All that happened in a thread is seen, or what happened until that moment."""
        for (who, kind, about), notice in self.notices.items():
            if who is person and isinstance(about, Post) and about.start is thread:
                causes = self.causes(person, kind, about, notice)
                if up_to is None or all(cause.at <= up_to for cause in causes):
                    notice.read_at = notice.read_at or self.now
                elif notice.read_at is None and notice.since <= up_to:
                    notice.since = up_to + A_MOMENT

    def read_all(self, person: Person) -> None:
        for (who, *_), notice in self.notices.items():
            if who is person:
                notice.read_at = notice.read_at or self.now

    def inbox(self, viewer: Person) -> list[Bundle]:
        """All bundles of the viewer, waiting or read, as far as what they are about exists."""
        gathered: dict[tuple[str, int, bool], list[Cause]] = {}
        for (person, kind, about), notice in self.notices.items():
            if person is viewer and self._still_exists(viewer, kind, about):
                causes = self.causes(person, kind, about, notice)
                key = (kind, id_of(about), notice.read_at is not None)
                if causes:
                    gathered.setdefault(key, []).extend(causes)
        return [
            Bundle(kind, about, frozenset(c.actor.name for c in causes), len(causes), is_read)
            for (kind, about, is_read), causes in gathered.items()
        ]

    def _still_exists(self, viewer: Person, kind: str, about: About) -> bool:
        if isinstance(about, Post):
            return self.sees(viewer, about)
        if isinstance(about, Held):
            is_known = about in self.held
            return is_known and (viewer in about.post.writers or self.decides(viewer, about))
        if isinstance(about, Right):
            return self.right(about.delegate, about.leader) is about
        return not isinstance(about, Stream) or self._concerns_still(viewer, kind, about)

    def _concerns_still(self, viewer: Person, kind: str, group: Stream) -> bool:
        if kind in OF_GROUP_LIFE:
            return self.exists_for(viewer, group) and self._is_so(viewer, kind, group)
        return {
            "news": self.may_read(viewer, group),
            "invitation": not group.is_archived,
            "request": viewer in group.owners,
        }[kind]

    def _is_so(self, viewer: Person, kind: str, group: Stream) -> bool:
        """Whether what was told of a group is still so."""
        is_in, is_owner = viewer in group.members, viewer in group.owners
        return {
            "archived": group.is_archived,
            "owner": is_owner,
            "member": is_in and not is_owner,
            "welcomed": is_in,
            "turned away": not is_in,
            "dismissed": not is_in,
        }[kind]

    def tell_of_archiving(self, group: Stream, actor: Person) -> None:
        """Its owners, and who hears all of it."""
        for person in self.people:
            hears_all = self.levels.get((person, group)) == "all"
            if person is not actor and (hears_all or person in group.owners):
                self.tell(person, "archived", group)

    def waiting(self, viewer: Person) -> frozenset[tuple[str, int]]:
        """What the number in the frame counts."""
        return frozenset((one.kind, one.about) for one in self.inbox(viewer) if not one.is_read)

    def open_for(self, viewer: Person) -> frozenset[tuple[str, int]]:
        """The same, with what does not exist for the viewer at present."""
        return frozenset(
            (kind, id_of(about))
            for (person, kind, about), notice in self.notices.items()
            if person is viewer and notice.read_at is None
        )


def id_of(about: About) -> int:
    """What a bundle is about: the thread, the group, or the stream that has news."""
    if isinstance(about, Post):
        return about.start.id
    if isinstance(about, Stream):
        return about.group_id
    if isinstance(about, Held | Right):
        return about.id
    return about or 0
