"""Plainly fictional people and groups that tests speak of."""

from __future__ import annotations

from functools import cached_property

from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.streams import actions as streams
from groundswell.network.streams import queries as stream_queries
from groundswell.network.streams.models import Stream
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, State


class Cast:
    """Mira owns groups, Joan is in none of them, Otto is a member; each is made when asked for."""

    def person(self, name: str, **more: object) -> Person:
        new = persons.NewPerson(
            name=name,
            email=f"{name.split(maxsplit=1)[0].lower()}@halden.example",
            state=State.ACTIVE,
            **more,  # type: ignore[arg-type]
        )
        person = persons.add(new)
        streams.settle_in(person.pk)
        return person

    @cached_property
    def mira(self) -> Person:
        return self.person("Mira Lindqvist")

    @cached_property
    def joan(self) -> Person:
        return self.person("Joan Whitfield")

    @cached_property
    def otto(self) -> Person:
        return self.person("Otto Berg")

    @cached_property
    def organisation(self) -> Stream:
        return stream_queries.organisation()

    def group(self, name: str, visibility: Visibility) -> Group:
        group = groups.found(founder=self.mira, name=name, visibility=visibility)
        groups.let_in(self.otto, group)
        return group

    @cached_property
    def pilots(self) -> Group:
        return self.group("Pilots", Visibility.OPEN)

    @cached_property
    def board(self) -> Group:
        return self.group("Board", Visibility.CLOSED)

    @cached_property
    def merger(self) -> Group:
        return self.group("Merger", Visibility.SECRET)
