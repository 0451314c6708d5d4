"""Plain posts: they take no title, so that one stands in bold above the text."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.demo.stories.story import Story, tagged


def _opening(title: str, text: str, topics: Sequence[str]) -> tuple[str, str]:
    return "", tagged(f"**{title}**\n\n{text}" if title else text, topics)


STORY = Story(
    opening=_opening,
    first_wait=95,
    next_wait=45,
    reactions={"agree": 3, "heart": 2.5, "thanks": 2, "cheer": 2, "idea": 1},
)
