"""Reacting: one of ours at a time, changed by pressing another, taken back by pressing it again."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.posts import queries
from groundswell.network.posts.answering import PostIsRemoved
from groundswell.network.posts.models import Placement, Post
from groundswell.network.posts.places import living_place
from groundswell.network.reactions.models import Reaction
from groundswell.network.reactions.names import OWN
from groundswell.people.persons.models import Person


class NoSuchReaction(Refused):
    """The set is small and fixed."""

    message = _lazy("There is no reaction “%(name)s”. Choose one of the five that are offered.")


@transaction.atomic
def react(*, person: Person, post_id: int, name: str) -> Post:
    """React to a post; another reaction of ours replaces it, the same again takes it back.

    Raises:
        NotFound: no such post for this person.
        NoSuchReaction: not one of the set.
        PostIsRemoved: the post is gone.
        GroupIsArchived: it is kept for reading.
    """
    if name not in OWN:
        raise NoSuchReaction(name=name)
    post = queries.post_to_change(person, post_id)
    if post.removed_at is not None:
        raise PostIsRemoved
    living_place(person, post.thread_id)
    mine = Reaction.objects.filter(post=post, person=person, name__in=list(OWN))
    before = set(mine.values_list("name", flat=True))
    mine.delete()
    if name not in before:
        Reaction.objects.create(post=post, person=person, name=name, reacted_at=clock.now())
    _recount(post, removed=before, added=set() if name in before else {name})
    _record("unreacted" if name in before else "reacted", person, post)
    return post


def _recount(post: Post, *, removed: set[str], added: set[str]) -> None:
    counts = Counter(post.reaction_counts)
    counts.subtract(removed)
    counts.update(added)
    post.reaction_counts = {name: count for name, count in counts.items() if count > 0}
    post.version += 1
    post.save(update_fields=["reaction_counts", "version"])


def _record(verb: str, person: Person, post: Post) -> None:
    place = Placement.objects.filter(post_id=post.thread_id).order_by("stream_id").first()
    log.record(
        actor_id=person.pk,
        verb=verb,
        noun="post",
        noun_id=post.pk,
        stream_id=place.stream_id if place else None,
    )
