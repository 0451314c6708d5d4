"""The last entry of the audit log that was seen, kept beside the database.

A chain that was cut short is still a chain; that it lacks the entry named here gives it away.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings

from groundswell.foundation import durable
from groundswell.people.audit.models import AuditEntry

FILE = "audit-head.json"


def forget() -> None:
    """After a restore the log ends earlier, and rightly."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return Path(settings.DIRECTORY) / FILE


def lost() -> int:
    """The key of the entry that was the last one and is not there any more; 0 when all is well."""
    try:
        said = json.loads(_file().read_text("utf-8"))
        key, seal = int(said["id"]), str(said["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    return 0 if AuditEntry.objects.filter(pk=key, hash=seal).exists() else key


def remember() -> None:
    """Keep in mind which entry is the last one now."""
    last = AuditEntry.objects.order_by("-pk").first()
    if last is not None:
        said = json.dumps({"id": last.pk, "hash": last.hash})
        durable.write(_file(), said.encode(), mode=0o600)
