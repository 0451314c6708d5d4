"""A scene becomes a thread: cast, told, and placed in time, answer by answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from groundswell.demo import world
from groundswell.demo.cast import Member
from groundswell.demo.casting import Casting
from groundswell.demo.hours import Hours
from groundswell.demo.plan import SCENE, Telling
from groundswell.demo.rooms import rooms
from groundswell.demo.scenes_file import Scene, Turn
from groundswell.demo.script import Teller, Told
from groundswell.demo.stories import STORIES
from groundswell.demo.talk import Said, Talk

type Cast = Mapping[str, Member]

TRIES = 6
# How long the first answer is waited for, beside others.
UNHEARD_FIRST, UNHEARD = 30.0, 1.8
WAITS = {"Kari Nesse": 9.0, "Denise Carter": 5.0, "Marta Okafor": 0.5}  # for an answer of theirs
PROMPT = {("Tomasz Wilk", "Park Seo-yeon"): 19.0}  # minutes, exactly
FIRST_QUESTION = {"Tuva Moen": 185.0}  # minutes at least
CHOSEN = 0.9  # of the best answers that a scene names are marked


class Conversations:
    """Holds conversations and keeps them in the talk."""

    def __init__(
        self, casting: Casting, teller: Teller, hours: Hours, talk: Talk, dice: Random
    ) -> None:
        self._casting, self._teller, self._hours = casting, teller, hours
        self._talk, self._dice = talk, dice

    def hold(self, telling: Telling) -> Said | None:
        """The thread, or None: nobody can play it this week, or there are no new words for it."""
        scene = telling.scene
        cast = self._casting.cast(scene, rooms()[scene.group], telling.week, self._talk)
        told = cast and self._teller.tell(scene, cast)
        if not cast or not told:
            return None
        instants = self._instants(telling, cast)
        thread = self._begin(telling, told, cast, instants[0])
        turns: list[Said] = [thread]
        for turn, at in zip(scene.turns[1:], instants[1:], strict=False):
            reply = Said(
                author=cast[turn.role],
                at=at,
                source=told.sources[turn.number],
                room=thread.room,
                sort=SCENE,
                language=thread.language,
                thread=thread,
                parent=_parent(turns[turn.answers]),
            )
            self._talk.answer(reply, self._hours.week_of(at))
            turns.append(reply)
        if scene.best is not None and scene.best < len(turns) and STORIES[scene.kind].has_best:
            thread.best = turns[scene.best] if self._dice.random() < CHOSEN else None
        return thread

    def _begin(self, telling: Telling, told: Told, cast: Cast, at: datetime) -> Said:
        scene = telling.scene
        thread = Said(
            author=cast[scene.turns[0].role],
            at=at,
            source=told.sources[0],
            title=told.title,
            room=scene.group,
            sort=telling.sort,
            language=scene.language,
            kind=scene.kind,
        )
        self._talk.begin(thread, telling.week)
        return thread

    def _instants(self, telling: Telling, cast: Cast) -> list[datetime]:
        """When each turn is said: as many as fall into weeks in which their people take part."""
        scene, longest = telling.scene, list[datetime]()
        asker = cast[scene.turns[0].role]
        for attempt in range(TRIES):
            start = self._start(telling, asker, attempt)
            instants = self._follow(scene, cast, start, pace=0.6**attempt)
            if len(instants) > len(longest):
                longest = instants
            if len(longest) == len(scene.turns) or self._is_cut_by_today(telling, attempt):
                break
        return longest

    def _start(self, telling: Telling, asker: Member, attempt: int) -> datetime:
        week = self._hours.weeks[telling.week]
        if telling.is_latest:
            return min(self._hours.sometime(asker, week, days=range(6, 7)) for _ in range(6))
        return self._hours.sometime(asker, week, days=range(max(2, 7 - attempt)))

    def _is_cut_by_today(self, telling: Telling, attempt: int) -> bool:
        # What was begun yesterday is still going on: the demo ends in the middle of talk.
        return telling.week == world.WEEKS - 1 and attempt > 0

    def _follow(self, scene: Scene, cast: Cast, start: datetime, *, pace: float) -> list[datetime]:
        instants = [start]
        for turn in scene.turns[1:]:
            at = self._next(scene, turn, cast, instants[-1], pace)
            if not self._casting.takes_part(cast[turn.role], self._hours.week_of(at)):
                break
            instants.append(at)
        return instants

    def _next(
        self, scene: Scene, turn: Turn, cast: Cast, before: datetime, pace: float
    ) -> datetime:
        asker, author = cast[scene.turns[0].role], cast[turn.role]
        is_first = all(cast[earlier.role] is asker for earlier in scene.turns[: turn.number])
        prompt = PROMPT.get((asker.name, author.name))
        if is_first and prompt:
            return before + timedelta(minutes=prompt)
        wait = self._wait(scene, asker, author, is_first=is_first)
        return self._hours.after(before, author, wait if is_first else wait * pace)

    def _wait(self, scene: Scene, asker: Member, author: Member, *, is_first: bool) -> float:
        story = STORIES[scene.kind]
        wait = self._hours.wait(story.first_wait if is_first else story.next_wait)
        wait *= WAITS.get(author.name, 1.0)
        if is_first and author is not asker:
            is_new = asker.number not in self._talk.has_asked
            if asker.place.site == world.UNHEARD_SITE:
                wait *= UNHEARD_FIRST if is_new else UNHEARD
            if is_new:
                wait = max(wait, FIRST_QUESTION.get(asker.name, 0.0))
        return wait


def _parent(answered: Said) -> Said | None:
    """Two levels: what answers an answer to an answer joins the second."""
    return None if answered.thread is None else answered.parent or answered
