"""`/live`: server-sent events that say "stream S moved to position P", and nothing more.

    event: moved
    data: {"stream": 7, "position": 4711, "followed": true, "conversation": false}

    id: 812-4711

A conversation that somebody else types in, or has just read, is told beside that, without an id:

    event: pulse
    data: {"stream": 9, "person": 12, "kind": "typing"}

Whose number of unread notices may have changed hears that, and asks for it:

    event: noticed
    data: {}

Only streams that the viewer may read are named; `?of=followed` leaves out those that are neither in
their feed nor a conversation of theirs. The id is a place in the log: a browser that
reconnects sends it back, and hears what moved meanwhile. It follows all that is told up to there,
so that a connection which is lost in between loses nothing.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from groundswell.activity import log
from groundswell.activity.log import Position
from groundswell.config.serving.asgi import Receive, Scope, Send, answer_in_words, header
from groundswell.config.serving.hub import Hub, Listener, News, news_of
from groundswell.config.serving.sessions import session_of
from groundswell.network.live import queries
from groundswell.people.signin.queries import SignedIn

ADDRESS = "/live"
FOLLOWED = b"of=followed"  # of the address: nothing but the viewer's feed and conversations
HEARTBEAT = 20  # seconds: proxies cut connections that are silent for 60
PATIENCE = 10  # seconds in which a listener takes an event; who does not is cut off
RETRY_MS = (2000, 6000)  # after a restart not everybody comes back at once
PLACE = re.compile(r"(\d{1,19})-(\d{1,19})", re.ASCII)
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx passes each event on at once
    (b"x-content-type-options", b"nosniff"),
]

type Run = Callable[[Callable[[], Any]], Awaitable[Any]]


class Live:
    """The ASGI endpoint. `run` runs a query in a thread that has a database connection."""

    def __init__(self, hub: Hub, run: Run) -> None:
        self._hub = hub
        self._run = run

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            await answer_in_words(send, 405, "Event streams are opened with GET.")
            return
        if self._hub.is_stopping:
            await answer_in_words(send, 503, "The server is being restarted.")
            return
        came = await self._run(partial(_arrive, scope, header(scope, b"last-event-id")))
        if came is None:
            await answer_in_words(send, 401, "Sign in first.")
            return
        who, since, missed, is_noticed = came
        listener = Listener(
            who.session_id,
            who.viewer.pk,
            of_followed=_of_followed(scope),
            waiting=missed,
            up_to=since,
            is_noticed=is_noticed,
        )
        if missed or is_noticed:
            listener.wake.set()
        await self._listen(listener, since, receive, send)

    async def _listen(
        self, listener: Listener, since: Position, receive: Receive, send: Send
    ) -> None:
        watch = asyncio.create_task(_end_when_gone(listener, receive))
        self._hub.add(listener, since)
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            # Whoever missed something is told that first, and then how far they have heard.
            place = "" if listener.wake.is_set() else f"{_place(since)}\n"
            await _push(send, f"retry: {random.randint(*RETRY_MS)}\n{place}\n")  # noqa: S311
            while not listener.is_over:
                await _push(send, await _next(listener))
            await send({"type": "http.response.body", "body": b""})
        except (TimeoutError, OSError, RuntimeError):
            pass  # The listener hung up, or does not listen; there is nobody to tell.
        finally:
            watch.cancel()
            self._hub.remove(listener)


def _arrive(
    scope: Scope, last_id: bytes
) -> tuple[SignedIn, Position, dict[int, News], bool] | None:
    who = session_of(scope)
    if who is None:
        return None
    last = PLACE.fullmatch(last_id.decode("latin-1"))
    if last is None:
        return who, log.newest(), {}, False
    movement = queries.caught_up(Position(int(last[1]), int(last[2])))
    audience = queries.audience([who.viewer.pk], movement.streams)
    missed = {
        stream_id: news_of(audience, who.viewer.pk, stream_id, position)
        for stream_id, position in movement.streams.items()
        if audience.hears(who.viewer.pk, stream_id, of_followed=_of_followed(scope))
    }
    is_noticed = bool(queries.noticed([who.viewer.pk], movement))
    return who, movement.up_to, missed, is_noticed


def _of_followed(scope: Scope) -> bool:
    return scope.get("query_string") == FOLLOWED


async def _next(listener: Listener) -> str:
    try:
        await asyncio.wait_for(listener.wake.wait(), HEARTBEAT)
    except TimeoutError:
        return ":\n\n"
    listener.wake.clear()
    news, listener.waiting = listener.waiting, {}
    events = [
        f"event: moved\ndata: {_json(stream_id, said)}\n\n" for stream_id, said in news.items()
    ]
    if listener.is_noticed:
        listener.is_noticed = False
        events.append("event: noticed\ndata: {}\n\n")
    if events:
        events.append(f"{_place(listener.up_to)}\n\n")
    felt, listener.felt = listener.felt, set()
    events += [
        f"event: pulse\ndata: "
        f"{json.dumps({'stream': each.stream_id, 'person': each.person_id, 'kind': each.kind})}\n\n"
        for each in felt
    ]
    return "".join(events)


def _json(stream_id: int, said: News) -> str:
    return json.dumps(
        {
            "stream": stream_id,
            "position": said.position,
            "followed": said.is_followed,
            "conversation": said.is_conversation,
        }
    )


def _place(position: Position) -> str:
    return f"id: {position.xid}-{position.id}"


async def _push(send: Send, text: str) -> None:
    if text:
        message = {"type": "http.response.body", "body": text.encode(), "more_body": True}
        await asyncio.wait_for(send(message), PATIENCE)


async def _end_when_gone(listener: Listener, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()
