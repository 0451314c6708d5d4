"""Begins processes of ours that need not import Django anew, which is most of their beginning.

One process for each that runs tests imports what others wrote, and nothing of ours but the files
that are served, compressed: they are the same in every instance. Asked by `begin`, it forks: the
child gets its words, environment, files and place, and runs the module as `python -m` does. Between
the two stands a keeper, who waits for the child and says how it ended.
"""

from __future__ import annotations

import atexit
import functools
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from groundswell.web import static_files

ROOT = Path(__file__).parent.parent
IMPORTED = [
    "asyncio",
    "argon2",
    "authlib.integrations.httpx_client",
    "authlib.oidc.core",
    "babel.dates",
    "babel.numbers",
    "brotli",
    "cryptography.hazmat.primitives.serialization",
    "cryptography.hazmat.primitives.asymmetric.ec",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.kdf.hkdf",
    "django.contrib.auth.hashers",
    "django.contrib.auth.password_validation",
    "django.core.handlers.wsgi",
    "django.core.mail",
    "django.core.management",
    "django.core.paginator",
    "django.core.wsgi",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.http",
    "django.middleware.csrf",
    "django.template",
    "django.urls",
    "django.utils.translation",
    "django.views.decorators.http",
    "emoji",
    "granian",
    "jinja2.ext",
    "jinja2.sandbox",
    "linkify_it",
    "markdown_it",
    "nh3",
    "PIL.ExifTags",
    "PIL.Image",
    "PIL.ImageOps",
    "psycopg",
    "puremagic",
    "re2",
    "resource",
    "smtplib",
    "sqlparse",
    "tomllib",
    "webauthn",
    "zipfile",
]
LONGEST_CALL = 100_000  # bytes


class Child:
    """A process that was begun; like `subprocess.Popen`, as far as tests need it."""

    def __init__(self, fate: int) -> None:
        self._fate = os.fdopen(fate)
        self.pid = int(self._fate.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None and select.select([self._fate], [], [], 0)[0]:
            return self._end()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None and not select.select([self._fate], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return self._end()

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _end(self) -> int:
        if self.returncode is None:
            self.returncode = int(self._fate.readline())
            self._fate.close()
        return self.returncode


def begin(words: Sequence[str], *, env: Mapping[str, str], files: Sequence[int | IO[Any]]) -> Child:
    """Run `python -m` with these words and these three files; see `Child`."""
    reading, writing = os.pipe()
    numbers = [each if isinstance(each, int) else each.fileno() for each in files]
    call = json.dumps([list(words), dict(env), str(Path.cwd())]).encode()
    assert len(call) < LONGEST_CALL
    socket.send_fds(_nursery(), [call], [*numbers, writing])
    os.close(writing)
    return Child(reading)


def run(
    words: Sequence[str], *, env: Mapping[str, str], timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run it to its end, and what it said."""
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complained:
        with Path(os.devnull).open("rb") as nothing:
            child = begin(words, env=env, files=(nothing, said, complained))
        try:
            code = child.wait(timeout)
        finally:
            child.kill()
            child.wait()
        said.seek(0)
        complained.seek(0)
        return subprocess.CompletedProcess(list(words), code, said.read(), complained.read())


@functools.cache
def _nursery() -> socket.socket:
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    environment = {name: os.environ[name] for name in os.environ if "GROUNDSWELL" not in name}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with its:
        process = subprocess.Popen(
            (sys.executable, "-m", "tests.nursery", str(its.fileno())),
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[its.fileno()],
        )
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def _serve(calls: socket.socket) -> list[str]:
    """Fork for each call, until nobody can call any more; in a child, its words."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        call, files, _, _ = socket.recv_fds(calls, LONGEST_CALL, 4)
        if not call:
            return []
        if not os.fork():
            calls.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            return _keep(call, files)
        for number in files:
            os.close(number)


def _keep(call: bytes, files: list[int]) -> list[str]:
    fate = files.pop()
    child = os.fork()
    if child:
        for number in files:
            os.close(number)
        os.write(fate, b"%d\n" % child)
        _, status = os.waitpid(child, 0)
        os.write(fate, b"%d\n" % os.waitstatus_to_exitcode(status))
        os._exit(0)
    os.close(fate)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for wanted, number in enumerate(files):
        os.dup2(number, wanted)
        os.close(number)
    words, environment, folder = json.loads(call)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    return list(words)


def main() -> None:
    with socket.socket(fileno=int(sys.argv[1])) as calls:
        for name in IMPORTED:
            importlib.import_module(name)
        static_files.served()
        words = _serve(calls)
    if words:
        sys.argv = list(words)
        sys.path[0] = str(Path.cwd())
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
