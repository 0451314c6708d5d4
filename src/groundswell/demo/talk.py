"""All that was said in the company, as it comes about: threads, replies and reactions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from groundswell.demo.member import Member
from groundswell.demo.showing import Shown


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody pressed one of the five."""

    by: Member
    name: str
    at: datetime


@dataclass(slots=True, eq=False, kw_only=True)
class Said:
    """A thread's start (no `thread`), or a reply in one. `parent` is the reply that it answers."""

    author: Member
    at: datetime
    source: str
    room: str
    sort: str  # scene, broadcast, waiting, storyline, note or short
    is_first: bool = False  # the first thread that its author ever began
    language: str = "en"
    kind: str = "post"
    title: str = ""
    thread: Said | None = None
    parent: Said | None = None
    best: Said | None = None
    acted_by: Member | None = None
    topics: Sequence[str] = ()
    source_before: str = ""
    edited_at: datetime | None = None
    removed_at: datetime | None = None
    pinned_at: datetime | None = None
    shown: Shown | None = None
    replies: list[Said] = field(default_factory=list)
    reactions: dict[int, Reacted] = field(default_factory=dict)  # by the person's number

    @property
    def start(self) -> Said:
        """The thread that it belongs to: itself, when it begins one."""
        return self.thread or self


class Talk:
    """Keeps what was said, and who contributed where in which week.

    What an office posts for somebody is said in their voice, and counts for nobody.
    """

    def __init__(self, hand_of: Callable[[Said], Member | None]) -> None:
        self._hand_of = hand_of
        self.order: list[Said] = []  # as it came about, which is not quite that of time
        self.threads: list[Said] = []
        self.by_room: dict[str, list[Said]] = defaultdict(list)
        self.by_person: dict[int, Counter[int]] = defaultdict(Counter)  # week → person → how much
        self.by_place: Counter[tuple[str, int]] = Counter()  # room and week
        self.has_asked: set[int] = set()  # those who have begun a thread

    def begin(self, said: Said, week: int) -> None:
        """Keep a new thread."""
        said.is_first = said.author.number not in self.has_asked
        self.threads.append(said)
        self.by_room[said.room].append(said)
        self.has_asked.add(said.author.number)
        self._say(said, week)

    def answer(self, said: Said, week: int) -> None:
        """Keep a reply."""
        said.start.replies.append(said)
        self._say(said, week)

    def react(self, said: Said, reacted: Reacted, week: int) -> None:
        """Keep a reaction; one a person and post."""
        said.reactions[reacted.by.number] = reacted
        self._count(reacted.by, said.room, week)

    def _say(self, said: Said, week: int) -> None:
        self.order.append(said)
        said.acted_by = self._hand_of(said)
        if said.acted_by is None:
            self._count(said.author, said.room, week)

    def _count(self, member: Member, room: str, week: int) -> None:
        self.by_person[week][member.number] += 1
        self.by_place[room, week] += 1

    def everything(self) -> list[Said]:
        """Threads and replies in the order of time."""
        return sorted(self.order, key=lambda said: said.at)
