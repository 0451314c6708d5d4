"""What others did with what somebody wrote: marked it as the best answer, or reacted to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from groundswell.activity.log import Entry
from groundswell.foundation import ids
from groundswell.network.notifications.models import Kind
from groundswell.network.notifications.telling.told import Told
from groundswell.network.posts.models import Post
from groundswell.network.reactions.models import Reaction


def about_best_answers(entries: Sequence[Entry]) -> Iterator[Told]:
    """Whose answer was marked as the best hears of it, unless they marked it themselves."""
    chosen = {entry.noun_id: entry for entry in entries if entry.verb == "chose"}
    answers = Post.objects.filter(pk__in=chosen, root__isnull=False, removed_at=None)
    for pk, root_id, author_id in answers.values_list("pk", "root_id", "author_id"):
        entry = chosen[pk]
        if root_id is not None and author_id != entry.actor_id:
            at = entry.happened_at
            yield Told(author_id, Kind.BEST, root_id, root_id, ids.floor(at), at)


def about_reactions(entries: Sequence[Entry]) -> Iterator[Told]:
    """Who wrote a post hears that somebody reacted to it."""
    given = {(entry.actor_id, entry.noun_id) for entry in entries if entry.verb == "reacted"}
    if not given:
        return
    reactions = Reaction.objects.filter(
        person_id__in={who for who, _ in given}, post_id__in={post for _, post in given}
    ).exclude(post__removed_at__isnull=False)
    rows = reactions.order_by("reacted_at").values_list(
        "person_id", "post_id", "post__author_id", "post__root_id", "reacted_at"
    )
    for person_id, post_id, author_id, root_id, at in rows:
        if (person_id, post_id) in given and author_id != person_id:
            thread_id = root_id or post_id
            yield Told(author_id, Kind.REACTION, post_id, thread_id, ids.floor(at), at)
