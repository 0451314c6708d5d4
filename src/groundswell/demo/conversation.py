"""A scene becomes a thread: cast, told, and placed in time, answer by answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from groundswell.demo import world
from groundswell.demo.casting import Casting
from groundswell.demo.hours import Hours
from groundswell.demo.member import Member
from groundswell.demo.moments import MOMENTS
from groundswell.demo.plan import SCENE, Telling
from groundswell.demo.rooms import rooms
from groundswell.demo.scenes_file import Scene, Turn
from groundswell.demo.script import Teller, Told
from groundswell.demo.showing import Showing
from groundswell.demo.stories import STORIES
from groundswell.demo.talk import Said, Talk
from groundswell.foundation.words import handle_from

type Cast = Mapping[str, Member]

TRIES = 6
MORNING = 6  # draws of an hour, of which the earliest is taken
# How long the first answer is waited for, beside others.
UNHEARD_FIRST, UNHEARD = 30.0, 1.8
WAITS = {"Kari Nesse": 9.0, "Denise Carter": 5.0, "Marta Okafor": 0.5}  # for an answer of theirs
CHOSEN = 0.9  # of the best answers that a scene names are marked


class Conversations:
    """Holds conversations and keeps them in the talk."""

    def __init__(
        self, casting: Casting, teller: Teller, hours: Hours, talk: Talk, dice: Random
    ) -> None:
        self._casting, self._teller, self._hours = casting, teller, hours
        self._talk, self._dice = talk, dice
        self._showing = Showing()

    def hold(self, telling: Telling) -> Said | None:
        """The thread, or None: nobody can play it this week, or there are no new words for it."""
        scene = telling.scene
        cast = self._casting.cast(scene, rooms()[scene.group], telling.week, self._talk)
        month = self._hours.weeks[telling.week].first.month
        told = cast and self._teller.tell(scene, cast, month=month)
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
                shown=self._showing.of(scene.key, turn.number, told.sources[turn.number]),
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
            source=told.sources[0] + _addressed(telling, cast[scene.turns[0].role]),
            title=told.title,
            room=scene.group,
            sort=telling.sort,
            language=scene.language,
            kind=scene.kind,
            shown=self._showing.of(scene.key, 0, f"{told.title} {told.sources[0]}"),
        )
        self._talk.begin(thread, telling.week)
        return thread

    def _instants(self, telling: Telling, cast: Cast) -> list[datetime]:
        """When each turn is said: as many as fall into weeks in which their people take part."""
        longest: list[datetime] = []
        for attempt in range(TRIES):
            start = self._start(telling, cast, attempt)
            instants = self._follow(telling.scene, cast, start, pace=0.6**attempt)
            if len(instants) > len(longest):
                longest = instants
            is_whole = len(longest) == len(telling.scene.turns)
            if is_whole or self._is_cut_by_today(telling, attempt):
                break
        return longest

    def _start(self, telling: Telling, cast: Cast, attempt: int) -> datetime:
        asker = cast[telling.scene.turns[0].role]
        week, moment = self._hours.weeks[telling.week], MOMENTS.get(telling.scene.key)
        if moment is None:
            return self._hours.sometime(asker, week, days=range(max(2, 7 - attempt)))
        days = self._hours.workdays(week)
        chosen = days[-1:] if moment.is_last else days[:2]
        return min(self._hours.sometime(asker, week, days=chosen) for _ in range(MORNING))

    def _is_cut_by_today(self, telling: Telling, attempt: int) -> bool:
        # What was begun yesterday is still going on: the demo ends in the middle of talk.
        return telling.week == world.WEEKS - 1 and attempt > 0

    def _follow(self, scene: Scene, cast: Cast, start: datetime, *, pace: float) -> list[datetime]:
        instants = [start]
        for turn in scene.turns[1:]:
            at = self._next(scene, turn, cast, instants, pace)
            if not self._casting.takes_part(cast[turn.role], self._hours.week_of(at)):
                break
            instants.append(at)
        return instants

    def _next(
        self, scene: Scene, turn: Turn, cast: Cast, instants: Sequence[datetime], pace: float
    ) -> datetime:
        moment = MOMENTS.get(scene.key)
        if moment and turn.number <= moment.turn:
            # What is said before the answer shares its minutes.
            return instants[0] + timedelta(minutes=moment.minutes * turn.number / moment.turn)
        asker, author = cast[scene.turns[0].role], cast[turn.role]
        is_first = all(cast[earlier.role] is asker for earlier in scene.turns[: turn.number])
        wait = self._wait(scene, asker, author, is_first=is_first)
        return self._hours.after(instants[-1], author, wait if is_first else wait * pace)

    def _wait(self, scene: Scene, asker: Member, author: Member, *, is_first: bool) -> float:
        story = STORIES[scene.kind]
        wait = self._hours.wait(story.first_wait if is_first else story.next_wait)
        wait *= WAITS.get(author.name, 1.0)
        if is_first and author is not asker and asker.place.site == world.UNHEARD_SITE:
            wait *= UNHEARD if asker.number in self._talk.has_asked else UNHEARD_FIRST
        return wait


def _parent(answered: Said) -> Said | None:
    """Two levels: what answers an answer to an answer joins the second."""
    return None if answered.thread is None else answered.parent or answered


def _addressed(telling: Telling, asker: Member) -> str:
    """Whom a question is put to by name: the leader whom its room counts on just then."""
    scene = telling.scene
    windows = rooms()[scene.group].windows if scene.kind == "question" else ()
    names = [window.leader for window in windows if window.holds(telling.week)]
    return "".join(f" @{handle_from(name)}" for name in names if name != asker.name)
