"""From the messages of one conversation to its threads.

Slack's threads are flat: a reply names the time of the message that began its thread. When that
message is missing, or was left out, the earliest reply becomes the thread, marked as an orphan,
and the later ones answer it. A deleted message stays, as removed, while it has replies.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(slots=True)
class Threads:
    """How the kept messages of one conversation hang together, known once all were added."""

    begun: set[str] = field(default_factory=set)
    buried: set[str] = field(default_factory=set)
    replies: dict[str, int] = field(default_factory=dict)
    earliest: dict[str, str] = field(default_factory=dict)

    def add(self, ts: str, thread_ts: str, *, is_buried: bool = False) -> None:
        """Take one message; `thread_ts` is its own, another's, or empty."""
        if thread_ts and thread_ts != ts:
            self.replies[thread_ts] = self.replies.get(thread_ts, 0) + 1
            self.earliest[thread_ts] = min(ts, self.earliest.get(thread_ts, ts), key=_order)
        elif is_buried:
            self.buried.add(ts)
        else:
            self.begun.add(ts)

    def orphans(self, known: Collection[str] = ()) -> dict[str, str]:
        """By the missing beginning of a thread, the reply that stands for it.

        `known` are beginnings that an earlier import brought.
        """
        here = self.begun | self.buried | set(known)
        return {start: ts for start, ts in self.earliest.items() if start not in here}

    @property
    def graves(self) -> set[str]:
        """The deleted messages that have replies, and so stay as removed ones."""
        return self.buried & self.replies.keys()

    def counts(self, known: Collection[str] = ()) -> tuple[int, int, int]:
        """Posts, replies, and deleted messages that are left out."""
        orphans = len(self.orphans(known))
        posts = len(self.begun) + len(self.graves) + orphans
        return posts, sum(self.replies.values()) - orphans, len(self.buried - self.graves)


def _order(ts: str) -> tuple[int, str]:
    return len(ts), ts
