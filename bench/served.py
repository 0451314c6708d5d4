"""A real `serve`: several processes beside one, and what pages cost that stay open.

What takes turns is compared: the server of one process and that of two stand side by side on one
database, and the clients go from one to the other.
"""

from __future__ import annotations

import http.client
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from bench import company

READY_SECONDS = 120
PEOPLE, OPEN, WARM = 50, 500, 50  # people, their open pages, and those that do not count
WINDOWS, WINDOW = 5, 1.5  # seconds in which nothing happens
CLIENTS, TURNS, TURN = 8, 5, 3.0  # clients at once; turns of so many seconds
WORKERS = (1, 2, 4)  # processes that answer

type Facts = dict[str, float]


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs."""

    port: int
    pid: int

    @property
    def processes(self) -> list[int]:
        """It and all below it."""
        parents = dict(_parents())
        found = [self.pid]
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found

    @property
    def memory(self) -> int:
        """Resident bytes of all its processes."""
        pages = [int(_read(pid, "statm").split()[1]) for pid in self.processes]
        return sum(pages) * resource.getpagesize()

    @property
    def seconds(self) -> float:
        """What it has used of the processors."""
        fields = [_read(pid, "stat").rpartition(")")[2].split() for pid in self.processes]
        return sum(int(field[11]) + int(field[12]) for field in fields) / os.sysconf("SC_CLK_TCK")


class Rate(NamedTuple):
    """Pages a second, and what each takes of the processors, the database's own left out."""

    pages: float
    ms: float


def open_pages(tokens: Sequence[str]) -> Facts:
    """What 500 pages of 50 people cost while nothing happens: memory, queries, processor."""
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    )
    with _serve("live") as served, ExitStack() as held:
        listeners = [tokens[n % len(tokens)] for n in range(OPEN)]
        for token in listeners[:WARM]:
            held.enter_context(_listen(served, token))
        memory = served.memory
        with ExitStack() as others:
            for token in listeners[WARM:]:
                others.enter_context(_listen(served, token))
            grown = served.memory - memory
            many = _quiet(served)
        few = _quiet(served)
    found = {"kB of memory for an open page": grown / (OPEN - WARM) / 1000}
    return found | {f"{name} for {OPEN - WARM} more": many[name] - few[name] for name in few}


def processes(tokens: Sequence[str]) -> Facts:
    """Home pages a second over HTTP, of one process and of several, and how many times as many.

    More processes than the machine has processors answer no more; what each page takes of them says
    whether they are in each other's way.
    """
    with ExitStack() as held:
        served = {n: held.enter_context(_serve(f"of-{n}", workers=n)) for n in WORKERS}
        turns = [{n: _rate(one, tokens) for n, one in served.items()} for _ in range(TURNS + 1)][1:]
    found = {}
    for n in WORKERS:
        name = f"{n} process{'es' if n > 1 else ''}"
        found[f"home pages a second, {name}"] = _median(turn[n].pages for turn in turns)
        found[f"ms of processor a page, {name}"] = _median(turn[n].ms for turn in turns)
        if n > 1:
            times = _median(turn[n].pages / turn[1].pages for turn in turns)
            found[f"{name}, times as many"] = times
    return found


def _median(numbers: Iterable[float]) -> float:
    return statistics.median(numbers)


def tokens() -> list[str]:
    """Sessions of people of the company, the reader left out."""
    return [company.sign_in(person) for person in range(2, PEOPLE + 2)]


@contextmanager
def _serve(name: str, *, workers: int = 1) -> Iterator[Served]:
    # Each has a data directory of its own, and all the one database.
    folder = settings.DIRECTORY / name
    folder.mkdir(exist_ok=True)
    if connection.vendor == "sqlite":
        database = folder / "groundswell.db"
        database.unlink(missing_ok=True)
        database.symlink_to(settings.DATABASES["default"]["NAME"])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {
        **os.environ,
        "GROUNDSWELL_DIR": str(folder),
        "GROUNDSWELL_PUBLIC_ADDRESS": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "groundswell.operations.main", "serve", "--port", f"{port}"]
    noted = folder.with_name(f"{name}.log")
    with noted.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--workers", f"{workers}"], env=environment, stdout=log, stderr=log
        )
        try:
            _wait_for(port, process, noted)
            yield Served(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            _get(http.client.HTTPConnection("127.0.0.1", port), "/sign-in/", "")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(log.read_text())


def _get(to: http.client.HTTPConnection, path: str, token: str) -> bytes:
    to.request("GET", path, headers={"Cookie": f"groundswell={token}"})
    answer = to.getresponse()
    body = answer.read()
    if answer.status != http.HTTPStatus.OK:
        msg = f"{path} answered {answer.status}"
        raise RuntimeError(msg)
    return body


@contextmanager
def _listen(served: Served, token: str) -> Iterator[None]:
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as opened:
        head = f"GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: groundswell={token}\r\n\r\n"
        opened.sendall(head.encode())
        said = b""
        while b"retry:" not in said:
            if not (more := opened.recv(4096)):
                raise RuntimeError(said.decode())
            said += more
        yield


def _quiet(served: Served) -> Facts:
    """What it does in a second in which nothing happens: the least of some, as others only add."""
    seen = []
    for _ in range(WINDOWS + 1):
        seen.append((time.monotonic(), served.seconds, _queries()))
        time.sleep(WINDOW)
    turns = list(pairwise(seen))
    found = {
        "ms of processor a second": min(
            (later[1] - sooner[1]) / (later[0] - sooner[0]) * 1000 for sooner, later in turns
        )
    }
    if connection.vendor == "postgresql":
        found["queries a second"] = min(
            (later[2] - sooner[2]) / (later[0] - sooner[0]) for sooner, later in turns
        )
    return found


def _queries() -> int:
    """How many transactions PostgreSQL has seen: outside of one, each query is one."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT xact_commit + xact_rollback FROM pg_stat_database"
            " WHERE datname = current_database()"
        )
        return int(cursor.fetchone()[0])


def _rate(served: Served, tokens: Sequence[str]) -> Rate:
    """What clients get who ask again as soon as they are answered."""
    until, before = time.monotonic() + TURN, served.seconds

    def ask(token: str) -> int:
        to, count = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30), 0
        while time.monotonic() < until:
            _get(to, "/", token)
            count += 1
        to.close()
        return count

    with ThreadPoolExecutor(CLIENTS) as pool:
        count = sum(pool.map(ask, tokens[:CLIENTS]))
    return Rate(count / TURN, (served.seconds - before) / count * 1000)


def _parents() -> Iterator[tuple[int, int]]:
    for folder in Path("/proc").glob("[0-9]*"):
        pid = int(folder.name)
        if stat := _read(pid, "stat"):
            yield pid, int(stat.rpartition(")")[2].split()[1])


def _read(pid: int, file: str) -> str:
    try:
        return Path(f"/proc/{pid}/{file}").read_text()
    except OSError:
        return ""  # it ended while we looked
