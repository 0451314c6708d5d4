"""What may be read of polls. Every function takes the viewer first."""

from __future__ import annotations

from groundswell.foundation.errors import NotFound
from groundswell.network.polls.models import Poll, Vote
from groundswell.network.posts import queries as posts
from groundswell.people.persons.models import Person


def poll(viewer: Person, post_id: int) -> Poll:
    """One poll that the viewer may read.

    Raises:
        NotFound: no such poll for this viewer: we do not say which.
    """
    post = posts.post(viewer, post_id)
    found = Poll.objects.select_related("post").filter(pk=post_id, post__removed_at=None).first()
    if found is None or post.removed_at is not None:
        raise NotFound
    return found


def named_votes(viewer: Person, post_id: int) -> list[list[Person]]:
    """Who chose what, by option, in the order of their names.

    Raises:
        NotFound: no such poll for this viewer, or it is an anonymous one.
    """
    asked = poll(viewer, post_id)
    if asked.is_anonymous:
        raise NotFound
    people: list[list[Person]] = [[] for _ in asked.options]
    votes = Vote.objects.filter(poll=asked, choice__isnull=False).select_related("person")
    for vote in votes.order_by("person__name_folded", "person_id"):
        people[vote.choice or 0].append(vote.person)
    return people
