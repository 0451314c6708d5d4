"""Where things stand, by their addresses."""

from __future__ import annotations


def of_post(post_id: int, thread_id: int | None) -> str:
    """A thread, or a reply in its place there, however many stand before it."""
    if thread_id in {None, post_id}:
        return f"/posts/{post_id}/"
    return f"/posts/{thread_id}/?at={post_id}#post-{post_id}"
