"""Hidden folders in which backups are made and laid out, and what a kill left of them."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A hidden folder beside the backup; what a killed backup left is swept first."""
    for left in folder.glob(".backup-*.part"):
        with _opened(left) as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue  # somebody is at work there
            shutil.rmtree(left, ignore_errors=True)
    here = Path(tempfile.mkdtemp(prefix=".backup-", suffix=".part", dir=folder))
    try:
        with _opened(here) as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield here
    finally:
        shutil.rmtree(here, ignore_errors=True)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    opened = os.open(folder, os.O_RDONLY)
    try:
        yield opened
    finally:
        os.close(opened)
