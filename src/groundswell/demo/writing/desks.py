"""What some of the people known by name keep for themselves: topics, bookmarks, a draft."""

from __future__ import annotations

from django.db.models import Count

from groundswell.demo.member import key_of
from groundswell.foundation import clock
from groundswell.network.bookmarks.models import Bookmark
from groundswell.network.posts.models import Post
from groundswell.network.topics.models import Topic, TopicFollow
from groundswell.network.unsent.models import Draft
from groundswell.people.persons.models import Person, Unsent

FOLLOWED, KEPT = 3, 4
WRITER = "Mira Lindqvist"
HALF_A_POST = (
    "Eighteen months ago nearly all of this came from one corridor. Before I write up what changed,"
    " I would like to hear it from those who came late: what made you say your first sentence here?"
)


def write(names: tuple[str, ...] = (WRITER, "Tomasz Wilk", "Tuva Moen")) -> None:
    """Put it on their desks, in the caller's transaction."""
    people = Person.objects.filter(external_id__in=[key_of(name) for name in names])
    topics = Topic.objects.annotate(said=Count("post_topics")).order_by("-said", "pk")[:FOLLOWED]
    now = clock.now()
    for person in people:
        answered = Post.objects.visible_to(person).exclude(best_answer=None).order_by("-pk")
        TopicFollow.objects.bulk_create(
            TopicFollow(person=person, topic=topic, since_at=now) for topic in topics
        )
        Bookmark.objects.bulk_create(
            Bookmark(person=person, post=post, saved_at=now) for post in answered[:KEPT]
        )
    for writer in people.filter(external_id=key_of(WRITER)):
        Draft.objects.create(
            person=writer, place="home", source=HALF_A_POST, request_key="demo", changed_at=now
        )
        Person.objects.filter(pk=writer.pk).update(unsent=Unsent.SOME)
