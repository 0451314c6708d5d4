"""A line on the terminal that says how far a long work is, how fast it goes, and what is left."""

from __future__ import annotations

import sys
import time
from typing import TextIO

EVERY_SECONDS = 0.2
TENTHS = 10  # where nobody watches, a line for each tenth


class ProgressLine:
    """Writes to stderr, so that what a command answers stays clean for a machine."""

    def __init__(self, units: dict[str, str], stream: TextIO | None = None) -> None:
        """`units` names what each stage counts: {"read": "files"}."""
        self._units = units
        self._stream = stream or sys.stderr
        self._is_watched = self._stream.isatty()
        self._stage, self._total, self._done = "", 0, 0
        self._begun_at = self._shown_at = time.monotonic()
        self._tenth = 0

    def begin(self, stage: str, total: int) -> None:
        """Another stage begins, of `total` steps."""
        self.end()
        self._stage, self._total, self._done, self._tenth = stage, total, 0, 0
        self._begun_at = self._shown_at = time.monotonic()

    def advance(self, count: int = 1) -> None:
        """So many more steps are done."""
        self._done += count
        now = time.monotonic()
        if self._is_watched and now - self._shown_at >= EVERY_SECONDS:
            self._shown_at = now
            self._stream.write(f"\r{self._words(now)}\033[K")
            self._stream.flush()
        elif not self._is_watched:
            self._say_tenths(now)

    def end(self) -> None:
        """Leave the line, once all is done."""
        if self._is_watched and self._done:
            self._stream.write(f"\r{self._words(time.monotonic())}\033[K\n")
            self._stream.flush()
            self._done = 0

    def _say_tenths(self, now: float) -> None:
        tenth = self._done * TENTHS // max(self._total, 1)
        if tenth > self._tenth and self._done <= self._total:
            self._tenth = tenth
            self._stream.write(f"{self._words(now)}\n")
            self._stream.flush()

    def _words(self, now: float) -> str:
        seconds = max(now - self._begun_at, 1e-3)
        rate = self._done / seconds
        left = max(self._total - self._done, 0) / rate if rate else 0
        unit = self._units.get(self._stage, "steps")
        return (
            f"{self._stage}: {self._done:,} of {self._total:,} {unit},"
            f" {rate:,.0f} a second, {_duration(left)} left"
        )


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
