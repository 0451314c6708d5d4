"""A real server in a data directory of its own, and visitors who speak HTTP with it.

`serve = server_of(tmp_path)`; on PostgreSQL each gets a fresh database, dropped at the end.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http.cookiejar import Cookie, CookieJar
from pathlib import Path
from typing import Any

import psycopg

from tests import nursery, templates
from tests.conftest import vendor

MODULE = "groundswell.operations.main"
READY_SECONDS = 90
# How long news may take: on PostgreSQL a long transaction of another test, in another database of
# the same cluster, holds it back.
NEWS_SECONDS = 240


class Server:
    """`groundswell serve` on a free port; it can be stopped, killed and started again."""

    def __init__(self, directory: Path, database_url: str) -> None:
        self.directory = directory
        self.database_url = database_url
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.more: dict[str, str] = {}
        self.process: nursery.Child | None = None
        self._inside: Inside | None = None
        self.log = directory.with_name(directory.name + ".log")

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "GROUNDSWELL_DIR": str(self.directory),
            "GROUNDSWELL_DATABASE_URL": self.database_url,
            "GROUNDSWELL_PUBLIC_ADDRESS": self.address,
            **self.more,
        }

    def start(self, *arguments: str, **variables: str) -> Server:
        """Start and wait until it answers."""
        words = (MODULE, "serve", "--port", str(self.port), *arguments)
        with self.log.open("ab") as log, Path(os.devnull).open("rb") as nothing:
            self.process = nursery.begin(
                words, env={**self.environment, **variables}, files=(nothing, log, log)
            )
        self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            assert self.process is None or self.process.poll() is None, self.log.read_text()
            try:
                if Visitor(self).get("/health").status:
                    return
            except OSError:
                time.sleep(0.03)
        raise AssertionError(self.log.read_text())

    def stop(self, number: signal.Signals = signal.SIGTERM, *, timeout: float = 40) -> int:
        """Send a signal to the whole and wait for its end; its exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        code = self.process.wait(timeout)
        self.process = None
        return code

    def kill(self) -> None:
        """SIGKILL: nothing can be tidied up."""
        self.stop(signal.SIGKILL)

    def command(self, *words: str, code: int = 0, **variables: str) -> str:
        """Run a command on this instance; what it printed to stdout (stderr if it fails)."""
        done = nursery.run((MODULE, *words), env={**self.environment, **variables})
        assert done.returncode == code, done.stdout + done.stderr
        return done.stderr if code else done.stdout

    def begin(self, *words: str) -> nursery.Child:
        """Begin a command on this instance, and do not wait; what it prints is lost."""
        with Path(os.devnull).open("r+b") as nothing:
            files = (nothing, nothing, nothing)
            return nursery.begin((MODULE, *words), env=self.environment, files=files)

    def call(self, function: str, *arguments: Any) -> Any:
        """Call a function of `tests.instance`, in one process that lives beside the server."""
        if self._inside is None:
            self._inside = Inside(self.environment)
        return self._inside.call(function, *arguments)

    def wait_until_unread(self, expected: Mapping[str, int] | None = None) -> None:
        """Wait until readers have that much before them: nothing, unless it is said."""
        deadline = time.monotonic() + NEWS_SECONDS
        while (unread := self.call("unread")) != (expected or dict.fromkeys(unread, 0)):
            assert time.monotonic() < deadline, unread
            time.sleep(0.2)

    @contextmanager
    def inside(self) -> Iterator[Inside]:
        """Another process in the instance, of which something may happen."""
        inside = Inside(self.environment)
        try:
            inside.call("said")
            yield inside
        finally:
            inside.kill()

    def children(self) -> dict[int, set[int]]:
        """The processes that serve has started, each with those that it started."""
        assert self.process is not None
        return children(self.process.pid)

    @contextmanager
    def holding_the_database(self) -> Iterator[None]:
        """Within, nobody else can write a post."""
        if not self.database_url:
            connection = sqlite3.connect(self.directory / "groundswell.db", isolation_level=None)
            with closing(connection):
                connection.execute("BEGIN IMMEDIATE")
                yield
            return
        with psycopg.connect(self.database_url) as held:
            held.execute("LOCK TABLE network_post IN ACCESS EXCLUSIVE MODE")
            yield

    def end(self) -> None:
        """Leave no process behind."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        if self._inside is not None:
            self._inside.kill()

    def visitor(self) -> Visitor:
        """Somebody who is not signed in."""
        return Visitor(self)

    def visitors(self, *names: str) -> list[Visitor]:
        """People of these names, made if they are not there yet, each signed in."""
        return [Visitor(self, token) for token in self.call("sign_in", list(names))]


class Inside:
    """A process that has the instance open; see `tests.instance`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        its_input, written = os.pipe()
        read, its_output = os.pipe()
        self._process = nursery.begin(
            ("tests.instance",), env=environment, files=(its_input, its_output, 2)
        )
        os.close(its_input)
        os.close(its_output)
        self._asked, self._said = os.fdopen(written, "w"), os.fdopen(read)

    def begin(self, function: str, *arguments: Any) -> None:
        """Let it begin, and do not wait."""
        self._asked.write(json.dumps([function, *arguments]) + "\n")
        self._asked.flush()

    def call(self, function: str, *arguments: Any) -> Any:
        """What a function returns."""
        self.begin(function, *arguments)
        said = self._said.readline()
        assert said, f"{function} failed; see stderr"
        return json.loads(said)

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()
        self._process.wait()
        self._said.close()
        with suppress(BrokenPipeError):
            self._asked.close()


