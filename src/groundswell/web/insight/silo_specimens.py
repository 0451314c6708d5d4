"""Who talks to whom, of made-up people, for the gallery: with cells that are withheld."""

from __future__ import annotations

from datetime import date

from groundswell.adoption import made_up
from groundswell.web.insight import command, silos
from groundswell.web.insight.sheets import Sheet

PERIOD_END = date(2026, 11, 8)


def sheets() -> list[Sheet]:
    """Every figure of the page of silos and bridges."""
    told = made_up.structure(PERIOD_END)
    return [*silos.sheets(told), *command.sheets(told)]
