"""From what was written to what waits: for an owner of its group, or for a moderator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from groundswell.network.posts.kinds import KINDS
from groundswell.network.posts.models import Post
from groundswell.network.posts.writing import Change, Written
from groundswell.network.rules import holding
from groundswell.network.streams.models import Stream
from groundswell.people.persons.models import Person


def ask_owners_of_thread(author: Person, thread_id: int) -> None:
    """Nothing, when the author may write in a thread at once.

    Raises: as `ask_owners`.
    """
    placed = Stream.objects.visible_to(author).filter(placements__post_id=thread_id)
    ask_owners(author, placed.select_related("group").order_by("pk"))


def ask_owners(author: Person, found: Iterable[Stream]) -> None:
    """Nothing, when the author may write at once in a thread that stands there.

    A group that the author does not read is not asked: the wait would tell that it stands there.

    Raises:
        MustWait: one is a group whose owners are asked first, and the author is none of them.
    """
    for stream in found:
        holding.ask_owners(author, [stream])


def held(
    wait: holding.MustWait, draft: Post, written: Written, file_ids: Sequence[int]
) -> holding.WaitsForApproval:
    """Keep a draft until it was seen; what is returned is raised.

    Raises:
        Refused: it is more than a text.
    """
    if KINDS[draft.kind].has_parts:
        raise wait.otherwise
    return holding.hold(
        wait,
        author=draft.author,
        acted_by=draft.acted_by,
        source=written.source,
        html=written.html,
        title=draft.title,
        kind=draft.kind,
        language=draft.language,
        answerers=draft.answerers,
        origin=draft.origin,
        reply_to_id=draft.parent_id or draft.root_id,
        file_ids=file_ids,
        request_key=draft.request_key,
    )


def held_change(wait: holding.MustWait, post: Post, change: Change) -> holding.WaitsForApproval:
    """Keep a change of a post until it was seen; until then it says what it said."""
    return holding.hold(
        wait,
        author=post.author,
        source=change.written.source,
        html=change.written.html,
        title=change.title or post.title,
        kind=post.kind,
        answerers=post.answerers if change.answerers is None else change.answerers,
        edits_id=post.pk,
        file_ids=change.add_file_ids,
        drop_ids=change.drop_file_ids,
        descriptions={str(file_id): said for file_id, said in change.descriptions.items()},
    )
