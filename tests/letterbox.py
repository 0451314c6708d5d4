"""A real mail server on loopback that keeps what it receives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from groundswell.config.options import Mail
from tests.servers import free_port


class Letterbox:
    """Keeps what it receives; answers with `refuses` while that says something."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.raw: list[str] = []
        self.refuses = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuses:
            return self.refuses
        self.raw.append(envelope.content.decode())
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


def said(letter: EmailMessage, kind: str = "plain") -> str:
    """What a letter says, as text or as HTML."""
    return str(letter.get_body((kind,)).get_content())  # type: ignore[union-attr]


@contextmanager
def letterbox_of(
    settings: Any, *, user: str = "", password_file: str = "", tls: str = "none", **its_own: Any
) -> Iterator[Letterbox]:
    """A letterbox to which the settings lead; `its_own` is how aiosmtpd runs it."""
    box = Letterbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port, **its_own)
    controller.start()
    settings.OPTIONS = replace(
        settings.OPTIONS,
        organisation="Halden Marine Systems",
        mail=Mail("127.0.0.1", port, user, password_file, tls, "net@halden.example"),
    )
    yield box
    controller.stop()
