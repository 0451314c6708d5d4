"""What /health tells: version, database and schema, how far each reader is behind, disk."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.db import Error, connection

from groundswell.activity import readers
from groundswell.config import schema

LONGEST_LAG_SECONDS = 300
LEAST_FREE = 0.05  # share of the disk


def examine() -> dict[str, Any]:
    """The state of this instance; `status` is "ok" or what is wrong."""
    disk = shutil.disk_usage(settings.DIRECTORY)
    found: dict[str, Any] = {
        "status": "ok",
        "version": version("groundswell"),
        "database": connection.vendor,
        "schema": "ok",
        "readers": {},
        "disk_free": round(disk.free / disk.total, 3),
    }
    wrong = list(_wrong_with_database(found))
    if disk.free / disk.total < LEAST_FREE:
        wrong.append("less than 5 % of the disk is free")
    if wrong:
        found["status"] = "; ".join(wrong)
    return found


def _wrong_with_database(found: dict[str, Any]) -> list[str]:
    try:
        pending = schema.foreign()
        found["schema"] = pending or "ok"
        found["readers"] = {
            reader.name: round(readers.lag_seconds(reader)) for reader in readers.registered()
        }
    except Error as error:
        found["schema"] = "unknown"
        return [f"the database does not answer: {type(error).__name__}"]
    wrong = [f"reader {name} is {lag} s behind" for name, lag in found["readers"].items()
             if lag > LONGEST_LAG_SECONDS]  # fmt: skip
    return [*([pending] if pending else []), *wrong]
