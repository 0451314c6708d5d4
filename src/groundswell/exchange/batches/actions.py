"""Beginning, continuing and ending the batch of an import."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from groundswell.activity import log
from groundswell.exchange.batches.models import BatchState, ImportBatch
from groundswell.foundation import clock
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person


def begin(
    *, system: str, source_name: str, fingerprint: str, started_by: Person | None = None
) -> ImportBatch:
    """The batch to write into: that of the same source which was stopped, else a new one."""
    stopped = ImportBatch.objects.filter(
        system=system, fingerprint=fingerprint, state=BatchState.RUNNING
    ).first()
    return stopped or ImportBatch.objects.create(
        system=system,
        source_name=source_name[:255],
        fingerprint=fingerprint,
        started_by=started_by,
        started_at=clock.now(),
    )


def last(system: str, fingerprint: str) -> ImportBatch | None:
    """The latest batch of a source that was not taken back."""
    batches = ImportBatch.objects.filter(system=system, fingerprint=fingerprint)
    return batches.exclude(state=BatchState.UNDONE).order_by("-pk").first()


@transaction.atomic
def finish(batch: ImportBatch, report: dict[str, Any]) -> None:
    """The source is read to its end: keep the report, and leave a trace."""
    batch.state, batch.finished_at, batch.report = BatchState.DONE, clock.now(), report
    batch.save(update_fields=["state", "finished_at", "report"])
    log.record(actor_id=batch.started_by_id, verb="imported", noun="batch", noun_id=batch.pk)
    audit.record(batch.started_by, "imported", "batch", batch.pk, **report["new"])
