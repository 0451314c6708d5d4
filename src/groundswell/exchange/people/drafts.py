"""A people list between its preview and its taking: a file of its own, gone after a day."""

from __future__ import annotations

import re
import secrets
import time
from pathlib import Path

from django.conf import settings

KEY = re.compile(r"[A-Za-z0-9_-]{32}")
KEPT_SECONDS = 24 * 60 * 60


def keep(content: bytes) -> str:
    """Keep a list; the key under which it is found."""
    folder = _folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    key = secrets.token_urlsafe(24)
    (folder / key).write_bytes(content)
    return key


def kept(key: str) -> bytes | None:
    """A list that was kept; None when it is not there (any more)."""
    try:
        return (_folder() / key).read_bytes() if KEY.fullmatch(key) else None
    except FileNotFoundError:
        return None


def forget(key: str) -> None:
    """Drop a list that was taken."""
    if KEY.fullmatch(key):
        (_folder() / key).unlink(missing_ok=True)


def forget_old() -> None:
    """Drop the lists that nobody took within a day. A chore."""
    folder = _folder()
    for old in folder.iterdir() if folder.exists() else ():
        if old.stat().st_mtime < time.time() - KEPT_SECONDS:
            old.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.DIRECTORY) / "drafts"
