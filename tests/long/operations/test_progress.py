"""The line that says how far a long work is."""

from __future__ import annotations

import io

import pytest

from groundswell.operations import progress
from groundswell.operations.progress import ProgressLine


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def seconds(monkeypatch):
    """The clock of the line; a test moves it on."""
    held = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: held[0])
    return held


def test_where_nobody_watches_there_is_a_line_for_each_tenth(seconds):
    stream = io.StringIO()
    line = ProgressLine({"write": "messages"}, stream)

    line.begin("write", 1000)
    for _ in range(1000):
        seconds[0] += 0.01
        line.advance()
    line.end()

    told = stream.getvalue().splitlines()
    assert len(told) == 10
    assert told[0] == "write: 100 of 1,000 messages, 100 a second, 9 s left"
    assert told[-1].endswith("0 s left")


def test_a_terminal_sees_one_line_with_rate_and_time_left(seconds):
    stream = Terminal()
    line = ProgressLine({"read": "files"}, stream)

    line.begin("read", 10_000)
    seconds[0] += 2
    line.advance(50)
    line.advance(50)
    line.end()

    assert stream.getvalue() == (
        "\rread: 50 of 10,000 files, 25 a second, 6 min 38 s left\033[K"
        "\rread: 100 of 10,000 files, 50 a second, 3 min 18 s left\033[K\n"
    )
