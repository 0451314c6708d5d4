"""The kinds of long works, each with what it does; floors above register theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from groundswell.exchange.batches.progress import Progress
from groundswell.exchange.tasks.models import Task

TRIAL, IMPORT, UNDO, EXAMINATION = "trial", "import", "undo", "examination"
OF_IMPORTS = (TRIAL, IMPORT, UNDO)

type Do = Callable[[Task, Progress], dict[str, Any]]


_kinds: dict[str, Do] = {}


def register(name: str, do: Do) -> None:
    """Make a kind of work known to the process that does it; its result is what `do` returns."""
    _kinds[name] = do


def known() -> list[str]:
    """The kinds that this process can do."""
    return list(_kinds)


def do(name: str) -> Do:
    """What a kind does."""
    return _kinds[name]