class Answer:
    """What the server answered."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes, address: str) -> None:
        self.status = status
        self.headers = {name.lower(): value for name, value in headers.items()}
        self.body = body
        self.address = address

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """A browser without script: cookies, pages and forms."""

    def __init__(self, server: Server, token: str = "") -> None:
        self.server = server
        self.cookies = CookieJar()
        # Not build_opener: for each it reads all certificates of the machine, though none is asked.
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.HTTPHandler(),
            urllib.request.HTTPCookieProcessor(self.cookies),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
        ):
            self._opener.add_handler(handler)
        self._csrf = ""
        if token:
            self.cookies.set_cookie(_cookie("groundswell", token))

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def ask(self, method: str, path: str, **headers: str) -> Answer:
        address = self.server.address + path
        return self._ask(urllib.request.Request(address, headers=headers, method=method))

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form, with the token that pages carry."""
        body = urllib.parse.urlencode({**self._token(), **fields}).encode()
        return self._ask(urllib.request.Request(self.server.address + path, body))

    def post_file(self, path: str, name: str, content: bytes, **fields: str) -> Answer:
        """Send a form with a file."""
        parts = [
            f'--limit\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
            for field, value in {**self._token(), **fields}.items()
        ]
        head = f'Content-Disposition: form-data; name="files"; filename="{name}"'
        parts += [f"--limit\r\n{head}\r\n\r\n".encode(), content, b"\r\n--limit--\r\n"]
        headers = {"Content-Type": "multipart/form-data; boundary=limit"}
        address = self.server.address + path
        return self._ask(urllib.request.Request(address, b"".join(parts), headers))

    def _token(self) -> dict[str, str]:
        if not self._csrf:
            self._csrf = secrets.token_hex(16)
            self.cookies.set_cookie(_cookie("csrftoken", self._csrf))
        return {"csrfmiddlewaretoken": self._csrf}

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=30) as response:
                return Answer(response.status, response.headers, response.read(), request.full_url)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read(), request.full_url)


def _cookie(name: str, value: str) -> Cookie:
    return Cookie(
        0, name, value, None, False, "127.0.0.1", False, False, "/", True, False, None, False,
        None, None, {},
    )  # fmt: skip


@contextmanager
def server_of(folder: Path) -> Iterator[Server]:
    """A server, not yet started, with a directory and a migrated database of its own."""
    # Copied: that saves seconds a test, and the migrations have tests of their own.
    with database(is_empty=False) as url:
        server = Server(folder / "instance", url)
        if not url and (template := templates.file()).exists():
            server.directory.mkdir()
            shutil.copyfile(template, server.directory / "groundswell.db")
        try:
            yield server
        finally:
            server.end()


@contextmanager
def database(*, is_empty: bool = True) -> Iterator[str]:
    """The URL of a fresh database, empty or migrated; no URL for SQLite, which makes its file."""
    if vendor() == "sqlite":
        yield ""
        return
    base = os.environ["GROUNDSWELL_DATABASE_URL"]
    name = f"groundswell_test_{secrets.token_hex(6)}"
    template = "template1" if is_empty else templates.database(base)
    with psycopg.connect(templates.beside(base, "postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield templates.beside(base, name)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> dict[int, set[int]]:
    """The processes below one, each with those below it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it ended while we looked
    below = {child for child, parent in parents.items() if parent == pid}
    return {child: {other for other, up in parents.items() if up == child} for child in below}
