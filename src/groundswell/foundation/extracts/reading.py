"""What a file says, read in a process of its own, so that no file can harm this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from groundswell.foundation.extracts.parts import Part

SECONDS = 60.0  # by the clock on the wall; the child bounds itself by the processor's
LARGEST_ANSWER = 16 * 1024 * 1024
# Nothing of this process's surroundings goes along: there are secrets among them.
SURROUNDINGS = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass(frozen=True, slots=True)
class Extract:
    """The parts of a file; and one word when it could not be read, or not to its end.

    locked (a password), broken, hostile (it took more than is reasonable), silent (no text in it).
    """

    parts: list[Part]
    fault: str


def read(path: Path, name: str) -> Extract:
    """What the file says, within bounds of time and memory; never raises for what is in it."""
    command = [sys.executable, "-m", "groundswell.foundation.extracts.child", name]
    with (
        path.open("rb") as file,
        subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=SURROUNDINGS,
            cwd="/",
        ) as child,
    ):
        alarm = threading.Timer(SECONDS, child.kill)
        alarm.start()
        try:
            answer = child.stdout.read(LARGEST_ANSWER) if child.stdout else b""
        finally:
            child.kill()
            alarm.cancel()
    return _understood(answer)


def _understood(answer: bytes) -> Extract:
    parts: list[Part] = []
    for line in answer.splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            break
        if isinstance(said, dict):
            return Extract(parts, str(said["fault"]))
        parts.append(Part(*said))
    # It was stopped before its last word.
    return Extract(parts, "hostile")
