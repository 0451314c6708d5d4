"""A company in memory: lists and dicts, and the rules as they are told to people.

Written from the description of the product, not from its queries. Ids are those that the product
gave, so that both can be compared; moments are those of the steps, one for each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

HANDLE, TOPIC = "@", "#"


class Missing(Exception):
    """It does not exist for whoever asks."""


class Forbidden(Exception):
    """They see it, and may not do that."""


@dataclass(eq=False)
class Person:
    id: int
    name: str
    handle: str
    is_here: bool = True
    has_left: bool = False


@dataclass(eq=False)
class Stream:
    """The organisation, a storyline, a group or a conversation."""

    id: int
    kind: str
    name: str = ""
    group_id: int = 0
    owner: Person | None = None  # of a storyline
    visibility: str = "open"
    members: list[Person] = field(default_factory=list)
    owners: list[Person] = field(default_factory=list)
    asking: dict[Person, datetime] = field(default_factory=dict)
    invited: dict[Person, tuple[Person, datetime]] = field(default_factory=dict)
    is_archived: bool = False
    is_pair: bool = False
    read_up_to: dict[Person, int] = field(default_factory=dict)  # of a conversation
    muted_by: list[Person] = field(default_factory=list)


@dataclass(eq=False)
class Post:
    id: int
    author: Person
    said_at: datetime
    text: str
    kind: str = "post"
    title: str = ""
    thread: Post | None = None
    parent: Post | None = None
    streams: list[Stream] = field(default_factory=list)
    is_removed: bool = False
    removed_by: Person | None = None
    reactions: dict[Person, tuple[str, datetime]] = field(default_factory=dict)
    best: Post | None = None
    is_locked: bool = False
    pinned_in: list[Stream] = field(default_factory=list)
    votes: dict[Person, int] = field(default_factory=dict)  # of a poll by name
    ends_at: datetime | None = None
    named: list[Person] = field(default_factory=list)
    read_out: str = ""  # its text with the names of those it mentions

    @property
    def start(self) -> Post:
        """The post that its thread begins with."""
        return self.thread or self

    @property
    def is_thread(self) -> bool:
        """Whether it begins a thread: messages and replies do not."""
        return not self.thread and all(one.kind != "conversation" for one in self.streams)

    @property
    def words(self) -> list[str]:
        return f"{self.title} {self.text}".lower().split()


@dataclass(eq=False)
class Case:
    """What moderators decided about a post; `until` is for how long its author only reads."""

    id: int
    post: Post
    streams: list[Stream] = field(default_factory=list)  # where it stood when it was reported
    reporters: list[Person] = field(default_factory=list)
    until: list[datetime] = field(default_factory=list)
    is_decided: bool = False


class Company:
    """Who is there, where things are said, and what was said."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.people: list[Person] = []
        self.streams: list[Stream] = []
        self.posts: list[Post] = []
        self.following: dict[tuple[Person, Stream], datetime] = {}
        self.topics: dict[Person, set[str]] = {}
        self.levels: dict[tuple[Person, Stream], str] = {}
        self.cases: list[Case] = []
        self.kept: list[tuple[Person, Post]] = []
        self.mutes: set[tuple[Person, Post]] = set()

    def may_read(self, viewer: Person, stream: Stream) -> bool:
        """The one rule of reading."""
        return stream.visibility == "open" or viewer in stream.members

    def places(self, viewer: Person, post: Post) -> list[Stream]:
        """Where a post stands for the viewer."""
        return [stream for stream in post.start.streams if self.may_read(viewer, stream)]

    def sees(self, viewer: Person, post: Post) -> bool:
        return bool(self.places(viewer, post))

    def exists_for(self, viewer: Person, group: Stream) -> bool:
        """Listed groups for everybody, secret ones for their members."""
        return group.visibility != "secret" or viewer in group.members

    def is_limited(self, person: Person) -> bool:
        """Whether a moderator took writing from them for now."""
        theirs = [case for case in self.cases if case.post.author is person]
        return any(self.now < until for case in theirs for until in case.until)

    def of_kind(self, kind: str) -> list[Stream]:
        return [stream for stream in self.streams if stream.kind == kind]

    def storyline(self, person: Person) -> Stream:
        return next(stream for stream in self.streams if stream.owner is person)

    def replies(self, thread: Post) -> list[Post]:
        """All answers in a thread that are not removed, the oldest first."""
        return [post for post in self.posts if post.thread is thread and not post.is_removed]

    def is_answered(self, question: Post) -> bool:
        return any(reply.author is not question.author for reply in self.replies(question))

    def word(self, post: Post, text: str) -> None:
        """Let a post say this; whoever is not there yet is not named."""
        by_handle = {HANDLE + person.handle: person for person in self.people}
        words = text.split()
        post.text = text
        post.named = [by_handle[word] for word in words if word in by_handle]
        post.read_out = " ".join(
            HANDLE + by_handle[word].name if word in by_handle else word for word in words
        )

    def owns_a_place(self, person: Person, post: Post) -> bool:
        return any(person in stream.owners for stream in post.start.streams)
