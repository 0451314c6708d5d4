"""What came of an import, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from groundswell.exchange.slack.records import Problem

WRITTEN = (
    "people", "bots", "groups", "conversations", "memberships",
    "posts", "replies", "reactions", "files",
)  # fmt: skip
CHANGED = ("texts", "reactions_added", "reactions_removed")  # of messages known before
SHOWN = 20  # problems in words; the machine gets all


@dataclass(slots=True)
class Report:
    """Counts of what the archive holds; `new` is what this run wrote, or would write,
    and `changed` what it changed in messages that an earlier one brought.

    messages = posts + replies + left out + problems with messages.
    """

    source: str
    is_dry_run: bool
    people: int = 0
    people_matched: int = 0
    bots: int = 0
    groups: int = 0
    conversations: int = 0
    messages: int = 0
    posts: int = 0
    replies: int = 0
    reactions: int = 0
    files: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    new: dict[str, int] = field(default_factory=lambda: dict.fromkeys(WRITTEN, 0))
    changed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CHANGED, 0))
    batch: int | None = None

    @property
    def adds_up(self) -> bool:
        """Whether every message of the archive is accounted for, once."""
        bad = sum(problem.noun == "message" for problem in self.problems)
        told = self.posts + self.replies + sum(self.left_out.values()) + bad
        return self.messages == told

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        problems = [
            {
                "file": one.file,
                "position": str(one.position),
                "noun": one.noun,
                "reason": str(one.reason),
            }
            for one in self.problems
        ]
        values = asdict(replace(self, problems=[]))
        return {
            "source": values.pop("source"),
            "dry_run": values.pop("is_dry_run"),
            **values,
            "problems": problems,
        }

    def lines(self) -> Iterator[str]:
        """The report in words, a line each."""
        would = "would be new" if self.is_dry_run else "new"
        for noun in WRITTEN:
            held = getattr(self, noun, None)
            in_all = f"{held} in the archive, " if held is not None else ""
            yield f"{noun}: {in_all}{self.new[noun]} {would}"
        if self.people_matched:
            yield f"of the people, {self.people_matched} are known here"
        left_out = sum(self.left_out.values())
        reasons = ", ".join(f"{key} {count}" for key, count in sorted(self.left_out.items()))
        yield f"messages: {self.messages} in the archive, {left_out} left out" + (
            f" ({reasons})" if reasons else ""
        )
        if any(self.changed.values()):
            would = "would change" if self.is_dry_run else "changed"
            told = ", ".join(f"{key} {count}" for key, count in self.changed.items())
            yield f"{would} in messages known before: {told.replace('_', ' ')}"
        yield f"problems: {len(self.problems)}"
        for problem in self.problems[:SHOWN]:
            yield f"  {problem}"
        if len(self.problems) > SHOWN:
            yield f"  … and {len(self.problems) - SHOWN} more; --json lists all"
        if self.batch and not self.is_dry_run:
            yield f"batch {self.batch}; `groundswell import undo {self.batch}` takes it back"
