"""From what was typed in the box to the action that publishes its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from groundswell.network.polls import actions as polls
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Post

WEEK = 7  # days that a poll runs unless somebody says otherwise


def publish(kind: str, typed: Mapping[str, Any], **post: Any) -> Post:
    """Publish a post of a kind with what that kind asks for besides.

    Raises:
        NotFound, Refused: as the kind's action.
    """
    maker = MAKERS.get(kind)
    return maker(typed, **post) if maker else posts.publish(kind=kind, **post)


def _poll(typed: Mapping[str, Any], **post: Any) -> Post:
    return polls.ask(
        options=typed["options"],
        is_anonymous=typed["is_anonymous"],
        days=int(typed["days"] or WEEK),
        **post,
    )


MAKERS: dict[str, Callable[..., Post]] = {"poll": _poll}
