"""What every process that answers requests does each minute, in a thread of its own."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from groundswell.activity import leases
from groundswell.adoption.looks import noting as looks
from groundswell.config.measuring import store
from groundswell.foundation import ids
from groundswell.network.search import misses
from groundswell.people.signin import presence
from groundswell.people.signin.tokens import use as tokens

EVERY = 60  # seconds

log = logging.getLogger("groundswell.serving")


class Chores:
    """Holds the number of the process, and writes who was here."""

    def __init__(self) -> None:
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="chores", daemon=True)
        self._number = 0

    def start(self) -> None:
        """Lease the number that goes into new ids; only then may anything be written."""
        store.join(Path(settings.DIRECTORY))
        self._number = leases.take()
        ids.use_process(self._number)
        connections.close_all()
        self._thread.start()

    def stop(self) -> None:
        """Write what is still in memory, and give the number back."""
        self._is_over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._is_over.wait(EVERY):
            self._do(self._keep_number)
            if self._do(presence.write):
                store.show_chore("presence", time.time())
            self._do(misses.write)
            self._do(looks.write)
            self._do(tokens.write)
        self._do(presence.write)
        self._do(misses.write)
        self._do(looks.write)
        self._do(tokens.write)
        self._do(self._give_number_back)
        connections.close_all()

    def _do(self, chore: object) -> bool:
        try:
            chore()  # type: ignore[operator]
        except Exception:
            log.exception("a chore failed; it is tried again in a minute")
            connection.close()
            return False
        return True

    def _keep_number(self) -> None:
        if not leases.keep(self._number):
            log.error("another process took our number %s; starting anew", self._number)
            os._exit(1)

    def _give_number_back(self) -> None:
        leases.give_back(self._number)
