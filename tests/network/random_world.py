"""A small company in which people do whatever they may, at random; for tests that hold a query
against a plain rule for every viewer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from random import Random

from django.db import transaction

from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.posts.models import Post
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import Stream, StreamKind
from groundswell.people.persons.models import Person
from tests.cast import Cast

BEGINNING = datetime(2025, 1, 1, 9, tzinfo=UTC)
NAMES = ("Ann Aas", "Bo Berg", "Cai Chen", "Dag Dahl", "Eva Egge")


class Undone(Exception):
    """Takes back all that a world wrote."""


@contextmanager
def taken_back() -> Iterator[None]:
    """All that is written within is gone behind it: each example of a property starts anew."""
    with suppress(Undone), transaction.atomic():
        yield
        raise Undone


class RandomWorld(Cast):
    """Five people, four groups of every visibility, and what `steps` steps made of them."""

    def __init__(self, dice: Random, *, steps: int, texts: Sequence[str] = ("Hello",)) -> None:
        self.dice = dice
        self.texts = texts
        self.now = BEGINNING
        self.people = [self.person(name) for name in NAMES]
        kinds = [Visibility.OPEN, Visibility.CLOSED, Visibility.SECRET, Visibility.OPEN]
        self.groups: list[Group] = [
            groups.found(founder=dice.choice(self.people), name=f"Group {number}", visibility=kind)
            for number, kind in enumerate(kinds)
        ]
        for person in self.people:
            for group in self.groups:
                if dice.random() < 0.4:
                    groups.let_in(person, group)
        for _ in range(steps):
            self.step()

    def step(self) -> None:
        """Somebody does something, some days later."""
        self.now += timedelta(hours=self.dice.randint(1, 400))
        deeds = [self.publish] * 6 + [self.reply] * 5
        deeds += [self.remove, self.remove, self.edit, self.leave, self.follow, self.change]
        with clock.frozen(self.now), suppress(NotFound, Refused):
            self.dice.choice(deeds)(self.dice.choice(self.people))

    def publish(self, author: Person) -> Post:
        stream_ids = self.some_streams(author)
        kind = self.dice.choice(["post", "question"])
        title = self.dice.choice(self.texts)
        source = self.dice.choice(self.texts)
        return posts.publish(
            author=author, stream_ids=stream_ids, source=source, title=title, kind=kind
        )

    def some_streams(self, author: Person) -> list[int]:
        own = Stream.objects.get(person_id=author.pk).pk
        mine = Stream.objects.filter(kind=StreamKind.GROUP, memberships__person=author)
        may = [own, self.organisation.pk, *mine.order_by("pk").values_list("pk", flat=True)]
        return self.dice.sample(may, min(len(may), self.dice.choice([1, 1, 2])))

    def reply(self, author: Person) -> None:
        if post := self.any_post():
            posts.reply(author=author, to_id=post.pk, source=self.dice.choice(self.texts))

    def remove(self, _person: Person) -> None:
        if post := self.any_post():
            changing.remove(remover=post.author, post_id=post.pk)

    def edit(self, _person: Person) -> None:
        if post := self.any_post():
            changing.edit(editor=post.author, post_id=post.pk, source=self.dice.choice(self.texts))

    def leave(self, person: Person) -> None:
        groups.leave(person=person, group_id=self.dice.choice(self.groups).pk)

    def follow(self, person: Person) -> None:
        stream = self.dice.choice(list(Stream.objects.order_by("pk")))
        deed = self.dice.choice([streams.follow, streams.unfollow])
        deed(follower=person, stream_id=stream.pk)

    def change(self, owner: Person) -> None:
        group = self.dice.choice(self.groups)
        groups.change(
            owner=owner,
            group_id=group.pk,
            name=group.name,
            purpose="",
            visibility=self.dice.choice(list(Visibility)),
        )

    def any_post(self) -> Post | None:
        found = list(Post.objects.select_related("author").order_by("pk"))
        return self.dice.choice(found) if found else None
