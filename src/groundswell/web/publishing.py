"""From what was typed in the box to the action that publishes its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from groundswell.network.announcements import actions as announcements
from groundswell.network.polls import actions as polls
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Post

WEEK = 7  # days that a poll runs unless somebody says otherwise


def publish(kind: str, typed: Mapping[str, Any], **post: Any) -> Post:
    """Publish a post of a kind with what that kind asks for besides.

    Raises:
        NotFound, Refused: as the kind's action.
    """
    if typed["quietly"]:
        # What was to be announced, with its title in bold: a plain post takes none.
        title = post.pop("title")
        kind, post["source"] = (
            "post",
            f"**{title}**\n\n{post['source']}" if title else post["source"],
        )
    maker = MAKERS.get(kind)
    return maker(typed, **post) if maker else posts.publish(kind=kind, **post)


def _poll(typed: Mapping[str, Any], **post: Any) -> Post:
    return polls.ask(
        options=typed["options"],
        is_anonymous=typed["is_anonymous"],
        days=int(typed["days"] or WEEK),
        **post,
    )


def _announcement(typed: Mapping[str, Any], **post: Any) -> Post:
    names = ("function", "site", "level", "asks_acknowledgement")
    return announcements.announce(**{name: typed[name] for name in names}, **post)


MAKERS: dict[str, Callable[..., Post]] = {"poll": _poll, "announcement": _announcement}
