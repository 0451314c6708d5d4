"""Why a study cannot begin. Nothing is ever written by one."""

from __future__ import annotations

from groundswell.foundation.errors import Refused


class ColumnsAreUnclear(Refused):
    """It cannot be told which column is what."""

    message = "%(file)s, heading row: %(reason)s Nothing was written."


class RowsAreWrong(Refused):
    """A figure of some rows only would be a figure of something else."""

    message = "%(problems)s\nNothing was written."


class ThereAreNoTies(Refused):
    """Nobody turned to anybody."""

    message = "%(file)s: %(reason)s Nothing was written."
