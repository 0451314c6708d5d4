"""A bar on the terminal that fills, for a work of which only shares are known."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self, TextIO

WIDTH = 30
EVERY_SECONDS = 0.1
TENTHS = 10  # where nobody watches, a line for each tenth
CLEAR = "\033[K"


class Bar:
    """Writes to stderr, so that what a command answers stays clean for a machine."""

    def __init__(self, title: str, stream: TextIO | None = None) -> None:
        self._title = title
        self._stream = stream or sys.stderr
        self._is_watched = self._stream.isatty()
        self._begun_at, self._shown_at, self._tenth = time.monotonic(), 0.0, -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        seconds = time.monotonic() - self._begun_at
        end = f"{self._title}: {'stopped' if error else 'done'} after {seconds:.0f} s"
        self._write(f"\r{end}{CLEAR}\n" if self._is_watched else f"{end}\n")

    def show(self, done: float, doing: str) -> None:
        """Fill it up to a share, 0 to 1, and say what is being done."""
        now = time.monotonic()
        tenth = int(done * TENTHS)
        if self._is_watched and now - self._shown_at >= EVERY_SECONDS:
            self._shown_at = now
            full = round(done * WIDTH)
            bar = "█" * full + "░" * (WIDTH - full)
            self._write(f"\r{self._title} {bar} {done:4.0%} {doing}{CLEAR}")
        elif not self._is_watched and tenth > self._tenth:
            self._tenth = tenth
            self._write(f"{self._title}: {done:.0%}, {doing}\n")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
