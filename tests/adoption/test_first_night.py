"""The first figures are there at once, however short a time ago the machine was started."""

from __future__ import annotations

import threading

import pytest

from groundswell.operations.serving import background

pytestmark = pytest.mark.django_db


class OneRound(threading.Event):
    """Over after its first round."""

    def __init__(self) -> None:
        super().__init__()
        self._rounds = 0

    def wait(self, timeout: float | None = None) -> bool:
        del timeout
        self._rounds += 1
        return self._rounds > 1


def test_figures_are_summed_up_at_once_though_the_machine_began_a_minute_ago(monkeypatch):
    summed_up = []
    monkeypatch.setattr(background.time, "monotonic", lambda: 60.0)
    monkeypatch.setattr(background, "_sum_up", summed_up.append)
    monkeypatch.setattr(background.store, "show_chore", lambda *_: None)
    over = OneRound()

    background._clean(over)

    assert summed_up == [over]
