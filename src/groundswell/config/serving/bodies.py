"""The body of a request, received before Django sees it: small in memory, large on disk."""

from __future__ import annotations

import asyncio
import tempfile
from typing import IO

from groundswell.config.serving.asgi import Receive, Scope, header

IN_MEMORY = 512 * 1024
PATIENCE = 60  # seconds without a byte, after which a sender is given up


class BodyIsTooLarge(Exception):
    """More than this server takes from anybody."""


class SenderIsGone(Exception):
    """The sender hung up, or fell silent, before the body was whole."""


async def receive_body(scope: Scope, receive: Receive, most: int) -> tuple[IO[bytes], int]:
    """The body, rewound, and its length in bytes. Whoever gets it closes it.

    Raises:
        BodyIsTooLarge: it has, or says that it has, more than `most` bytes.
        SenderIsGone: it never came to its end.
    """
    said = header(scope, b"content-length")
    if said.isdigit() and int(said) > most:
        raise BodyIsTooLarge
    body: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the caller closes
    try:
        length = await _fill(body, receive, most)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body, length


async def _fill(body: IO[bytes], receive: Receive, most: int) -> int:
    length, is_more = 0, True
    while is_more:
        try:
            message = await asyncio.wait_for(receive(), PATIENCE)
        except TimeoutError:
            raise SenderIsGone from None
        if message["type"] == "http.disconnect":
            raise SenderIsGone
        chunk = message.get("body", b"")
        length += len(chunk)
        if length > most:
            raise BodyIsTooLarge
        body.write(chunk)
        is_more = message.get("more_body", False)
    return length
