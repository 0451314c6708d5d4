"""Begins processes of ours that need not import Django anew, which is most of their beginning.

One process for each that runs tests sets up the whole program in a directory where there is
nothing, but opens no database and reads no file of anybody's. Asked by `begin`, it forks: the child
forgets those settings, gets its words, environment, files and place, and runs the module as
`python -m` does, which reads the settings of its own instance. Between the two stands a keeper, who
waits for the child and says how it ended.
"""

from __future__ import annotations

import atexit
import functools
import gc
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
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import django
from django.conf import empty, settings
from django.db import connections
from django.utils.translation import trans_real

from groundswell.web import static_files

ROOT = Path(__file__).parent.parent
# What the program brings only when it is needed.
IMPORTED = [
    "authlib.integrations.httpx_client",
    "authlib.oidc.core",
    "argon2",
    "django.core.management.commands.migrate",
    "granian",
    "groundswell.operations.instances",
    "groundswell.web.urls",
    "webauthn",
]
SETTINGS = "groundswell.config.settings"
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
    return Child(_asked(words, env=env, files=files))


def _asked(words: Sequence[str], *, env: Mapping[str, str], files: Sequence[int | IO[Any]]) -> int:
    """Let it be begun; from what is returned its fate is read."""
    reading, writing = os.pipe()
    numbers = [each if isinstance(each, int) else each.fileno() for each in files]
    call = json.dumps([list(words), dict(env), str(Path.cwd())]).encode()
    assert len(call) < LONGEST_CALL
    socket.send_fds(_nursery(), [call], [*numbers, writing])
    os.close(writing)
    return reading


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


class Speaking(Child):
    """One whose words and complaints are read while it runs."""

    def __init__(self, fate: int, words: IO[str], complaints: IO[str]) -> None:
        super().__init__(fate)
        self.words, self.complaints = words, complaints


@contextmanager
def speaking(words: Sequence[str], *, env: Mapping[str, str]) -> Iterator[Speaking]:
    """Begin it, and listen to it until its end."""
    said, complained = os.pipe(), os.pipe()
    with (
        Path(os.devnull).open("rb") as nothing,
        os.fdopen(said[0]) as its_words,
        os.fdopen(complained[0]) as its_complaints,
    ):
        fate = _asked(words, env=env, files=(nothing, said[1], complained[1]))
        os.close(said[1])
        os.close(complained[1])
        child = Speaking(fate, its_words, its_complaints)
        try:
            yield child
        finally:
            child.kill()
            child.wait()


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
    _forget_settings()
    return list(words)


def _forget_settings() -> None:
    """As if nobody had read them: the next who asks reads those of the environment."""
    del sys.modules[SETTINGS]
    settings._wrapped = empty
    connections.__dict__.clear()
    connections.__init__()  # type: ignore[misc]
    trans_real._default = None


def _set_up() -> None:
    with tempfile.TemporaryDirectory() as nowhere:
        os.environ |= {"GROUNDSWELL_DIR": nowhere, "DJANGO_SETTINGS_MODULE": SETTINGS}
        django.setup()
        for name in IMPORTED:
            importlib.import_module(name)
        static_files.served()
    # What lies there is never looked through for garbage, nor copied for that, in any child.
    gc.freeze()


def _ran(module: str) -> int:
    """The code with which a process ends that runs this."""
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if not isinstance(end.code, str):
            return int(end.code or 0)
        sys.stderr.write(f"{end.code}\n")
        return 1
    except BaseException:  # noqa: BLE001 - as Python itself does
        traceback.print_exc()
        return 1
    return 0


def _leave(code: int) -> None:
    """End as Python does, but take nothing apart: that costs as much as to set it up."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main() -> None:
    with socket.socket(fileno=int(sys.argv[1])) as calls:
        _set_up()
        words = _serve(calls)
    if words:
        sys.argv = list(words)
        sys.path[0] = str(Path.cwd())
        _leave(_ran(words[0]))


if __name__ == "__main__":
    main()
