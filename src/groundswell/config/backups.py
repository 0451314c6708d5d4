"""Where backups lie, what they are called, and when the last one was taken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

FOLDER = "backups"
ENDING = ".groundswell.zip"
LAST = ".last-backup"  # its time is that of the last backup, wherever it went


def last(directory: Path) -> datetime | None:
    """When the last backup of a directory was taken; None when none was."""
    mark = directory / LAST
    return datetime.fromtimestamp(mark.stat().st_mtime, UTC) if mark.exists() else None
