"""Taking a Slack export: read it whole, then write what is new of it, batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext_lazy as _lazy

from groundswell.exchange.batches.alone import alone
from groundswell.exchange.batches.progress import Progress, Unwatched
from groundswell.exchange.slack import archive, layout
from groundswell.exchange.slack.records import Problem
from groundswell.exchange.slack.report import SHOWN, Report
from groundswell.exchange.slack.running import Choices, Run
from groundswell.exchange.slack.survey import survey
from groundswell.foundation.errors import Refused
from groundswell.foundation.sentences import stated
from groundswell.people.persons.models import Person


class ExportHasProblems(Refused):
    """Records are bad, and the whole was asked for or nothing."""

    message = _lazy("%(problems)s\nNothing was imported. Without `--strict` the rest is taken.")


def take(
    path: Path,
    choices: Choices,
    *,
    taken_by: Person | None = None,
    progress: Progress | None = None,
) -> Report:
    """Import an export; what came of it. Again, or continued, it adds what is new alone.

    Raises:
        ExportCannotBeRead: it is damaged, dangerous or none; nothing is written.
        ExportHasProblems: records are bad and `is_strict` was chosen; nothing is written.
        AnotherImportRuns: one at a time.
    """
    watched = progress or Unwatched()
    with archive.opened(path) as opened, alone():
        found_layout = layout.find(opened)
        found = survey(opened, found_layout, watched, with_direct=choices.with_direct_messages)
        if choices.is_strict and found.problems:
            raise ExportHasProblems(problems=_in_words(found.problems))
        return Run(opened, found_layout, found, choices, taken_by, watched).take()


def _in_words(problems: Sequence[Problem]) -> str:
    lines = [str(problem) for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(str(stated("… and %(count)s more.", count=len(problems) - SHOWN)))
    return "\n".join(lines)
