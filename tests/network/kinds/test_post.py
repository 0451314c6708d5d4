"""The plain post."""

from __future__ import annotations

import pytest

from groundswell.foundation.errors import NotFound
from groundswell.network.posts import actions, tending


def test_a_post_needs_no_title_and_keeps_none(cast):
    post = actions.publish(
        author=cast.otto, stream_ids=[cast.pilots.stream_id], source="We start", title="Not asked"
    )

    assert (post.kind, post.title) == ("post", "")


def test_a_post_waits_for_no_answer_and_has_no_best_one(cast):
    post = actions.publish(author=cast.otto, stream_ids=[cast.pilots.stream_id], source="We start")
    answer = actions.reply(author=cast.mira, to_id=post.pk, source="Good")

    with pytest.raises(NotFound):
        tending.mark_best_answer(marker=cast.otto, reply_id=answer.pk)
