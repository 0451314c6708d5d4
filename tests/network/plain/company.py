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
    function: str = ""
    site: str = ""
    level: str = ""
    manager: Person | None = None
    is_announcer: bool = False
    is_moderator: bool = False
    is_asked_about: str = ""  # a word of the questions that they like to be asked


@dataclass(eq=False)
class Stream:
    """The organisation, a storyline, a group or a conversation."""

    id: int
    kind: str
    name: str = ""
    group_id: int = 0
    handle: str = ""  # of a listed group
    owner: Person | None = None  # of a storyline
    visibility: str = "open"
    members: list[Person] = field(default_factory=list)
    owners: list[Person] = field(default_factory=list)
    asking: dict[Person, datetime] = field(default_factory=dict)
    invited: dict[Person, tuple[Person, datetime]] = field(default_factory=dict)
    is_archived: bool = False
    asks_approval: bool = False
    is_pair: bool = False
    read_up_to: dict[Person, int] = field(default_factory=dict)  # of a conversation
    muted_by: list[Person] = field(default_factory=list)


@dataclass(eq=False)
class Poll:
    """Of an anonymous one nothing is told before its end, and then no small number."""

    ends_at: datetime
    asked: int = 0
    is_anonymous: bool = False
    is_over: bool = False
    votes: dict[Person, int] = field(default_factory=dict)


@dataclass(eq=False)
class Announced:
    """Whom an announcement addresses: of those in its streams, all or those of a place."""

    function: str = ""
    site: str = ""
    level: str = ""
    acknowledged: list[Person] = field(default_factory=list)
    is_reminded: bool = False


@dataclass(eq=False)
class Held:
    """What waits to be seen first, or waited: a post, a reply or a change."""

    author: Person
    stream: Stream
    decider: str  # "owners" or "moderators"
    post: Post  # as it would be published; of a change with the text that it would have
    changes: Post | None = None
    id: int = 0
    is_waiting: bool = True


@dataclass(eq=False)
class Right:
    """Somebody may draft or post for a leader."""

    id: int
    leader: Person
    delegate: Person
    may_post: bool
    since: datetime


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
    acted_by: Person | None = None  # the delegate who pressed the button
    poll: Poll | None = None
    announced: Announced | None = None
    named: list[Person] = field(default_factory=list)
    groups: list[Stream] = field(default_factory=list)  # that it names
    called: list[Stream] = field(default_factory=list)  # whose members it calls
    before: list[str] = field(default_factory=list)  # what it said before it was changed
    read_out: str = ""  # its text with the names of those it mentions

    @property
    def start(self) -> Post:
        """The post that its thread begins with."""
        return self.thread or self

    @property
    def writers(self) -> list[Person]:
        """Whose post it is, and the delegate who posted it."""
        return [self.author, *([self.acted_by] if self.acted_by else [])]

    @property
    def hand(self) -> Person:
        """Who pressed the button."""
        return self.acted_by or self.author

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
        self.held: list[Held] = []
        self.watched: dict[str, bool] = {}  # words, and whether a moderator sees them first
        self.rights: list[Right] = []

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
        groups = {HANDLE + group.handle: group for group in self.of_kind("group") if group.handle}
        known, words = by_handle | groups, text.split()
        post.text = text
        post.named = [by_handle[word] for word in words if word in by_handle]
        post.groups = [groups[word] for word in words if word in groups]
        post.called = [group for group in post.called if group in post.groups]
        post.read_out = " ".join(
            HANDLE + known[word].name if word in known else word for word in words
        )

    def owns_a_place(self, person: Person, post: Post) -> bool:
        return any(person in stream.owners for stream in post.start.streams)
