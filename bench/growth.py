"""How pages slow down from a small company to a larger one.

Both stand at once, each in its process, and take turns, so that what else the machine does falls
on both.
"""

from __future__ import annotations

from bench.runs import Measured
from bench.timing import timed

MOST = 1.5  # times as long
TURNS, WARM = 60, 5
GROWING = (
    *("feed alone", "for you alone", "home page", "thread of 20 replies", "group page", "members"),
    *("search, a common word", "search, a rare word", "publish", "home page, two new posts"),
)


def show(small: Measured, larger: Measured, size: str) -> None:
    """Let both take turns, and print how many times as long each page takes in the larger one."""
    turns = [(small.round(), larger.round()) for _ in range(TURNS + WARM)][WARM:]
    print(f"  {'ms, and times as long':24}{'small':>9}{size.lower():>9}{'times':>7}{'goal':>7}")
    for name in GROWING:
        sooner, now = (timed([pair[index][name] for pair in turns]) for index in (0, 1))
        times = now.processor / sooner.processor
        print(f"  {name:24}{sooner.processor:9.2f}{now.processor:9.2f}{times:7.2f}{MOST:7}")
