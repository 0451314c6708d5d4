"""Following a topic. Whoever follows one that nobody wrote yet hears of the first to do so."""

from __future__ import annotations

import re

from django.db import transaction

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.foundation.words import MARKS, fold
from groundswell.network.topics.models import Topic, TopicFollow
from groundswell.people.persons.models import Person

NAME = re.compile(rf"[\w{MARKS}](?:[\w{MARKS}-]*[\w{MARKS}])?")
LONGEST = 80


@transaction.atomic
def follow(*, follower: Person, name: str, is_followed: bool = True) -> Topic:
    """Follow a topic, or not any more.

    Raises:
        NotFound: that cannot be the name of a topic.
    """
    if len(name) > LONGEST or not NAME.fullmatch(name):
        raise NotFound
    defaults = {"name": name}
    topic, _ = Topic.objects.get_or_create(name_folded=fold(name), defaults=defaults)
    if is_followed:
        new = TopicFollow(person=follower, topic=topic, since_at=clock.now())
        TopicFollow.objects.bulk_create([new], ignore_conflicts=True)
    else:
        TopicFollow.objects.filter(person=follower, topic=topic).delete()
    verb = "followed" if is_followed else "unfollowed"
    log.record(actor_id=follower.pk, verb=verb, noun="topic", noun_id=topic.pk)
    return topic
