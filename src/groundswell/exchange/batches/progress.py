"""How far an import is, for whoever watches."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told what begins, how much of it there is, and how much of it is done."""

    def begin(self, stage: str, total: int) -> None:
        """Another stage begins: "read" counts files, "write" messages, "undo" rows."""

    def advance(self, count: int = 1) -> None:
        """So much more of the stage is done."""


class Unwatched:
    """Nobody watches."""

    def begin(self, stage: str, total: int) -> None:
        """Nothing is shown."""

    def advance(self, count: int = 1) -> None:
        """Nothing is shown."""
