"""Secrets of an instance: files in its data directory, made at first use and never printed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from groundswell.foundation import durable


def _words() -> str:
    return secrets.token_urlsafe(50)


def secret(directory: Path, name: str, make: Callable[[], str] = _words) -> str:
    """A secret of this instance, readable by its owner alone; `make` gives it at first use."""
    folder = directory / "secrets"
    file = folder / name
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = folder / f"{name}.{secrets.token_hex(4)}"
        durable.create(draft, make().encode(), mode=0o600)
        try:
            os.link(draft, file)
        except FileExistsError:
            pass  # Another process was first; its secret is the one that counts.
        finally:
            draft.unlink()
        # Marks and links that it made would be worth nothing without it.
        for place in (folder, directory):
            durable.sync(place)
    return file.read_text("utf-8")
