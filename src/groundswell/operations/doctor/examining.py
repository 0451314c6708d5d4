"""One examination of an instance: every check, what each finds, and what is mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from groundswell.config import dangers
from groundswell.config.findings import Check, Finding, Level
from groundswell.operations.doctor import (
    chain,
    counters,
    index,
    orphans,
    reading,
    soundness,
)

CHECKS: Mapping[str, Check] = {
    "database": soundness.database,
    "members": counters.members,
    "answers": counters.replies,
    "reactions": counters.reactions,
    "votes": counters.votes,
    "places": orphans.placements,
    "feeds": orphans.feeds,
    "files": orphans.files,
    "readers": reading.cursors,
    "mails": reading.outbox,
    "search": index.search,
    "audit log": chain.audit,
    **dangers.CHECKS,
}


@dataclass(frozen=True, slots=True)
class Examined:
    """A check, what it found (None: all is well), and whether that is mended now."""

    check: str
    finding: Finding | None
    is_mended: bool = False

    @property
    def is_wrong(self) -> bool:
        return self.finding is not None and self.finding.level is Level.WRONG and not self.is_mended


def examine(*, mend: bool = False, is_full: bool = False) -> Iterator[Examined]:
    """Look at everything, one by one; what loses nothing is mended where that is asked for.

    Args:
        is_full: read every file and every document of the index, not a sample.
    """
    for name, check in CHECKS.items():
        is_well = True
        for finding in check(is_full):
            is_well = False
            may_mend = mend and finding.repair is not None
            if may_mend and finding.repair is not None:
                finding.repair()
            yield Examined(name, finding, may_mend)
        if is_well:
            yield Examined(name, None)
