"""Everybody who waits for news in this process, and the one thread that looks for it.

While nothing happens there is no query, however many wait. An event says only that a stream
moved; what it means to somebody is asked through the ordinary queries.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection, connections

from groundswell.activity.log import Position
from groundswell.activity.watch import Watch, pause
from groundswell.config.measuring import store
from groundswell.network.live import queries
from groundswell.network.live.queries import Audience, Movement
from groundswell.people.signin import queries as signin

MOST_A_PERSON = 12  # connections; the oldest ends when there are more
SESSIONS_EVERY = 2.0  # seconds: a suspended person is cut off within 5

log = logging.getLogger("groundswell.serving")


@dataclass(frozen=True, slots=True)
class News:
    """A stream moved to the activity of that number.

    Whether the listener has it in their feed, and whether it is a conversation of theirs.
    """

    position: int
    is_followed: bool
    is_conversation: bool


@dataclass(frozen=True, slots=True)
class Felt:
    """Somebody types in a conversation of the listener, or has just read it."""

    stream_id: int
    person_id: int
    kind: str


@dataclass(eq=False, slots=True)
class Listener:
    """One open connection; `of_followed` hears of the streams in its person's feed alone.

    Touched in the loop's thread alone.
    """

    session_id: int
    person_id: int
    of_followed: bool = False
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: dict[int, News] = field(default_factory=dict)
    is_noticed: bool = False
    felt: set[Felt] = field(default_factory=set)
    up_to: Position = field(default_factory=Position)
    is_over: bool = False

    def end(self) -> None:
        """Let the connection close."""
        self.is_over = True
        self.wake.set()


def news_of(audience: Audience, person_id: int, stream_id: int, position: int) -> News:
    """What one person hears of a stream that moved."""
    is_conversation = stream_id in audience.conversation_ids
    return News(position, audience.follows(person_id, stream_id), is_conversation)


class Hub:
    """Listeners of this process, and the thread that brings them news."""

    def __init__(self) -> None:
        self.is_stopping = False
        self._listeners: dict[Listener, None] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._position: Position | None = None
        self._is_behind = False
        self._pulse: int | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to look for news; it is brought into `loop`."""
        self._loop = loop
        threading.Thread(target=self._run, name="news", daemon=True).start()

    def stop(self) -> None:
        """End every connection, and take no new one."""
        self.is_stopping = True
        self._over.set()
        for listener in self._listeners:
            listener.end()

    def add(self, listener: Listener, since: Position) -> None:
        """Bring news behind `since` to a listener from now on."""
        own = [other for other in self._listeners if other.person_id == listener.person_id]
        for other in own[: max(0, len(own) + 1 - MOST_A_PERSON)]:
            other.end()
        self._listeners[listener] = None
        with self._lock:
            # Whoever comes first sets the thread to work at the place that they know. And what it
            # read on while somebody arrived they were not told: it reads that once more.
            if self._position is None or since < self._position:
                self._position, self._is_behind = since, True
        store.show_live(len(self._listeners))

    def remove(self, listener: Listener) -> None:
        """Bring nothing to a listener any more."""
        self._listeners.pop(listener, None)
        store.show_live(len(self._listeners))
        if not self._listeners:
            with self._lock:
                self._position = None

    def _run(self) -> None:
        watch, checked_at = Watch(), time.monotonic()
        while not self._over.wait(pause()):
            try:
                if self._position is None:
                    watch, self._pulse = Watch(), None
                    continue
                has_moved = watch.has_moved()
                if has_moved or self._is_behind:
                    self._look()
                # On PostgreSQL the watch sees the log alone, and a pulse is not in it.
                if has_moved or connection.vendor != "sqlite":
                    self._feel()
                if time.monotonic() - checked_at > SESSIONS_EVERY:
                    checked_at = time.monotonic()
                    self._check_sessions()
            except Exception:
                log.exception("looking for news failed; it is tried again")
                connection.close()
                self._over.wait(1)
        connections.close_all()

    def _look(self) -> None:
        with self._lock:
            position, self._is_behind = self._position, False
        if position is None:
            return
        movement = queries.moved_after(position)
        with self._lock:
            if self._position is position:
                self._position = movement.up_to
        listeners = list(self._listeners)
        if listeners and (movement.streams or movement.waves or movement.readers):
            self._tell(listeners, movement)

    def _feel(self) -> None:
        if self._pulse is None:
            self._pulse = queries.last_pulse()
        listeners = list(self._listeners)
        people = {listener.person_id for listener in listeners}
        self._pulse, felt = queries.pulses_after(self._pulse, people)
        told = [
            (listener, Felt(pulse.stream_id, pulse.person_id, pulse.kind))
            for person_id, pulse in felt
            for listener in listeners
            if listener.person_id == person_id
        ]
        if told:
            self._in_loop(self._pass_on, told)

    def _pass_on(self, told: Iterable[tuple[Listener, Felt]]) -> None:
        for listener, felt in told:
            listener.felt.add(felt)
            listener.wake.set()

    def _tell(self, listeners: list[Listener], movement: Movement) -> None:
        people = {listener.person_id for listener in listeners}
        audience = queries.audience(people, movement.streams)
        told = [
            (listener, stream_id, news_of(audience, listener.person_id, stream_id, position))
            for listener in listeners
            for stream_id, position in movement.streams.items()
            if audience.hears(listener.person_id, stream_id, of_followed=listener.of_followed)
        ]
        noticed = queries.noticed(people, movement)
        pointed = [listener for listener in listeners if listener.person_id in noticed]
        self._in_loop(self._deliver, told, pointed, movement.up_to)

    def _deliver(
        self,
        told: Iterable[tuple[Listener, int, News]],
        pointed: Iterable[Listener],
        up_to: Position,
    ) -> None:
        # All at once: the place up to which somebody heard is sent behind what they hear.
        heard = set(pointed)
        for listener in heard:
            listener.is_noticed = True
        for listener, stream_id, news in told:
            listener.waiting[stream_id] = news
            heard.add(listener)
        for listener in heard:
            listener.up_to = up_to
            listener.wake.set()

    def _check_sessions(self) -> None:
        listeners = list(self._listeners)
        living = signin.living({listener.session_id for listener in listeners})
        dead = [listener for listener in listeners if listener.session_id not in living]
        if dead:
            self._in_loop(self._end, dead)

    def _end(self, listeners: Iterable[Listener]) -> None:
        for listener in listeners:
            listener.end()

    def _in_loop(self, what: object, *arguments: object) -> None:
        if self._loop is not None and not self._over.is_set():
            self._loop.call_soon_threadsafe(what, *arguments)  # type: ignore[arg-type]
