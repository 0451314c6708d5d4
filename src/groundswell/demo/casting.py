"""Who plays a scene: people who take part that week, fit the roles and know one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random

from groundswell.demo import world
from groundswell.demo.member import Member
from groundswell.demo.rooms import Room
from groundswell.demo.scenes_file import Scene, Spec
from groundswell.demo.talk import Talk
from groundswell.demo.ties import Ties, is_silo

SILENT_YET = 2.5  # times as likely to speak, who takes part that week and has not yet
KNOWN = 1.2  # a tie's strength makes this much likelier, and 1
# Ranks that may stand in for one another where nobody of the right one is there.
DESKS = ("manager", "lead", "desk")
BESIDE = {
    "manager": DESKS,
    "lead": DESKS,
    "desk": DESKS,
    world.FLOOR: ("lead", "desk", world.FLOOR),
}
NEWCOMER = 0.01  # of the likelihood to announce something has who never began a thread
TIRED = 0.7  # of the likelihood is left with each thing somebody said that week


class Casting:
    """Chooses people for scenes."""

    def __init__(
        self, people: Sequence[Member], ties: Ties, active: Sequence[Sequence[int]], dice: Random
    ) -> None:
        self._people, self._ties, self._dice = people, ties, dice
        self._active = [frozenset(numbers) for numbers in active]
        self._fitting: dict[tuple[Spec, str], tuple[frozenset[int], frozenset[int]]] = {}
        self.energy = [dice.lognormvariate(0, 0.6) for _ in people]

    def can_be_played(self, scene: Scene, week: int, *, strictly: bool = True) -> bool:
        """Whether enough people take part that week for its roles; if not strictly, neighbours."""
        wanted = Counter(scene.cast.values())
        return all(
            len(self._fit(spec, scene)[not strictly] & self._active[week]) >= count
            for spec, count in wanted.items()
        )

    def cast(self, scene: Scene, room: Room, week: int, talk: Talk) -> dict[str, Member] | None:
        """Somebody for each role, or None where nobody is left for one."""
        chosen: dict[str, Member] = {}
        said = talk.by_person[week]
        for role in _named_first(scene):
            spec = scene.cast[role]
            free = self._free(scene, spec, room, week, chosen.values())
            if not free:
                return None
            weights = [self._weight(member, chosen.values(), said) for member in free]
            if len(scene.turns) == 1 and not spec.name:
                weights = _seldom_new(weights, free, talk)
            chosen[role] = self._dice.choices(free, weights)[0]
        return chosen

    def takes_part(self, member: Member, week: int) -> bool:
        """Whether somebody takes part in a week; nobody does after the last."""
        return week < world.WEEKS and member.number in self._active[week]

    def closeness(self, one: Member, other: Member) -> float:
        """How much likelier two talk than two strangers; far less across a silo."""
        close = 1 + KNOWN * self._ties[one.number].get(other.number, 0.0)
        return close * (world.SILO if is_silo(one.place.function, other.place.function) else 1.0)

    def _free(
        self, scene: Scene, spec: Spec, room: Room, week: int, taken: Collection[Member]
    ) -> list[Member]:
        """Who may play a role: those who fit, or where nobody does those at desks beside them."""
        for fitting in self._fit(spec, scene):
            free = [
                member
                for number in sorted(fitting & self._active[week])
                if (member := self._people[number]) not in taken
                and (spec.name or (member.named is None and room.lets_in(member, week)))
            ]
            if free:
                return free
        return []

    def _weight(self, member: Member, others: Iterable[Member], said: Mapping[int, int]) -> float:
        already = said.get(member.number, 0)
        weight = self.energy[member.number] * (SILENT_YET if not already else TIRED**already)
        for other in others:
            weight *= self.closeness(member, other)
        return weight

    def _fit(self, spec: Spec, scene: Scene) -> tuple[frozenset[int], frozenset[int]]:
        """Who fits a role and speaks the scene's language: strictly, and with the ranks beside."""
        key = spec, scene.language
        if key not in self._fitting:
            any_rank, ranks = replace(spec, level=""), BESIDE.get(spec.level, ())
            self._fitting[key] = (
                self._among(spec.fits, spec, scene),
                self._among(
                    lambda m: spec.fits(m) or (m.place.level in ranks and any_rank.fits(m)),
                    spec,
                    scene,
                ),
            )
        return self._fitting[key]

    def _among(self, fits: Callable[[Member], bool], spec: Spec, scene: Scene) -> frozenset[int]:
        fitting = [member for member in self._people if fits(member)]
        speakers = [member for member in fitting if scene.language in member.languages]
        # Where nobody of the place speaks it, somebody has learnt it.
        chosen = fitting if spec.name else speakers or fitting
        return frozenset(member.number for member in chosen)


def _seldom_new(weights: Sequence[float], free: Sequence[Member], talk: Talk) -> list[float]:
    """Nobody begins in a network with an announcement, if somebody else can make it."""
    return [
        weight if member.number in talk.has_asked else weight * NEWCOMER
        for weight, member in zip(weights, free, strict=True)
    ]


def _named_first(scene: Scene) -> list[str]:
    return sorted(scene.cast, key=lambda role: not scene.cast[role].name)
