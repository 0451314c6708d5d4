"""A small company for the tests of pages: every kind of viewer, and something of each kind."""

from __future__ import annotations

import io
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db import connection, transaction
from django.test import Client
from PIL import Image

from groundswell.foundation import clock
from groundswell.network.announcements import actions as announcements
from groundswell.network.files import actions as files
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Group
from groundswell.network.messages import actions as messages
from groundswell.network.messages import queries as conversations
from groundswell.network.polls import actions as polls
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Post
from groundswell.network.streams import queries as streams
from groundswell.network.unsent import scheduling
from groundswell.network.unsent.models import Scheduled
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin import actions as signin
from tests.cast import Cast

VIEWERS = ("stranger", "suspended", "left", "other", "outsider", "member", "owner", "administrator")


def picture(size: tuple[int, int] = (64, 48), kind: str = "PNG") -> bytes:
    """A small picture."""
    held = io.BytesIO()
    Image.new("RGB", size, (0, 90, 100)).save(held, kind)
    return held.getvalue()


class World(Cast):
    """Mira owns three groups and Otto is in them; Ines is in the open one alone, Joan in none.

    Ada administers. Sam is suspended, Lea has left; both still hold the cookie of a session.
    """

    @cached_property
    def ines(self) -> Person:
        person = self.person("Ines Outside")
        groups.join(person=person, group_id=self.pilots.pk)
        return person

    @cached_property
    def ada(self) -> Person:
        person = self.person("Ada Admin")
        roles.grant(person=person, role=Role.ADMINISTRATOR)
        return person

    @cached_property
    def sam(self) -> Person:
        return self.person("Sam Suspended")

    @cached_property
    def lea(self) -> Person:
        return self.person("Lea Left")

    def shut_out(self) -> None:
        Person.objects.filter(pk=self.sam.pk).update(state=State.SUSPENDED)
        Person.objects.filter(pk=self.lea.pk).update(state=State.LEFT)

    @property
    def viewers(self) -> dict[str, Person | None]:
        """One person of each kind; nobody for the stranger."""
        people = (
            None, self.sam, self.lea, self.joan, self.ines, self.otto, self.mira, self.ada,
        )  # fmt: skip
        return dict(zip(VIEWERS, people, strict=True))

    def client(self, person: Person | None, **more: Any) -> Client:
        """A browser without script, signed in as somebody (or nobody)."""
        client = Client(**more)
        if person is not None:
            token = signin.open_session(person=person, device="Firefox", address="127.0.0.1")
            client.cookies["groundswell"] = token
        return client

    def clients(self) -> dict[str, Client]:
        """A browser for each kind of viewer; those who are shut out were signed in before."""
        made = {kind: self.client(person) for kind, person in self.viewers.items()}
        self.shut_out()
        return made

    def ask(self, author: Person, group: Group, title: str = "Who knows?") -> Post:
        return posts.publish(
            author=author,
            stream_ids=[group.stream_id],
            kind="question",
            title=title,
            source="Blade **three** rattles.",
        )

    def tell(self, author: Person, source: str = "The crane is free.", **more: Any) -> Post:
        everybody = [streams.organisation().pk]
        return posts.publish(author=author, stream_ids=everybody, source=source, **more)

    def say(self, author: Person, conversation_id: int, source: str, **more: Any) -> Post:
        return posts.publish(author=author, stream_ids=[conversation_id], source=source, **more)

    @cached_property
    def question(self) -> Post:
        return self.ask(self.otto, self.pilots)

    @cached_property
    def answer(self) -> Post:
        return posts.reply(author=self.mira, to_id=self.question.pk, source="Measure all four.")

    @cached_property
    def poll(self) -> Post:
        return polls.ask(
            author=self.otto,
            stream_ids=[self.pilots.stream_id],
            options="Canteen\nQuay",
            title="Where?",
            source="On Friday.",
        )

    @cached_property
    def announcement(self) -> Post:
        roles.grant(person=self.mira, role=Role.ANNOUNCER)
        return announcements.announce(
            author=self.mira,
            stream_ids=[self.organisation.pk],
            title="The quay closes",
            source="On Friday.",
        )

    @cached_property
    def secret_file(self) -> int:
        return files.store(uploader=self.otto, name="plan.png", content=picture()).pk

    @cached_property
    def secret_post(self) -> Post:
        return posts.publish(
            author=self.otto,
            stream_ids=[self.merger.stream_id],
            kind="question",
            title="Who knows already?",
            source="Not a word outside.",
            file_ids=[self.secret_file],
        )

    @cached_property
    def secret_answer(self) -> Post:
        return posts.reply(author=self.mira, to_id=self.secret_post.pk, source="Nobody yet.")

    @cached_property
    def pair(self) -> int:
        """What Otto and Mira say to each other alone."""
        return messages.start(author=self.otto, person_ids=[self.mira.pk], source="Not a word.")

    @cached_property
    def several(self) -> int:
        """What Otto, Mira and Hugo say among them."""
        people = [self.mira.pk, self.person("Hugo Third").pk]
        return messages.start(author=self.otto, person_ids=people, source="Not a word.")

    @cached_property
    def message(self) -> int:
        return conversations.newest(self.otto, self.pair).lines[-1].id

    @cached_property
    def waiting(self) -> Scheduled:
        return scheduling.schedule(
            author=self.otto,
            stream_id=self.merger.stream_id,
            source="We start",
            due_at=clock.now() + timedelta(days=7),
        )

    @cached_property
    def photo(self) -> str:
        key = persons.draw_photo("me.png", picture((400, 400)))
        persons.change_profile(person=self.otto, photo=key)
        return key


class undone:  # noqa: N801 - reads as a word: `with undone():`
    """Whatever is written inside is taken back at the end."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *_: object) -> None:
        if connection.in_atomic_block:
            transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
