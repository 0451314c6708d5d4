"""The processes that answer requests: granian, with our router in it."""

from __future__ import annotations

import os
from functools import partial
from importlib import import_module
from typing import Any

from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

# Named and not imported, as servers do: this door knows nothing of the other.
APPLICATION = "groundswell.config.asgi"
KILL_AFTER = 30  # seconds in which requests in flight may finish
# An open event stream counts against the backpressure, which is 1,024 unless it is said.
BACKLOG, OPEN_AT_ONCE = 8192, 16_000


def prepare() -> None:
    """Do once, before processes are forked, what each of them would do again."""
    import_module(APPLICATION).prepare()


def serve(host: str, port: int, workers: int) -> None:
    """Answer requests until SIGTERM; workers that die are started again."""
    server = Server(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        loop=Loops.asyncio,
        http=HTTPModes.auto,
        http1_settings=HTTP1Settings(header_read_timeout=30_000),
        websockets=False,
        backlog=BACKLOG,
        backpressure=OPEN_AT_ONCE,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=partial(_application, os.getpid()), wrap_loader=False)


def _application(parent: int) -> Any:
    return import_module(APPLICATION).application(parent)
