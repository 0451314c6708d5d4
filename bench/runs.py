"""A process that measures one database, and the tables' numbers as it tells them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROUNDS = {"SHORT": "40", "SMALL": "100", "MEDIUM": "100", "LARGE": "100"}

type Turn = tuple[float, float]  # see `bench.timing`
type Times = dict[str, dict[str, float]]
type Facts = dict[str, float]


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement: times of work by name, and facts of a real server."""

    times: Times
    facts: Facts


@dataclass(frozen=True, slots=True)
class Measured:
    """A company in a process of its own, which does what it is told (see `bench.one`)."""

    told: IO[str]
    said: IO[str]

    def round(self) -> dict[str, Turn]:
        """One turn of the pages."""
        return self._ask("round")

    def measure(self) -> Run:
        """All its times."""
        return Run(**self._ask("measure"))

    def made(self) -> None:
        """Wait until the company stands."""
        self._answer()

    def _ask(self, word: str) -> dict[str, Any]:
        print(word, file=self.told, flush=True)
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        if not (line := self.said.readline()):
            sys.exit("The process that measures has ended; what it said stands above.")
        return json.loads(line)  # type: ignore[no-any-return]


@contextmanager
def measured(url: str, size: str, kept: Path | None) -> Iterator[Measured]:
    """A company of that size, on the PostgreSQL at `url` or on SQLite."""
    command = [sys.executable, "-m", "bench.one", "--size", size, "--rounds", ROUNDS[size]]
    command += ["--keep", str(kept)] if kept and not url else []
    with _database(url, size) as own:
        environment = {**os.environ, "GROUNDSWELL_DATABASE_URL": own}
        with subprocess.Popen(  # noqa: S603 - our own command
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            if process.stdin is None or process.stdout is None:
                raise AssertionError
            found = Measured(process.stdin, process.stdout)
            found.made()
            yield found


@contextmanager
def _database(url: str, size: str) -> Iterator[str]:
    """A PostgreSQL database for one company, dropped at the end; nothing to do on SQLite."""
    if not url:
        yield ""
        return
    name = f"groundswell_bench_{size.lower()}_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
