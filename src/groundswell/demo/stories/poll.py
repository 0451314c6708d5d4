"""Polls: few replies, for those who care have voted."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.demo.stories.story import Story, tagged


def _opening(title: str, text: str, topics: Sequence[str]) -> tuple[str, str]:
    return title, tagged(text, topics)


STORY = Story(
    opening=_opening,
    first_wait=80,
    next_wait=60,
    reactions={"agree": 4, "idea": 2, "heart": 1},
)
