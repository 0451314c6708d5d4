"""What may be read of topics. Every function takes the viewer first."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.foundation.words import fold
from groundswell.network.topics.models import Topic, TopicFollow
from groundswell.people.persons.models import Person


def follows(viewer: Person, name: str) -> bool:
    """Whether the viewer follows the topic of that name."""
    return TopicFollow.objects.filter(person=viewer, topic__name_folded=fold(name)).exists()


def followed(viewer: Person) -> Sequence[Topic]:
    """The topics that the viewer follows, by name."""
    return list(Topic.objects.filter(follows__person=viewer).order_by("name_folded"))
