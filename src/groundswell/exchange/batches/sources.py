"""Which rows here came from which things elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from groundswell.exchange.batches.models import ImportBatch, SourceId
from groundswell.foundation.rows import insert

AT_ONCE = 500


def known(system: str, noun: str, keys: Iterable[str]) -> dict[str, int]:
    """Those of the keys that an import brought already, with the ids of their rows."""
    wanted = list(keys)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = SourceId.objects.filter(
            system=system, noun=noun, source_id__in=wanted[start : start + AT_ONCE]
        )
        found.update(rows.values_list("source_id", "noun_id"))
    return found


def remember(
    batch: ImportBatch, noun: str, found: Mapping[str, int], *, was_here: bool = False
) -> None:
    """Keep which rows a batch made, or found here (`was_here`), in the caller's transaction."""
    names = ("batch_id", "system", "noun", "source_id", "noun_id", "was_here")
    head = (batch.pk, batch.system, noun)
    insert(SourceId, names, ((*head, key, noun_id, was_here) for key, noun_id in found.items()))


def ids(batch: ImportBatch, noun: str, *, was_here: bool = False) -> Sequence[int]:
    """Ids of the rows of one noun that a batch made, or found here."""
    rows = SourceId.objects.filter(batch=batch, noun=noun, was_here=was_here)
    return list(rows.values_list("noun_id", flat=True))
