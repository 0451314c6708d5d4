"""Announcements: read rather than talked about."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.demo.stories.story import Story, tagged


def _opening(title: str, text: str, topics: Sequence[str]) -> tuple[str, str]:
    return title, tagged(text, topics)


STORY = Story(
    opening=_opening,
    first_wait=120,
    next_wait=90,
    reactions={"thanks": 4, "agree": 3, "heart": 1},
)
