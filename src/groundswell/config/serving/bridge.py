"""From ASGI to Django's WSGI handler in a small thread pool.

Django's own ASGI handler is 10 to 18 times slower on an empty view (measured). A request runs in
one thread from its beginning to `close()`, since its database connection belongs to the thread.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from groundswell.config.measuring import store
from groundswell.config.serving.asgi import Receive, Scope, Send, answer_in_words
from groundswell.config.serving.bodies import (
    Bodies,
    BodyIsTooLarge,
    SenderIsGone,
    SignInFirst,
    TooMuchAtOnce,
)
from groundswell.config.serving.environ import environ_of
from groundswell.config.serving.packing import pack
from groundswell.config.serving.proxies import Network

PAGES = 6  # requests at work at once; more threads only wait for the interpreter
STREAMS = 40  # answers that are being streamed to slow readers beside them
STREAMED = 200  # what is streamed went well, or its reader hung up
PATIENCE = 60  # seconds in which a reader takes a piece of a streamed answer

type Handler = Callable[..., Any]  # of WSGI

log = logging.getLogger("groundswell.serving")


class ReaderIsGone(Exception):
    """Nobody takes the answer any more."""


@dataclass(frozen=True, slots=True)
class Head:
    """The status and headers of an answer."""

    status: int
    headers: list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that left its thread: a head with a body or a file, or None when it was streamed.

    A file is sent by the server itself: no thread of ours waits for a slow reader.
    """

    head: Head | None
    body: bytes = b""
    file: Path | None = None


class Bridge:
    """An ASGI application around a WSGI handler."""

    def __init__(
        self,
        handler: Handler,
        *,
        most: int,
        trusted: Sequence[Network],
        may_send_much: Callable[[Scope], bool],
    ) -> None:
        """`most`: bytes of the largest body; `trusted`: proxies that are believed.

        `may_send_much` is asked in a thread about whoever sends more than a form of a few lines.
        """
        self._handler = handler
        self._trusted = trusted
        self._bodies = Bodies(most, lambda scope: self.run(lambda: may_send_much(scope)))
        self._pool = ThreadPoolExecutor(PAGES + STREAMS, thread_name_prefix="page")
        self._pages = asyncio.Semaphore(PAGES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body, length = await self._bodies.receive(scope, receive)
        except BodyIsTooLarge:
            await answer_in_words(send, 413, "That is too large. Nothing was changed.")
            return
        except SignInFirst:
            words = "Sign in before you send something that large. Nothing was changed."
            await answer_in_words(send, 413, words)
            return
        except TooMuchAtOnce:
            words = "Too much is being sent at this moment. Send it again in a minute."
            await answer_in_words(send, 503, words)
            return
        except SenderIsGone:
            return
        begun = time.perf_counter()
        environ = environ_of(scope, body, length, self._trusted)
        given = await self._in_thread(environ, receive, send)
        status = given.head.status if given.head else STREAMED
        store.count_request(scope["path"], status, time.perf_counter() - begun)
        if given.head is not None:
            await _send_whole(send, given.head, given, is_head=scope["method"] == "HEAD")

    async def run[Result](self, work: Callable[[], Result]) -> Result:
        """Run something short beside the pages, in a thread with a database connection."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        """Wait until all that was begun is done."""
        self._pool.shutdown()

    async def _in_thread(self, environ: dict[str, Any], receive: Receive, send: Send) -> Answer:
        loop = asyncio.get_running_loop()
        stream = _Stream(loop, send, receive, self._pages.release)
        await self._pages.acquire()
        work = loop.run_in_executor(self._pool, self._respond, environ, stream)
        try:
            # Shielded: what was begun is done to its end, whether somebody waits for it or not.
            return await asyncio.shield(work)
        finally:
            if not stream.is_begun:
                self._pages.release()
            stream.end()

    def _respond(self, environ: dict[str, Any], stream: _Stream) -> Answer:
        with environ["wsgi.input"]:
            return self._respond_to(environ, stream)

    def _respond_to(self, environ: dict[str, Any], stream: _Stream) -> Answer:
        heads: list[Head] = []

        def start(status: str, headers: list[tuple[str, str]], *_: object) -> None:
            heads.append(Head(int(status[:3]), [_encoded(*pair) for pair in headers]))

        response = self._handler(environ, start)
        try:
            head = heads[0]
            if file := _file(response):
                return Answer(head, file=file)
            if not getattr(response, "streaming", False):
                accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
                headers, body = pack(head.headers, b"".join(response), accepted)
                return Answer(Head(head.status, headers), body)
            stream.send_all(head, response)
        except ReaderIsGone:
            log.debug("a reader of %s hung up", environ["PATH_INFO"])
        finally:
            response.close()
        return Answer(None)


class _Stream:
    """The way of a streamed answer from its thread to the loop, one piece at a time."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        send: Send,
        receive: Receive,
        begun: Callable[[], None],
    ) -> None:
        self.is_begun = False
        self._loop, self._send, self._receive, self._begun = loop, send, receive, begun
        self._is_gone = False
        self._watch: asyncio.Task[None] | None = None

    def send_all(self, head: Head, pieces: Iterable[bytes]) -> None:
        """Called in the thread: send everything, as fast as the reader takes it.

        Raises:
            ReaderIsGone: it does not.
        """
        self._wait(self._begin(head))
        for piece in pieces:
            if piece:
                self._wait(
                    self._push({"type": "http.response.body", "body": piece, "more_body": True})
                )
        self._wait(self._push({"type": "http.response.body", "body": b""}))

    def end(self) -> None:
        """Called in the loop, when the thread is done."""
        if self._watch is not None:
            self._watch.cancel()

    def _wait(self, step: Any) -> None:
        try:
            asyncio.run_coroutine_threadsafe(step, self._loop).result(PATIENCE)
        except (TimeoutError, OSError, RuntimeError) as error:
            raise ReaderIsGone from error

    async def _begin(self, head: Head) -> None:
        # Pages go on while this one is streamed: its thread is none of theirs any more.
        self.is_begun = True
        self._begun()
        self._watch = self._loop.create_task(self._notice_hanging_up())
        await self._push(
            {"type": "http.response.start", "status": head.status, "headers": head.headers}
        )

    async def _push(self, message: dict[str, Any]) -> None:
        if self._is_gone:
            raise ReaderIsGone
        await self._send(message)

    async def _notice_hanging_up(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._is_gone = True


async def _send_whole(send: Send, head: Head, given: Answer, *, is_head: bool) -> None:
    headers = head.headers
    if given.file is None and not any(name == b"content-length" for name, _ in headers):
        headers = [*headers, (b"content-length", str(len(given.body)).encode())]
    await send({"type": "http.response.start", "status": head.status, "headers": headers})
    if given.file is None or is_head:
        await send({"type": "http.response.body", "body": b"" if is_head else given.body})
    else:
        await send({"type": "http.response.pathsend", "path": str(given.file)})


def _file(response: object) -> Path | None:
    file: IO[bytes] | None = getattr(response, "file_to_stream", None)
    name = getattr(file, "name", None)
    if file is None or not isinstance(name, str) or file.tell():
        return None
    return Path(name).resolve()


def _encoded(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode("latin-1"), str(value).encode("latin-1")
