"""Secrets of an instance: files in its data directory, made at first use and never printed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def _words() -> str:
    return secrets.token_urlsafe(50)


def secret(directory: Path, name: str, make: Callable[[], str] = _words) -> str:
    """A secret of this instance, readable by its owner alone; `make` gives it at first use."""
    folder = directory / "secrets"
    file = folder / name
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = folder / f"{name}.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(make(), "utf-8")
        try:
            os.link(draft, file)
        except FileExistsError:
            pass  # Another process was first; its secret is the one that counts.
        finally:
            draft.unlink()
    return file.read_text("utf-8")
