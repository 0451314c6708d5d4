"""Keeping a thread, and letting it go. Nothing of it stands in the log: it is nobody's business."""

from __future__ import annotations

from django.db import transaction

from groundswell.foundation import clock
from groundswell.network.bookmarks.models import Bookmark
from groundswell.network.posts import queries
from groundswell.people.persons.models import Person


@transaction.atomic
def save(*, person: Person, post_id: int, is_saved: bool = True) -> int:
    """Keep the thread of a post, or not any more; the thread's id is returned.

    Raises:
        NotFound: no such post for this person.
    """
    thread_id = queries.post(person, post_id).thread_id
    if is_saved:
        kept = Bookmark(person=person, post_id=thread_id, saved_at=clock.now())
        Bookmark.objects.bulk_create([kept], ignore_conflicts=True)
    else:
        Bookmark.objects.filter(person=person, post_id=thread_id).delete()
    return thread_id
