"""The audit log: that each entry follows from the one before, and that none was cut off."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.config.findings import Finding, wrong
from groundswell.people.audit import actions, heads, schema


def audit(_is_full: bool) -> Iterator[Finding]:
    """The chain from its first entry to its last."""
    if not schema.is_there():
        yield wrong(
            "The database lets entries of the audit log be changed: its guard was taken away.",
            "Find out who did. `groundswell doctor --mend` puts it back.",
            schema.make,
        )
    broken = actions.first_broken()
    if broken is not None:
        yield wrong(
            f"The audit log is broken at entry {broken.pk} of {broken.at:%Y-%m-%d %H:%M} UTC: it"
            " does not follow from the one before, so one of the two was changed, or entries"
            " between them were taken out.",
            "It cannot be mended. Compare with the log in a backup and find out who did it.",
        )
        return
    if lost := heads.lost():
        yield wrong(
            f"The audit log lacks entry {lost}, which was its last one when it was last examined.",
            "Somebody cut it off, or restored an older database by hand. Compare with a backup;"
            f" when you know why, delete {heads.FILE} in the data directory.",
        )
        return
    heads.remember()
