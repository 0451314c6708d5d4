"""A company that takes long to make, kept as a file of SQLite beside what is known of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import connection

from bench.company import Company, Size


def taken(folder: Path, size: str) -> Company | None:
    """The company of that size, its database copied to where it is measured; None if none is kept.

    What is measured changes it, so the one that is kept stays as it was made.
    """
    known = folder / f"{size.lower()}.json"
    if not known.exists():
        return None
    shutil.copyfile(known.with_suffix(".db"), settings.DATABASES["default"]["NAME"])
    found = json.loads(known.read_text())
    return Company(**{**found, "size": Size(**found["size"])})


def keep(folder: Path, size: str, made: Company) -> None:
    """Keep a company that was just made."""
    folder.mkdir(parents=True, exist_ok=True)
    known = folder / f"{size.lower()}.json"
    # Closed, so that all of it is in the one file.
    connection.close()
    shutil.copyfile(settings.DATABASES["default"]["NAME"], known.with_suffix(".db"))
    known.write_text(json.dumps(asdict(made)))
