"""One command, several processes: those that die are started again, and all end together."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import connections

from groundswell.config.serving.processes import die_with_parent

HEARD = {signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}
PATIENCE = 40  # seconds to end in; pages have 30 of them (see `pages.serve`)
LONGEST_PAUSE = 30  # seconds before a process that dies at once is started again
LIVED = 5  # seconds, after which a process counts as having started well

log = logging.getLogger("groundswell.serving")


@dataclass(slots=True)
class Child:
    """A process to keep alive: its name, what it runs, and since when."""

    name: str
    work: Callable[[], None]
    pid: int = 0
    started_at: float = field(default=0.0)
    starts_at: float = field(default=0.0)
    pause: float = 0.0


def supervise(children: Sequence[Child]) -> int:
    """Run the children until SIGTERM or SIGINT; the exit code of the whole.

    Each is forked from this process, which has no thread and no connection open.
    """
    connections.close_all()
    signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
    while True:
        _start_due(children)
        heard = signal.sigtimedwait(HEARD, 1.0)
        if heard is not None and heard.si_signo != signal.SIGCHLD:
            return _end(children)
        _reap(children)


def _start_due(children: Sequence[Child]) -> None:
    now = time.monotonic()
    for child in children:
        if not child.pid and child.starts_at <= now:
            child.pid, child.started_at = _fork(child.work), now


def _fork(work: Callable[[], None]) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
        die_with_parent(parent)
        work()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except Exception:
        log.exception("a process of serve failed")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _reap(children: Sequence[Child]) -> None:
    now = time.monotonic()
    for child in children:
        if child.pid and os.waitpid(child.pid, os.WNOHANG)[0]:
            has_lived = now - child.started_at > LIVED
            child.pause = 0.0 if has_lived else min(max(1.0, child.pause * 2), LONGEST_PAUSE)
            child.pid, child.starts_at = 0, now + child.pause
            log.error("%s ended; it is started again", child.name)


def _end(children: Sequence[Child]) -> int:
    deadline = time.monotonic() + PATIENCE
    for child in children:
        _signal(child, signal.SIGTERM)
    while any(child.pid for child in children):
        heard = signal.sigtimedwait(HEARD, max(0.0, min(1.0, deadline - time.monotonic())))
        is_asked_again = heard is not None and heard.si_signo != signal.SIGCHLD
        if is_asked_again or time.monotonic() >= deadline:
            for child in children:
                _signal(child, signal.SIGKILL)
        for child in children:
            if child.pid and os.waitpid(child.pid, os.WNOHANG)[0]:
                child.pid = 0
    return 0


def _signal(child: Child, number: signal.Signals) -> None:
    if child.pid:
        os.kill(child.pid, number)
