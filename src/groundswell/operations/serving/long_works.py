"""The process that does what administrators asked for in the browser: imports, examinations.

A process of its own, so that a long import leaves readers, mails and pages their processor; one
that is killed is started again and carries on what it was at.
"""

from __future__ import annotations

import logging
import signal
import threading
from importlib import import_module

from django.db import connection, connections

from groundswell.config import choosing
from groundswell.exchange.tasks import working

REST = 2.0  # seconds between two looks
# Loading them makes their kinds of work known. Named and not imported: the doctor looks at backups,
# and those know this room.
KINDS = ("groundswell.exchange.tasks.imports", "groundswell.operations.doctor.asked")

log = logging.getLogger("groundswell.serving")


def run() -> None:
    """Go on until SIGTERM, and then end between two steps of the work at hand."""
    for name in KINDS:
        import_module(name)
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    while not over.is_set():
        try:
            choosing.refresh()
            working.work_off(until=over.is_set)
        except Exception:
            log.exception("looking for long works failed; it goes on in a moment")
            connection.close()
        over.wait(REST)
    connections.close_all()
