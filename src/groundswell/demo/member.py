"""One person of the demo, and where somebody stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groundswell.demo import world


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands; the level by its short name."""

    function: str
    site: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of the demo. `manager` is the manager's number; `moved_on` ends `place_before`."""

    number: int
    name: str
    given: str
    handle: str
    email: str | None
    place: Place
    title: str
    started_on: date
    left_on: date | None = None
    manager: int | None = None
    place_before: Place | None = None
    moved_on: date | None = None
    skills: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    named: world.Named | None = None

    @property
    def key(self) -> str:
        """The number by which the people list knows them."""
        return _key(self.number)

    def works_on(self, day: date) -> bool:
        return self.started_on <= day and (self.left_on is None or day < self.left_on)


def key_of(name: str) -> str:
    """The people list's number of somebody whom the world knows by name."""
    return _key([named.name for named in world.NAMED].index(name))


def _key(number: int) -> str:
    return f"HMS{number + 1:04}"
