"""A data directory is served once at a time, and a port belongs to one program."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import time
from pathlib import Path
from typing import TextIO

from groundswell.foundation.errors import Refused

LOCK = ".serve.lock"
PATIENCE = 3  # seconds: processes of a serve that was just killed may still be ending


class DirectoryIsServed(Refused):
    """Two servers on one directory would each believe to be the only one."""

    message = (
        "%(directory)s is being served already, by process %(pid)s. Stop that one first,"
        " or name another directory with --dir."
    )


class PortIsTaken(Refused):
    """Another program listens there."""

    message = (
        "Port %(port)s of %(host)s is taken by another program."
        " Choose another with --port, for example --port %(next)s."
    )


class AddressCannotBeUsed(Refused):
    """Not an address of this machine, or a port that needs more rights."""

    message = "Cannot listen on port %(port)s of %(host)s: %(reason)s. Change --host or --port."


def lock(directory: Path, *, patience: float = PATIENCE) -> TextIO:
    """The open lock of a directory; it is held until the process and its children end.

    Raises:
        DirectoryIsServed: another process holds it.
    """
    file = (directory / LOCK).open("a+", encoding="utf-8")
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                file.seek(0)
                pid = file.read().strip() or "unknown"
                file.close()
                raise DirectoryIsServed(directory=directory, pid=pid) from None
            time.sleep(0.05)
        else:
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            return file


def claim_port(host: str, port: int) -> None:
    """Make sure that nobody listens there: two of our servers would share a port silently.

    Raises:
        PortIsTaken: somebody does.
        AddressCannotBeUsed: nobody can, from here.
    """
    if not 0 <= port <= 65535:
        reason = "a port is a number from 1 to 65535"
        raise AddressCannotBeUsed(host=host, port=port, reason=reason)
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            # Connections that linger from a server just stopped are no reason to refuse.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortIsTaken(host=host, port=port, next=port + 1) from None
        reason = error.strerror or str(error)
        raise AddressCannotBeUsed(host=host, port=port, reason=reason) from None
