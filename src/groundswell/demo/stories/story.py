"""What the demo must know of a kind of post: how one is opened, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

type Opening = Callable[[str, str, Sequence[str]], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Story:
    """Waits are minutes of working time, half of all are shorter.

    `opening` makes the post's title and source of a title, a text and topics; `reactions` says
    how common each reaction is; `has_best`: its asker marks the best answer.
    """

    opening: Opening
    first_wait: float
    next_wait: float
    reactions: Mapping[str, float]
    has_best: bool = False


def tagged(text: str, topics: Sequence[str]) -> str:
    """A text with its topics in a line of their own."""
    return f"{text}\n\n{' '.join(f'#{topic}' for topic in topics)}" if topics else text
