"""Made-up long works in every state, for the gallery."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from groundswell.exchange.tasks.models import State, Task

BEGAN = datetime(2026, 1, 5, 8, tzinfo=UTC)


def tasks() -> list[Task]:
    """Those that rest: one at work would ask how far it is, and nothing of it is stored."""
    return [
        _task(1, "import", State.FAILED, 0),
        _task(2, "trial", State.STOPPED, 7200),
        _task(3, "undo", State.DONE, 18000),
    ]


def _task(number: int, kind: str, state: State, done: int) -> Task:
    return Task(
        pk=number,
        kind=kind,
        state=state,
        choices={"batch": 3} if kind == "undo" else {"file": "halden-export.zip"},
        asked_at=BEGAN,
        stage="undo" if kind == "undo" else "write",
        done=done,
        total=18000,
        stage_began_at=BEGAN,
        seen_at=BEGAN + timedelta(minutes=1),
    )
