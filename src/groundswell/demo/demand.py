"""How much is contributed in each room each week: by those whom it concerns, more by a leader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from groundswell.demo.adoption import Adoption
from groundswell.demo.member import Member
from groundswell.demo.rooms import rooms

CONTRIBUTIONS = 5.6  # posts, replies and reactions a week of somebody who takes part; the mean

type Demand = Mapping[str, Sequence[float]]
type Concern = Mapping[str, Sequence[float]]


def concern(people: Sequence[Member]) -> Concern:
    """How much each room concerns each person, by room and the person's number."""
    return {name: [room.concerns(member) for member in people] for name, room in rooms().items()}


def make(concern: Concern, spread: Adoption) -> Demand:
    """Contributions by room and week.

    A room's demand is a fixed number for each person whom it concerns, times what the presence of
    a leader makes of it; so one room's leader takes nothing from the others.
    """
    drawn = {
        name: [
            room.weight
            * room.presence(week)
            * sum(concern[name][number] for number in active)
            * (week >= room.founded)
            for week, active in enumerate(spread.active)
        ]
        for name, room in rooms().items()
    }
    person_weeks = sum(len(active) for active in spread.active)
    each = CONTRIBUTIONS * person_weeks / sum(sum(weeks) for weeks in drawn.values())
    return {name: [each * count for count in weeks] for name, weeks in drawn.items()}
