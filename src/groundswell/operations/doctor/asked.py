"""An examination that an administrator asked for in the browser."""

from __future__ import annotations

from typing import Any

from groundswell.exchange.batches.progress import Progress
from groundswell.exchange.tasks import kinds
from groundswell.exchange.tasks.models import Task
from groundswell.operations.doctor import examining


def examine(task: Task, progress: Progress) -> dict[str, Any]:
    """Everything that `groundswell doctor` looks at, and mended where that was asked for."""
    progress.begin("examine", len(examining.CHECKS))
    well, findings, last = [], [], ""
    for one in examining.examine(mend=bool(task.choices.get("mend"))):
        if one.check != last:
            last = one.check
            progress.advance()
        if one.finding is None:
            well.append(one.check)
            continue
        findings.append(
            {
                "check": one.check,
                "level": "mended" if one.is_mended else str(one.finding.level),
                "sentence": one.finding.sentence.kept(),
                "mend": "" if one.is_mended else one.finding.mend.kept(),
            }
        )
    return {"well": well, "findings": findings}


kinds.register(kinds.EXAMINATION, examine)
