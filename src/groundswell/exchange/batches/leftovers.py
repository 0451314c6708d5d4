"""What an import that is taken back leaves behind, and who else needs it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import models

from groundswell.network.notifications.models import Attention, Notice
from groundswell.network.posts.models import Attachment
from groundswell.network.topics.models import Topic
from groundswell.people.persons.models import Account, Person

IDLE: tuple[type[models.Model], ...] = (Person, Notice, Attention)


def files_of(post_ids: Collection[int]) -> set[int]:
    """The files that hang on the posts."""
    attachments = Attachment.objects.filter(post_id__in=post_ids)
    return set(attachments.values_list("file_id", flat=True))


def drop_topics(topic_ids: Collection[int]) -> None:
    """Delete those of the topics that nothing stands under any more."""
    Topic.objects.filter(pk__in=topic_ids, post_topics=None, follows=None).delete()


def unused(person_ids: Iterable[int]) -> list[int]:
    """Those of the people whom nothing here points to, and who never became anybody here.

    That something waits for them, or did, is no reason to stay: it goes with them.
    """
    people = Person.objects.filter(pk__in=list(person_ids), is_listed=False, password="")
    found = set(people.values_list("pk", flat=True))
    for owner in (Person, Account):
        for relation in owner._meta.get_fields(include_hidden=True):
            if isinstance(relation, models.ForeignObjectRel) and relation.related_model not in IDLE:
                found -= _pointed_at(relation.related_model, relation.field.attname, found)
    return sorted(found)


def _pointed_at(model: type[models.Model], column: str, ids: Collection[int]) -> set[int]:
    rows = model._default_manager.filter(**{f"{column}__in": ids})
    return set(rows.order_by().values_list(column, flat=True).distinct())
