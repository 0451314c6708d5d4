"""The few types and answers of ASGI that the router's parts share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

type Scope = Mapping[str, Any]
type Message = dict[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Headers = Iterable[tuple[bytes, bytes]]

NOTHING_RUNS = b"default-src 'none'; sandbox"


def header(scope: Scope, name: bytes) -> bytes:
    """The value of one header, its name in small letters; empty when it is absent."""
    return next((value for key, value in scope["headers"] if key == name), b"")


async def answer(send: Send, status: int, headers: Headers = (), body: bytes = b"") -> None:
    """Send a whole answer whose body is in memory."""
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})


async def answer_in_words(send: Send, status: int, words: str) -> None:
    """Send a plain sentence."""
    body = words.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", NOTHING_RUNS),
    ]
    await answer(send, status, headers, body)
