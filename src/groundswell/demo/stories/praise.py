"""Praise: everybody who was there joins in."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.demo.stories.story import Story, tagged


def _opening(title: str, text: str, topics: Sequence[str]) -> tuple[str, str]:
    return "", tagged(f"**{title}**\n\n{text}" if title else text, topics)


STORY = Story(
    opening=_opening,
    first_wait=60,
    next_wait=40,
    reactions={"cheer": 5, "heart": 3, "thanks": 2},
)
