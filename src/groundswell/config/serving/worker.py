"""The life of one process that answers requests: its start, its threads, its orderly end."""

from __future__ import annotations

import asyncio
import logging
import signal

from groundswell.config.serving.asgi import Receive, Send
from groundswell.config.serving.chores import Chores
from groundswell.config.serving.hub import Hub
from groundswell.config.serving.processes import die_with_parent

log = logging.getLogger("groundswell.serving")

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Worker:
    """Runs what a process does beside answering.

    `parent` is the process that forked it.
    """

    def __init__(self, parent: int, hub: Hub) -> None:
        self._parent = parent
        self._hub = hub
        self._chores = Chores()

    async def live(self, receive: Receive, send: Send) -> None:
        """Speak ASGI's lifespan protocol with the server."""
        await receive()
        die_with_parent(self._parent)
        self._hear_signals(asyncio.get_running_loop())
        try:
            await asyncio.to_thread(self._chores.start)
        except Exception as error:
            log.exception("this process cannot start")
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        self._hub.start(asyncio.get_running_loop())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.to_thread(self._chores.stop)
        await send({"type": "lifespan.shutdown.complete"})

    def _hear_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        # granian never ends while an answer is open, and an event stream always is: we end the
        # streams first, and then do what granian would have done.
        for number in SIGNALS:
            servers_own = loop._signal_handlers.get(number)  # type: ignore[attr-defined]

            def stop(servers_own: asyncio.Handle | None = servers_own) -> None:
                self._hub.stop()
                if servers_own is not None:
                    servers_own._run()

            loop.add_signal_handler(number, stop)
