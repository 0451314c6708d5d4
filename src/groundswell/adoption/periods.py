"""What the gate decides of a period: found once, at night, and kept.

Used by `books`, and through it by `queries`, and by `inside`, which are ways out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from groundswell.adoption import privacy, within
from groundswell.adoption.measures.measure import Alike
from groundswell.adoption.privacy import Row, Verdicts
from groundswell.adoption.sealed.models import SealedPeriod
from groundswell.adoption.suppression import Withheld
from groundswell.foundation import clock


@dataclass(frozen=True, slots=True)
class Decided:
    """What is withheld of a period; `judged` stands for the people that it was decided of."""

    verdicts: Verdicts
    judged: str


def kept(on: date, judged: str | None) -> Decided | None:
    """What was decided of these people, or, where nobody knows them any more, of whom it was."""
    period = SealedPeriod.objects.filter(pk=on).first()
    if period is None or judged not in {period.judged, None}:
        return None
    facts = period.facts
    cells = {(by, cell): Withheld(why) for by, cell, why in facts["cells"]}
    verdicts = Verdicts(_why(facts["total"]), _why(facts["outside"]), cells)
    return Decided(verdicts, period.judged)


def parts(wanted: Mapping[date, str]) -> dict[date, list[Row]]:
    """The cells of one breakdown within another, period by period, where what is kept was decided
    of these people."""
    periods = SealedPeriod.objects.filter(pk__in=[on for on, judged in wanted.items() if judged])
    return {
        period.on: [
            Row(by, cell, active, of, _why(why))
            for by, cell, active, of, why in period.facts["parts"]
        ]
        for period in periods
        if period.judged == wanted[period.on]
    }


def keep(
    on: date, people: Sequence[Alike], comms: Collection[str], threshold: int, *, secret: str
) -> None:
    """Decide of a period and keep it."""
    verdicts = privacy.of_period(people, comms, threshold, secret=secret)
    facts = {
        "total": verdicts.total,
        "outside": verdicts.outside,
        "cells": [[*key, why] for key, why in verdicts.cells.items()],
        "parts": [
            [row.by, row.cell, row.numerator, row.denominator, row.withheld]
            for row in _parts(people, comms, threshold, verdicts, secret)
        ],
    }
    SealedPeriod.objects.update_or_create(
        on=on,
        defaults={
            "facts": facts,
            "judged": judged(people, comms, threshold),
            "sealed_at": clock.now(),
        },
    )


def judged(people: Sequence[Alike], comms: Collection[str], threshold: int) -> str:
    """What stands for the people, the settings and the gate that something is decided by."""
    rows = sorted(astuple(alike) for alike in people)
    text = json.dumps([privacy.GATE, rows, sorted(comms), threshold])
    return hashlib.sha256(text.encode()).hexdigest()


def _parts(
    people: Sequence[Alike],
    comms: Collection[str],
    threshold: int,
    verdicts: Verdicts,
    secret: str,
) -> list[Row]:
    active, employed = sum(a.active for a in people), sum(a.employed for a in people)
    if verdicts.total is not None or active in {0, employed}:
        return []
    gate = within.Within(people, comms, threshold, verdicts.cells, verdicts.outside)
    return [
        privacy.let_through(gate.whole_counts[key], why) for key, why in gate.labels(secret).items()
    ]


def _why(withheld: Any) -> Withheld | None:
    return Withheld(withheld) if withheld else None
