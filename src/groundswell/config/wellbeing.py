"""What /health tells: version, database and schema, how far each reader is behind, disk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.utils import translation

from groundswell.activity import readers
from groundswell.config import schema
from groundswell.foundation.sentences import Sentence, stated

LONGEST_LAG_SECONDS = 300
LEAST_FREE = 0.05  # share of the disk


@dataclass(frozen=True, slots=True)
class Wellbeing:
    """The state of this instance, and what is wrong."""

    facts: dict[str, Any]
    troubles: list[Sentence]


def examine() -> dict[str, Any]:
    """The state of this instance for machines; `status` is "ok" or what is wrong."""
    with translation.override("en"):
        found = look()
        said = "; ".join(map(str, found.troubles))
    return {"status": said or "ok", **found.facts}


def look() -> Wellbeing:
    """The state of this instance."""
    disk = shutil.disk_usage(settings.DIRECTORY)
    found: dict[str, Any] = {
        "version": version("groundswell"),
        "database": connection.vendor,
        "schema": "ok",
        "readers": {},
        "disk_free": round(disk.free / disk.total, 3),
    }
    troubles = _wrong_with_database(found)
    if disk.free / disk.total < LEAST_FREE:
        troubles.append(stated("less than 5 %% of the disk is free"))
    return Wellbeing(found, troubles)


def remember_database() -> None:
    """Know the file of SQLite that is here now as ours, before anybody opens it."""
    if connection.vendor == "sqlite":
        _first_seen(str(connection.settings_dict["NAME"]))


def _wrong_with_database(found: dict[str, Any]) -> list[Sentence]:
    if _is_gone():
        found["schema"] = "unknown"
        return [stated("the file of the database was moved or deleted")]
    try:
        pending = schema.foreign()
        found["schema"] = str(pending or "ok")
        found["readers"] = {
            reader.name: round(readers.lag_seconds(reader)) for reader in readers.registered()
        }
    except Error as error:
        found["schema"] = "unknown"
        return [stated("the database does not answer: %(error)s", error=type(error).__name__)]
    wrong = [
        stated("reader %(name)s is %(lag)s s behind", name=name, lag=lag)
        for name, lag in found["readers"].items()
        if lag > LONGEST_LAG_SECONDS
    ]
    return [*([pending] if pending else []), *wrong]


def _is_gone() -> bool:
    """Whether the file of SQLite is no longer where it was.

    An open connection goes on in a file that was moved, and a new one would make an empty file: so
    it is known by its number, and looked at before anything is asked of it.
    """
    if connection.vendor != "sqlite":
        return False
    path = str(connection.settings_dict["NAME"])
    try:
        return Path(path).stat().st_ino != _first_seen(path)
    except FileNotFoundError:
        return True


@cache
def _first_seen(path: str) -> int:
    return Path(path).stat().st_ino
