"""Where things are said: the groups, the whole organisation, storylines; and whom each concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from groundswell.demo import adoption, world
from groundswell.demo.cast import lists
from groundswell.demo.member import Member

STORYLINE, ORGANISATION = "storyline", "organisation"
FOR_EVERYBODY = 0.22  # how much a group for everybody concerns each, beside one of one's function
AT_A_SITE = 0.45
SECLUDED = 4  # one person of so many belongs to a closed group that is nobody's by function


@dataclass(frozen=True, slots=True)
class Window:
    """Weeks in which a leader answers in a room; `last` is left out."""

    leader: str
    first: int
    last: int

    def holds(self, week: int) -> bool:
        return self.first <= week < self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A group, or the organisation or storylines, which are everybody's."""

    name: str
    purpose: str = ""
    functions: tuple[str, ...] = ()
    site: str = ""
    everybody: float = 0.0
    weight: float = 1.0
    founded: int = adoption.OPENED
    visibility: str = "open"
    windows: tuple[Window, ...] = ()
    is_orphaned: bool = False  # whoever owned it does so no more

    @property
    def is_group(self) -> bool:
        return self.name not in {STORYLINE, ORGANISATION}

    def concerns(self, member: Member) -> float:
        """How much it concerns somebody, 0 to 1; of a closed group, 0 keeps outside."""
        place = member.place
        if self.site and place.site != self.site:
            return 0.0
        if not self.functions and self.visibility != "open":
            return FOR_EVERYBODY if member.number % SECLUDED == 0 else 0.0
        if not self.functions:
            return AT_A_SITE if self.site else FOR_EVERYBODY
        return 1.0 if place.function in self.functions else self.everybody

    def is_daily_work_of(self, member: Member) -> bool:
        """Whether somebody leaves notes in passing here: those of the room's first function."""
        place = member.place
        if place.level in {"board", "director"}:
            return False
        if not self.functions:
            return True
        is_on_floor = place.function != "Manufacturing" or place.level in {"lead", world.FLOOR}
        return place.function == self.functions[0] and is_on_floor

    def presence(self, week: int) -> float:
        """How many times the contributions a leader's presence makes of the week's."""
        return world.PRESENCE if any(window.holds(week) for window in self.windows) else 1.0

    def lets_in(self, member: Member, week: int) -> bool:
        """Whether somebody speaks here then: leaders in their windows, and in what is for all."""
        if member.place.level != "board" or not self.is_group:
            return True
        return any(window.leader == member.name and window.holds(week) for window in self.windows)


@cache
def rooms() -> Mapping[str, Room]:
    """All rooms by name: the groups in the order of their list, then what is for all."""
    groups = [_room(name, raw) for name, raw in lists("groups").items()]
    pilot = {"founded": 0, "weight": 1.1}
    for_all = [Room(name=ORGANISATION, **pilot), Room(name=STORYLINE, **pilot)]  # type: ignore[arg-type]
    return {room.name: room for room in (*groups, *for_all)}


def _room(name: str, raw: Mapping[str, Any]) -> Room:
    windows = (
        Window(leader, world.WEEKS - since, world.WEEKS - until)
        for leader, since, until in raw.get("leaders", ())
    )
    return Room(
        name=name,
        purpose=raw["purpose"],
        functions=tuple(raw["functions"]),
        site=raw.get("site", ""),
        everybody=raw.get("everybody", 0.0),
        weight=raw["weight"],
        founded=raw.get("week", adoption.OPENED),
        visibility=raw.get("visibility", "open"),
        windows=tuple(windows),
        is_orphaned=raw.get("orphaned", False),
    )
