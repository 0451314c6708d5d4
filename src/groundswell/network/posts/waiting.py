"""From the draft of a post to what waits for an owner of its group."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.network.posts.kinds import KINDS
from groundswell.network.posts.models import Post
from groundswell.network.posts.writing import Written
from groundswell.network.rules import holding
from groundswell.network.streams.models import Stream


def held(
    stream: Stream, draft: Post, written: Written, file_ids: Sequence[int]
) -> holding.WaitsForApproval:
    """Keep a draft until an owner of the stream's group has seen it; what is returned is raised.

    Raises:
        ThisKindCannotWait: it is more than a text.
    """
    if KINDS[draft.kind].has_parts:
        raise holding.ThisKindCannotWait(name=stream.group.name)
    return holding.hold(
        stream,
        author=draft.author,
        source=written.source,
        html=written.html,
        title=draft.title,
        kind=draft.kind,
        language=draft.language,
        answerers=draft.answerers,
        file_ids=file_ids,
        request_key=draft.request_key,
    )
