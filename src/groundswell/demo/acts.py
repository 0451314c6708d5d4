"""Small things that people do: a reaction, a few words in a thread, a note in passing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from groundswell.demo import world
from groundswell.demo.casting import Casting
from groundswell.demo.delegates import speaks_through_office
from groundswell.demo.hours import Hours, Week
from groundswell.demo.member import Member
from groundswell.demo.phrases import Phrases
from groundswell.demo.stories import STORIES
from groundswell.demo.talk import Reacted, Said, Talk

FRESH = timedelta(days=11)  # how old a thread is at most that people still look at
ANSWERED_WITHIN = timedelta(days=2)  # before the week; what is older is only reacted to
LOOKED_AT = 5  # threads, of which one is chosen
FEWEST_LIVE, MOST_LIVE = 2, 80
USUAL_TAIL, LONGEST_TAIL = 2, 6  # short replies before other threads are likelier; at most
NOTE_PULLS, NOTES_TAIL = 0.12, 2  # beside other threads; short replies to a note at most
TO_REPLY = 0.45  # of reactions go to a reply
WAIT = 140  # minutes until a reaction, the middle
UNHEARD_WAIT = 60 * 30  # minutes that a first post of the unheard site waits, the middle
QUIET = frozenset({"broadcast", "waiting"})  # nobody answers there
FOR_THE_BEST = {"thanks": 4.0, "agree": 2.0, "cheer": 1.0}
TO_THE_NEW = "New at Halden Marine"


class Acts:
    """Does them, at believable times, and keeps them in the talk."""

    def __init__(
        self, casting: Casting, hours: Hours, talk: Talk, phrases: Phrases, dice: Random
    ) -> None:
        self._casting, self._hours, self._talk = casting, hours, talk
        self._phrases, self._dice = phrases, dice
        self._tail: Counter[Said] = Counter()
        # What each room looks at: computed anew when the week changes or a thread is begun.
        self._seen: dict[str, tuple[tuple[int, int], Sequence[Said]]] = {}

    def note(self, room: str, member: Member, week: Week) -> bool:
        """A line in passing; whether the room has any in a language of theirs."""
        found = self._phrases.note(room, member, month=week.first.month)
        if found is None or speaks_through_office(member):
            return False
        language, text = found
        at = self._hours.sometime(member, week)
        said = Said(author=member, at=at, source=text, room=room, sort="note", language=language)
        self._talk.begin(said, week.number)
        return True

    def reply(self, room: str, member: Member, week: Week) -> bool:
        """A few words in a thread of the room; whether there was one to reply to."""
        if speaks_through_office(member):
            return False
        thread = self._choose(room, member, week, replying=True)
        return thread is not None and self.answer(thread, member, week)

    def answer(self, thread: Said, member: Member, week: Week) -> bool:
        """A few words in this thread; whether the week had time for them."""
        at = self._when(member, self._answered_from(thread), week)
        if at is None:
            return False
        reply = Said(
            author=member,
            at=at,
            source=self._words(thread, member, week.first.month),
            room=thread.room,
            sort="short",
            language=thread.language,
            thread=thread,
        )
        self._talk.answer(reply, week.number)
        self._tail[thread] += 1
        return True

    def react(self, room: str, member: Member, week: Week) -> bool:
        """A reaction in the room; whether there was something left to react to."""
        thread = self._choose(room, member, week, replying=False)
        said = thread and self._one_of(thread, member, week)
        at = said and self._when(member, said.at, week)
        if not thread or not said or not at:
            return False
        wanted = FOR_THE_BEST if said is thread.best else STORIES[thread.kind].reactions
        name = self._dice.choices(list(wanted), list(wanted.values()))[0]
        self._talk.react(said, Reacted(member, name, at), week.number)
        return True

    def live(self, room: str, week: Week) -> Sequence[Said]:
        """Threads that the room still looks at; in a quiet room its last ones, however old."""
        threads = self._talk.by_room[room]
        seen, live = self._seen.get(room, ((-1, -1), ()))
        if seen != (week.number, len(threads)):
            oldest = week.starts_at - FRESH
            live = [thread for thread in threads[-MOST_LIVE:] if thread.at > oldest]
            live = live if len(live) >= FEWEST_LIVE else threads[-FEWEST_LIVE:]
            self._seen[room] = (week.number, len(threads)), live
        return live

    def _answered_from(self, thread: Said) -> datetime:
        """From when on somebody adds to a thread: behind its last word, or late where planted."""
        last = max([thread.at, *(said.at for said in thread.replies)])
        if thread.is_first and is_unheard(thread) and not thread.replies:
            return last + timedelta(minutes=self._hours.wait(UNHEARD_WAIT, spread=0.5))
        return last

    def _words(self, thread: Said, member: Member, month: int) -> str:
        language = thread.language
        if thread.author is member:
            return self._phrases.thanks(member, language, month=month)
        if thread.room == TO_THE_NEW and self._dice.random() < 0.4:
            return self._phrases.welcome(member, language, month=month)
        occasion = "board" if member.place.level == "board" else _occasion(thread)
        return self._phrases.echo(occasion, member, language, month=month)

    def _one_of(self, thread: Said, member: Member, week: Week) -> Said | None:
        """The thread's start or one of its replies: the best answer draws more than others."""
        free = [
            reply
            for reply in thread.replies
            if reply.sort != "short" and _is_free(reply, member, week)
        ]
        starts = [thread] if _is_free(thread, member, week) else []
        if free and (not starts or self._dice.random() < TO_REPLY):
            weights = [
                self._casting.closeness(member, said.author) * (4 if said is thread.best else 1)
                for said in free
            ]
            return self._dice.choices(free, weights)[0]
        return starts[0] if starts else None

    def _choose(self, room: str, member: Member, week: Week, *, replying: bool) -> Said | None:
        """A thread of the last days, likelier one by somebody close, or with many replies."""
        live = self.live(room, week)
        if not live:
            return None
        for threads in (self._dice.choices(live, k=LOOKED_AT), live):
            weights = [self._pull(thread, member, week, replying=replying) for thread in threads]
            if any(weights):
                return self._dice.choices(threads, weights)[0]
        return None

    def _pull(self, thread: Said, member: Member, week: Week, *, replying: bool) -> float:
        speaks = thread.language in member.languages
        if replying and (not speaks or not self._may_grow(thread, member, week)):
            return 0.0
        pull = self._casting.closeness(member, thread.author) * (1.0 if speaks else 0.15)
        if thread.sort == "note":
            pull *= NOTE_PULLS
        if replying:
            return pull / (1 + (self._tail[thread] / USUAL_TAIL) ** 2)
        return pull * (1 + 0.15 * len(thread.replies))

    def _may_grow(self, thread: Said, member: Member, week: Week) -> bool:
        is_fresh = thread.at > week.starts_at - ANSWERED_WITHIN
        is_short = self._tail[thread] < (NOTES_TAIL if thread.sort == "note" else LONGEST_TAIL)
        return is_fresh and is_short and thread.sort not in QUIET and thread.author is not member

    def _when(self, member: Member, seen_at: datetime, week: Week) -> datetime | None:
        """When somebody reacts to what is there from `seen_at` on, within the week."""
        first = max(seen_at, week.starts_at)
        for _ in range(3):
            at = (
                self._hours.sometime(member, week)
                if first == week.starts_at
                else self._hours.after(first, member, self._hours.wait(WAIT, spread=1.3))
            )
            if first < at < week.ends_at:
                return at
        if week.ends_at - first < timedelta(minutes=10):
            return None
        return self._hours.between(first + timedelta(minutes=2), week.ends_at)


def is_unheard(thread: Said) -> bool:
    """Whether its author sits where first posts wait longest."""
    return thread.author.place.site == world.UNHEARD_SITE


def _is_free(said: Said, member: Member, week: Week) -> bool:
    is_others = said.author is not member and member.number not in said.reactions
    return is_others and said.at < week.ends_at - timedelta(minutes=20)


def _occasion(thread: Said) -> str:
    if thread.is_first and not thread.replies:
        return "first"
    if thread.sort == "note":
        return "note"
    if not STORIES[thread.kind].has_best:
        return "post"
    return "answered" if thread.best else "open"
