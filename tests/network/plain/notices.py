"""What waits for whom: a notice says since when, what it stands for is looked up in the company."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tests.network.plain.company import Person, Post, Stream
from tests.network.plain.deeds import Deeds

OF_GROUP_LIFE = {"archived", "owner", "member", "welcomed", "turned away", "dismissed"}

type About = Post | Stream | int | None
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
        told = {post.author}
        for person, kind, about in self._concerned(post):
            if person not in told:
                told.add(person)
                self.tell(person, kind, about)

    def _concerned(self, post: Post) -> Iterator[Key]:
        """Those it names, whom it answers, those in its thread, who hears all of its groups."""
        yield from ((person, "mention", post.start) for person in post.named)
        if post.thread:
            yield (post.parent or post.thread).author, "answer", post.thread
            yield from ((person, "thread", post.thread) for person in self._writers(post.thread))
            return
        for stream in sorted(post.streams, key=lambda stream: stream.id):
            for person in self.people:
                if self.levels.get((person, stream)) == "all":
                    yield person, "news", stream

    def tell_of_edit(self, post: Post) -> None:
        """Whom it names now; who heard already that the thread names them hears it once."""
        for person in post.named:
            is_new = (person, "mention", post.start) not in self.notices
            if is_new and person is not post.author:
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
        is_muted = (person, thread) in self.mutes and kind != "mention"
        silent = [stream for stream in thread.streams if self._hears_nothing(person, stream)]
        return is_muted or bool(silent)

    def _hears_nothing(self, person: Person, stream: Stream) -> bool:
        return self.levels.get((person, stream)) == "none"

    def _writers(self, thread: Post) -> list[Person]:
        return [
            person
            for person in self.people
            if any(post.start is thread and post.author is person for post in self.posts)
        ]

    # What a notice stands for

    def causes(self, person: Person, kind: str, about: About, notice: Notice) -> list[Cause]:
        """What happened since, as far as it still holds; not what came after it was read."""
        if isinstance(about, int) or kind in OF_GROUP_LIFE:  # a case of moderation, or a group
            return [Cause(person, notice.since)]
        if kind == "best" and isinstance(about, Post):
            is_theirs = about.best is not None and about.best.author is person
            return [Cause(about.author, notice.since)] if is_theirs else []
        if kind == "invitation" and isinstance(about, Stream):
            return [Cause(*about.invited[person])] if person in about.invited else []
        until = notice.read_at or self.now
        happened = self._happened(person, kind, about)
        return [one for one in happened if notice.since <= one.at <= until]

    def _happened(self, person: Person, kind: str, about: About) -> list[Cause]:
        if kind == "reaction" and isinstance(about, Post):
            given = {} if about.is_removed else about.reactions
            return [Cause(who, at) for who, (_, at) in given.items() if who is not person]
        if kind == "follow":
            own, following = self.storyline(person), self.following.items()
            return [Cause(w, at) for (w, what), at in following if what is own and w is not person]
        if kind == "request" and isinstance(about, Stream):
            return [Cause(who, at) for who, at in about.asking.items()]
        others = [post for post in self.posts if not post.is_removed and post.author is not person]
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
        answered = (post.parent or post.start).author
        return (kind == "answer") == (answered is person)

    # Reading

    def settle(self) -> None:
        """What lost its cause waits for nobody."""
        for (person, kind, about), notice in self.notices.items():
            if notice.read_at is None and not self.causes(person, kind, about, notice):
                notice.read_at = self.now

    def read_thread(self, person: Person, thread: Post) -> None:
        for (who, _kind, about), notice in self.notices.items():
            if who is person and isinstance(about, Post) and about.start is thread:
                notice.read_at = notice.read_at or self.now

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
        if kind == "news" and isinstance(about, Stream):
            return self.may_read(viewer, about)
        if kind == "invitation" and isinstance(about, Stream):
            return not about.is_archived
        if kind == "request" and isinstance(about, Stream):
            return viewer in about.owners
        if kind in OF_GROUP_LIFE and isinstance(about, Stream):
            return self.exists_for(viewer, about) and self._is_so(viewer, kind, about)
        return True

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
    return about or 0
