"""How each kind of post is told in the demo: one module a kind, named in the table below."""

from __future__ import annotations

from groundswell.demo.stories import announcement, poll, post, praise, question
from groundswell.demo.stories.story import Story

STORIES: dict[str, Story] = {
    "post": post.STORY,
    "question": question.STORY,
    "poll": poll.STORY,
    "praise": praise.STORY,
    "announcement": announcement.STORY,
}
