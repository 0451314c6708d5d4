"""Announcing, acknowledging, and reminding once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.announcements import queries
from groundswell.network.announcements.audience import within
from groundswell.network.announcements.models import Acknowledgement, Announcement
from groundswell.network.posts import actions as posts
from groundswell.network.posts import queries as post_queries
from groundswell.network.posts.models import Post
from groundswell.network.posts.recording import stream_of
from groundswell.network.streams.models import Stream
from groundswell.people.persons.models import Person


class OnlyThoseEntitledAnnounce(Refused):
    """An announcement interrupts, so not everybody makes one."""

    message = _lazy(
        "Only owners of the group, and those with the role of an announcer, may announce here."
        " Write a post instead."
    )


class NobodyIsAddressed(Refused):
    """Words for nobody need not be said."""

    message = _lazy(
        "Nobody else here stands in all of these at once: %(audience)s. Leave one of them empty."
    )


class NobodyIsThere(Refused):
    """There is nobody to whom these words could be said."""

    message = _lazy("Nobody else is there to read it. Announce it where others are.")


class ThisAsksNothingOfYou(Refused):
    """Only those addressed are counted."""

    message = _lazy("This announcement asks nothing of you, so there is nothing to acknowledge.")


class OnlyItsAuthorReminds(Refused):
    """Who announced it may ask once more."""

    message = _lazy("Only who announced this may remind those who are missing.")


class TheyWereReminded(Refused):
    """One reminder, not two."""

    message = _lazy("Those who are missing were reminded already. There is one reminder.")


def announce(
    *,
    author: Person,
    function: str = "",
    site: str = "",
    level: str = "",
    asks_acknowledgement: bool = True,
    **post: Any,
) -> Post:
    """Publish an announcement; `post` is what `publish` takes.

    Raises:
        NotFound: no such stream for this author.
        Refused: they may not announce there, no such function, site or level is in the directory,
            nobody is addressed, or what refuses a post.
    """

    audience = within(function=function, site=site, level=level)

    def store(stored: Post, streams: Sequence[Stream]) -> None:
        if not queries.may_announce(author, streams):
            raise OnlyThoseEntitledAnnounce
        announced = Announcement.objects.create(
            post=stored,
            **audience,
            asks_acknowledgement=asks_acknowledgement,
        )
        if not queries.addressed(announced, streams).exclude(pk=author.pk).exists():
            told = ", ".join(filter(None, audience.values()))
            raise NobodyIsAddressed(audience=told) if told else NobodyIsThere

    return posts.publish(author=author, kind="announcement", also=store, **post)


@transaction.atomic
def acknowledge(*, person: Person, post_id: int) -> None:
    """Say that one has read an announcement; once is enough.

    Raises:
        NotFound: no such announcement for this person.
        ThisAsksNothingOfYou: it addresses others, or asks for nothing.
    """
    announced = queries.announcement(person, post_id)
    is_asked = announced.asks_acknowledgement and announced.post.author_id != person.pk
    if not is_asked or not queries.addressed(announced).filter(pk=person.pk).exists():
        raise ThisAsksNothingOfYou
    _, is_new = Acknowledgement.objects.get_or_create(
        announcement=announced, person=person, defaults={"at": clock.now()}
    )
    if is_new:
        _record("acknowledged", announced, person)


@transaction.atomic
def remind(*, author: Person, post_id: int) -> int:
    """Remind those who have not acknowledged it, once; how many they are.

    Raises:
        NotFound: no such announcement for this person.
        OnlyItsAuthorReminds: somebody else announced it.
        TheyWereReminded: that was done.
    """
    post_queries.post_to_change(author, post_id)
    announced = queries.announcement(author, post_id)
    if announced.post.author_id != author.pk:
        raise OnlyItsAuthorReminds
    if not announced.asks_acknowledgement:
        raise ThisAsksNothingOfYou
    if announced.reminded_at is not None:
        raise TheyWereReminded
    announced.reminded_at = clock.now()
    announced.save(update_fields=["reminded_at"])
    _record("reminded", announced, author)
    return queries.missing(announced).count()


def _record(verb: str, announced: Announcement, actor: Person) -> None:
    log.record(
        actor_id=actor.pk,
        verb=verb,
        noun="post",
        noun_id=announced.pk,
        stream_id=stream_of(announced.post),
    )
