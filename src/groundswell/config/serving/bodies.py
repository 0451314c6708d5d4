"""The body of a request, received before Django sees it: small in memory, large on disk.

Whoever is not signed in sends forms of a few lines and nothing else, so a large body is asked
whose it is before it is received. What lies here at once is bounded, for strangers apart from
the others: they cannot keep them from sending.
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import Awaitable, Callable
from typing import IO

from groundswell.config.serving.asgi import Receive, Scope, header

IN_MEMORY = 512 * 1024
SMALL = 64 * 1024  # bytes: every form but a post with files, a photo or a people list
SMALL_AT_ONCE = 2_000  # small bodies that are being received or read
LARGE_AT_ONCE = 4  # bodies of the largest kind; four times as many of a fourth of it
PATIENCE = 60  # seconds without a byte, after which a sender is given up

type MaySendMuch = Callable[[Scope], Awaitable[bool]]


class BodyIsTooLarge(Exception):
    """More than this server takes from anybody."""


class SignInFirst(Exception):
    """More than this server takes from somebody who is not signed in."""


class TooMuchAtOnce(Exception):
    """As much as this server holds is being sent by others just now."""


class SenderIsGone(Exception):
    """The sender hung up, or fell silent, before the body was whole."""


class Room:
    """How many bytes may lie here at once; taken and given back by several threads."""

    def __init__(self, most: int) -> None:
        self._free = most
        self._lock = threading.Lock()

    def take(self, count: int) -> None:
        """Take room for some bytes more.

        Raises:
            TooMuchAtOnce: there is none.
        """
        with self._lock:
            if count > self._free:
                raise TooMuchAtOnce
            self._free -= count

    def give_back(self, count: int) -> None:
        """Let others have the room."""
        with self._lock:
            self._free += count


class Body(tempfile.SpooledTemporaryFile[bytes]):
    """A body that gives its room back when it is closed."""

    def __init__(self, room: Room) -> None:
        super().__init__(IN_MEMORY)
        self.length = 0
        self._room, self._taken = room, 0

    def add(self, chunk: bytes) -> None:
        """Take in the next piece.

        Raises:
            TooMuchAtOnce: there is no room for it.
        """
        self._room.take(len(chunk))
        self._taken += len(chunk)
        self.write(chunk)
        self.length += len(chunk)

    def move(self, room: Room) -> None:
        """Lie in another room from now on."""
        room.take(self._taken)
        self._room.give_back(self._taken)
        self._room = room

    def close(self) -> None:
        """Forget the bytes, once."""
        super().close()
        self._room.give_back(self._taken)
        self._taken = 0


class Bodies:
    """Receives the bodies of one process. `most`: bytes of the largest; `may_send_much`: whose."""

    def __init__(self, most: int, may_send_much: MaySendMuch) -> None:
        self._most, self._may_send_much = most, may_send_much
        self._small = Room(SMALL * SMALL_AT_ONCE)
        self._large = Room(most * LARGE_AT_ONCE)

    async def receive(self, scope: Scope, receive: Receive) -> tuple[IO[bytes], int]:
        """The body, rewound, and its length in bytes. Whoever gets it closes it.

        Raises:
            BodyIsTooLarge: it has, or says that it has, more than the largest.
            SignInFirst: it is not small, and its sender not signed in.
            TooMuchAtOnce: others are sending as much as there is room for.
            SenderIsGone: it never came to its end.
        """
        said = header(scope, b"content-length")
        is_asked = said.isdigit() and int(said) > SMALL
        if is_asked:
            await self._refuse(scope, int(said))
        body = Body(self._small)
        try:
            await self._fill(body, scope, receive, is_asked=is_asked)
        except BaseException:
            body.close()
            raise
        body.seek(0)
        return body, body.length

    async def _fill(self, body: Body, scope: Scope, receive: Receive, *, is_asked: bool) -> None:
        is_more = True
        while is_more:
            try:
                message = await asyncio.wait_for(receive(), PATIENCE)
            except TimeoutError:
                raise SenderIsGone from None
            if message["type"] == "http.disconnect":
                raise SenderIsGone
            chunk = message.get("body", b"")
            grown = body.length + len(chunk)
            if body.length <= SMALL < grown:
                if not is_asked:  # it came without its length
                    await self._refuse(scope, grown)
                body.move(self._large)
            if grown > self._most:
                raise BodyIsTooLarge
            body.add(chunk)
            is_more = message.get("more_body", False)

    async def _refuse(self, scope: Scope, length: int) -> None:
        if length > self._most:
            raise BodyIsTooLarge
        if not await self._may_send_much(scope):
            raise SignInFirst
