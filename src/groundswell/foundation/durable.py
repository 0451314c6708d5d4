"""Files that a power cut leaves whole, and with their name."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Put bytes under a name: whenever the power fails there is all of it, or what was before."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        create(draft, content, mode=mode)
        draft.replace(path)
    except OSError:
        # The disk may be full just because of it.
        draft.unlink(missing_ok=True)
        raise
    sync(path.parent)


def create(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """A new file, whose bytes are on the disk; its name is only when its folder is synced."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """Let the names in a folder be on the disk: they are its content, and lost with it."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
