"""Questions: a title that asks, an answer that is marked, or none for a long time."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.demo.stories.story import Story, tagged


def _opening(title: str, text: str, topics: Sequence[str]) -> tuple[str, str]:
    return title, tagged(text, topics)


STORY = Story(
    opening=_opening,
    first_wait=55,
    next_wait=40,
    reactions={"agree": 5, "idea": 1.5, "heart": 1.5, "thanks": 1},
    has_best=True,
)
