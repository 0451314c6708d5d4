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

from groundswell.foundation import durable

KEY = re.compile(r"[0-9a-f]{64}")


def put(content: bytes) -> str:
    """Keep bytes; the key under which they are found. The same bytes are kept once.

    They are on the disk then: a post that was acknowledged keeps its file through a power cut.
    """
    key = hashlib.sha256(content).hexdigest()
    path = path_of(key)
    if not _touch(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{key}.{secrets.token_hex(4)}")
        durable.create(draft, content)
        draft.replace(path)
    # Found is not safe yet: whoever writes the same bytes now may not have come so far.
    for folder in path.parents[:3]:
        durable.sync(folder)
    return key


def _touch(path: Path) -> bool:
    # Its age says since when nobody has sent it; see `drop`.
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


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
    before = time.time() - untouched_for.total_seconds()
    try:
        if path.stat().st_mtime > before:
            return
        # Looked at again when it is aside: whoever puts the same bytes now has touched it before,
        # or does not find it and writes it anew.
        path.rename(aside)
    except FileNotFoundError:
        return
    if aside.stat().st_mtime > before:
        aside.rename(path)
        durable.sync(path.parent)
    else:
        aside.unlink()
