"""Which scene is told in which week: where its people are there, and where its room has demand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from groundswell.demo import world
from groundswell.demo.casting import Casting
from groundswell.demo.demand import Demand
from groundswell.demo.moments import FIRST_QUESTIONS, MOMENTS
from groundswell.demo.rooms import Room, rooms
from groundswell.demo.scenes_file import Library, Scene

SCENE = "scene"
# How often a scene or single post is told at most; less where its teller finds no new words.
TELLINGS = {SCENE: 6, "broadcast": 6, "waiting": 3, "storyline": 6}
ONCE, AGAIN = 1, 3  # a story that somebody known by name tells, one that they join
APART = 7  # weeks between two tellings of one scene
IN_WORDS = 0.45  # of a room's contributions at most are those of scenes
HASTE = 0.5  # how much of a telling chance may move it to a week with less demand
CROWD = 0.8  # how much dearer a week is for each scene of the same person in it


@dataclass(frozen=True, slots=True)
class Telling:
    """A scene to be told in a week; its sort is "scene" or that of a single post."""

    scene: Scene
    sort: str
    week: int


def make(library: Library, casting: Casting, demand: Demand, dice: Random) -> list[list[Telling]]:
    """The tellings of each week."""
    return _Plan(library, casting, demand, dice).weeks()


class _Plan:
    def __init__(self, library: Library, casting: Casting, demand: Demand, dice: Random) -> None:
        self._casting, self._demand, self._dice = casting, demand, dice
        self._scenes = [(SCENE, scene) for scene in library.scenes] + [
            (sort, scene) for sort, scenes in library.lone.items() for scene in scenes
        ]
        self._planned: dict[str, Counter[int]] = defaultdict(Counter)  # room → week → texts
        self._load: Counter[tuple[str, int]] = Counter()  # named person and week
        self._weeks: dict[str, list[int]] = defaultdict(list)  # scene → weeks
        self._possible: dict[str, list[int]] = {}

    def weeks(self) -> list[list[Telling]]:
        tellings: list[list[Telling]] = [[] for _ in range(world.WEEKS)]
        # Whoever can be told in few weeks chooses first.
        self._dice.shuffle(self._scenes)
        self._scenes.sort(key=lambda pair: len(self._weeks_of(pair[1])))
        for number in range(max(TELLINGS.values())):
            for sort, scene in self._scenes:
                if number < _most(sort, scene) and self._has_room(scene, number):
                    for telling in self._next(sort, scene):
                        tellings[telling.week].append(telling)
        for week in tellings:
            self._dice.shuffle(week)
        return tellings

    def _next(self, sort: str, scene: Scene) -> Iterator[Telling]:
        told = self._weeks[scene.key]
        free = [
            week
            for week in self._weeks_of(scene)
            if all(abs(week - other) >= APART for other in told)
        ]
        if not free:
            return
        moment = MOMENTS.get(scene.key)
        if moment:
            week = free[-1] if moment.is_last else free[0]
        else:
            week = min(free, key=lambda week: self._price(scene, week))
        self._weeks[scene.key].append(week)
        self._planned[scene.group][week] += len(scene.turns)
        self._load.update((name, week) for name in _names(scene))
        yield Telling(scene, sort, week)

    def _price(self, scene: Scene, week: int) -> float:
        """How dear a week is: what was planned in its room, beside what its room asks for."""
        planned = self._planned[scene.group][week] + HASTE * len(scene.turns) * self._dice.random()
        crowd = 1 + CROWD * sum(self._load[name, week] for name in _names(scene))
        return (planned + 1) * crowd / self._demand[scene.group][week]

    def _has_room(self, scene: Scene, number: int) -> bool:
        planned = self._planned[scene.group].total() + len(scene.turns)
        return number == 0 or planned <= IN_WORDS * sum(self._demand[scene.group])

    def _weeks_of(self, scene: Scene) -> list[int]:
        if scene.key not in self._possible:
            room, wanted = rooms()[scene.group], self._demand[scene.group]
            weeks = [
                week
                for week in range(room.founded, world.WEEKS)
                if wanted[week] > 0
                and _fits_windows(scene, room, week)
                and not _is_too_early(scene, week)
            ]
            can = self._casting.can_be_played
            self._possible[scene.key] = [week for week in weeks if can(scene, week)] or [
                week for week in weeks if can(scene, week, strictly=False)
            ]
        return self._possible[scene.key]


def _names(scene: Scene) -> list[str]:
    return [spec.name for spec in scene.cast.values() if spec.name]


def _most(sort: str, scene: Scene) -> int:
    teller = scene.cast[scene.turns[0].role].name
    if teller and sort != "broadcast":
        return ONCE
    return min(AGAIN, TELLINGS[sort]) if _names(scene) else TELLINGS[sort]


def _is_too_early(scene: Scene, week: int) -> bool:
    """Whether its asker's first week belongs to another question of theirs."""
    asker = scene.cast[scene.turns[0].role].name
    joined = {named.name: world.WEEKS - (named.joins or 0) for named in world.NAMED}
    return FIRST_QUESTIONS.get(asker, scene.key) != scene.key and week <= joined[asker]


def _fits_windows(scene: Scene, room: Room, week: int) -> bool:
    """A leader speaks in a room that counts on them only in the weeks planted for it."""
    counted_on = {window.leader for window in room.windows}
    return all(
        any(window.leader == name and window.holds(week) for window in room.windows)
        for name in _names(scene)
        if name in counted_on
    )
