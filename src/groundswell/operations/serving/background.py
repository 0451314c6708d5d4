"""The process beside the pages: readers of the log go on, and what is owed is sent."""

from __future__ import annotations

import logging
import signal
import threading

from django.db import connection, connections

from groundswell.activity import readers

IDLE = 0.5  # seconds between looks at the log

log = logging.getLogger("groundswell.serving")
_is_over = threading.Event()


def run() -> None:
    """Go on until SIGTERM."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _is_over.set())
    while not _is_over.wait(IDLE):
        for reader in readers.registered():
            _read_on(reader)
    connections.close_all()


def _read_on(reader: readers.Reader) -> None:
    try:
        while not _is_over.is_set() and readers.run_once(reader):
            pass
    except Exception:
        log.exception("reader %s failed; it is tried again", reader.name)
        connection.close()
