"""The audit log: that each entry follows from the one before, and that none was cut off."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.config.findings import Finding, wrong
from groundswell.foundation.sentences import stated
from groundswell.people.audit import actions, heads, schema


def audit(_is_full: bool) -> Iterator[Finding]:
    """The chain from its first entry to its last."""
    if not schema.is_there():
        yield wrong(
            stated(
                "The database lets entries of the audit log be changed: its guard was taken away."
            ),
            stated("Find out who did. `groundswell doctor --mend` puts it back."),
            schema.make,
        )
    broken = actions.first_broken()
    if broken is not None:
        yield wrong(
            stated(
                "The audit log is broken at entry %(entry)s of %(at)s UTC: it does not follow from"
                " the one before, so one of the two was changed, or entries between them were"
                " taken out.",
                entry=str(broken.pk),
                at=f"{broken.at:%Y-%m-%d %H:%M}",
            ),
            stated(
                "It cannot be mended. Compare with the log in a backup and find out who did it."
            ),
        )
        return
    if lost := heads.lost():
        yield wrong(
            stated(
                "The audit log lacks entry %(entry)s, which was its last one when it was last"
                " examined.",
                entry=str(lost),
            ),
            stated(
                "Somebody cut it off, or restored an older database by hand. Compare with a backup;"
                " when you know why, delete `%(file)s` in the data directory.",
                file=heads.FILE,
            ),
        )
        return
    heads.remember()
