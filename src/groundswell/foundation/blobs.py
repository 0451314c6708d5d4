"""Bytes kept by what they are: the name of a file is the SHA-256 of its content."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings

KEY = re.compile(r"[0-9a-f]{64}")


def put(content: bytes) -> str:
    """Keep bytes; the key under which they are found. The same bytes are kept once."""
    key = hashlib.sha256(content).hexdigest()
    path = path_of(key)
    if _touch(path):
        return key
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{key}.{secrets.token_hex(4)}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # A post that was acknowledged keeps its file through a power cut.
    draft.replace(path)
    for folder in (path.parent, path.parent.parent):
        _sync(folder)
    return key


def _touch(path: Path) -> bool:
    # Its age says since when nobody has sent it; see `drop`.
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _sync(folder: Path) -> None:
    # The name of a new file is its folder's content, and lost with it.
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def path_of(key: str) -> Path:
    """Where the bytes of a key lie.

    Raises:
        ValueError: that is no key.
    """
    if not KEY.fullmatch(key):
        msg = "a key is 64 hexadecimal digits"
        raise ValueError(msg)
    return Path(settings.DIRECTORY) / "files" / key[:2] / key


def drop(key: str, *, untouched_for: timedelta = timedelta()) -> None:
    """Forget bytes that nothing points to any more, unless they were put again since."""
    path = path_of(key)
    aside = path.with_name(f"{key}.gone")
    try:
        # Looked at only when it is aside: whoever puts the same bytes now has touched it before,
        # or does not find it and writes it anew.
        path.rename(aside)
    except FileNotFoundError:
        return
    if time.time() - aside.stat().st_mtime < untouched_for.total_seconds():
        aside.rename(path)
    else:
        aside.unlink()
