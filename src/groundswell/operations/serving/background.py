"""The process beside the pages: readers of the log read on, and what is owed is done."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from groundswell.activity import outbox, readers
from groundswell.activity.watch import Watch, pause
from groundswell.adoption import actions as adoption
from groundswell.adoption.reports import mailing as reports
from groundswell.config import choosing
from groundswell.config.measuring import store
from groundswell.exchange.people import drafts, states
from groundswell.network.files import cleaning
from groundswell.network.groups import tending
from groundswell.network.notifications import digesting, mailing, pushing
from groundswell.network.polls import actions as polls
from groundswell.network.search import filing, misses, renewing
from groundswell.network.unsent import publishing
from groundswell.people.signin import guessers

# Seconds after which readers look even if nothing seems to have moved: another process may have
# let a lease go.
AT_LEAST_EVERY = 5.0
REST = 5.0  # seconds after a failure, and between two looks into the outbox
CLEANING_EVERY = 60.0
PUSHING_EVERY = 10.0
TENDING_EVERY = 3600.0  # seconds: what groups are asked, they are asked by the day
TIDYING_EVERY = 3600.0
NEVER = float("-inf")  # not 0: the clock begins with the machine, and that may be minutes ago

log = logging.getLogger("groundswell.serving")


def run() -> None:
    """Go on until SIGTERM, and then finish the batch and the letter at hand."""
    store.join(Path(settings.DIRECTORY))
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    threads = [
        threading.Thread(target=_keep_on, args=(over, work), name=name)
        for name, work in (
            ("readers", _read),
            ("outbox", _send),
            ("pushes", _push),
            ("cleaning", _clean),
            ("later", _publish),
            ("renewing", _renew),
            ("groups", _tend),
            ("filing", _look_into_files),
        )
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        # Joined in pieces: a signal is handled in this thread, and only between two waits.
        while thread.is_alive():
            thread.join(0.5)


def _keep_on(over: threading.Event, work: Callable[[threading.Event], None]) -> None:
    while not over.is_set():
        try:
            work(over)
        except Exception:
            log.exception("%s failed; it goes on in a moment", threading.current_thread().name)
            connection.close()
            over.wait(REST)
    connections.close_all()


def _read(over: threading.Event) -> None:
    watch, looked_at = Watch(), NEVER
    while not over.is_set():
        is_time = time.monotonic() - looked_at > AT_LEAST_EVERY
        if watch.has_moved() or is_time:
            looked_at = time.monotonic()
            for reader in readers.registered():
                _read_on(reader, over)
            store.show_chore("readers", time.time())
            while adoption.sweep_on() and not over.wait(gap()):
                pass
        over.wait(pause())


def _read_on(reader: readers.Reader, over: threading.Event) -> None:
    # One reader that fails does not keep the others from reading.
    try:
        while readers.run_once(reader) and not over.wait(gap()):
            pass
    except Exception:
        log.exception("reader %s failed; it is tried again", reader.name)
        connection.close()
        over.wait(1)


def gap() -> float:
    """Seconds that a reader which catches up leaves to other writers between two batches.

    SQLite's lock has no queue: whoever waits looks again every 100 ms at most, and would starve
    beside a reader that takes it back at once (seen: a process that could not start in 20 s).
    """
    return 0.12 if connection.vendor == "sqlite" else 0.0


def _send(over: threading.Event) -> None:
    while not over.wait(REST):
        choosing.refresh()
        while outbox.work_off(until=over.is_set) and not over.is_set():
            pass
        store.show_chore("outbox", time.time())


def _push(over: threading.Event) -> None:
    # Apart from the mails: a push service that does not answer holds up nothing else.
    while not over.wait(PUSHING_EVERY):
        pushing.owe_due()
        while outbox.work_off(pushing.WORKER, until=over.is_set) and not over.is_set():
            pass


def _renew(over: threading.Event) -> None:
    while not over.wait(REST):
        renewing.work_off(until=over.is_set, rest=lambda: over.wait(gap()))


def _look_into_files(over: threading.Event) -> None:
    while not over.wait(REST):
        filing.work_off(until=over.is_set)


def _publish(over: threading.Event) -> None:
    while not over.wait(REST):
        publishing.publish_due()


def _clean(over: threading.Event) -> None:
    looked_at = NEVER
    while not over.wait(CLEANING_EVERY):
        guessers.forget_old()
        states.depart_due()
        polls.close_due()
        mailing.owe_due()
        digesting.owe_due()
        reports.owe_due()
        store.show_chore("cleaning", time.time())
        if time.monotonic() - looked_at > TIDYING_EVERY:
            looked_at = time.monotonic()
            drafts.forget_old()
            cleaning.drop_forgotten()
            filing.forget_gone()
            misses.forget_old()
            outbox.forget_old()
            _sum_up(over)


def _sum_up(over: threading.Event) -> None:
    # It takes minutes in a large company: what failed is tried again in an hour, not at once.
    try:
        adoption.seal_due(until=over.is_set)
    except Exception:
        log.exception("some figures could not be kept; it is tried again in an hour")


def _tend(over: threading.Event) -> None:
    while not over.is_set():
        tending.tend(over.is_set)
        over.wait(TENDING_EVERY)
