"""Writing the audit log. Each row holds the hash of the one before, so none can be changed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction

from groundswell.foundation import clock, locks
from groundswell.people.audit.models import AuditEntry
from groundswell.people.persons.models import Person

GENESIS = "0" * 64
LOCK = 0x6765  # any number: the advisory lock that keeps the chain in one order


@transaction.atomic
def record(
    actor: Person | None, verb: str, noun: str, noun_id: int | None, **facts: Any
) -> AuditEntry:
    """Append one act. Facts are ids and plain values; names and texts stay out."""
    locks.hold(LOCK)
    last = AuditEntry.objects.order_by("-pk").first()
    entry = AuditEntry(
        at=clock.now(),
        actor_id=actor.pk if actor else None,
        verb=verb,
        noun=noun,
        noun_id=noun_id,
        facts=facts,
        previous_hash=last.hash if last else GENESIS,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    return entry


def hash_of(entry: AuditEntry) -> str:
    """The SHA-256 over what an entry says and the hash of the one before it."""
    said = [
        entry.previous_hash,
        entry.at.isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.verb,
        entry.noun,
        entry.noun_id,
        entry.facts,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def first_broken() -> AuditEntry | None:
    """The first entry that does not follow from the one before, or None when the chain holds."""
    previous = GENESIS
    for entry in AuditEntry.objects.order_by("pk").iterator():
        if entry.previous_hash != previous or entry.hash != hash_of(entry):
            return entry
        previous = entry.hash
    return None
