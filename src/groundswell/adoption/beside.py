"""Counting a measure of very much talk in a process of its own, while others are counted here.

Communities of 50,000 people take a minute, in which a second core would wait.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from contextlib import suppress

from groundswell.adoption.measures.figures import Figures
from groundswell.adoption.measures.measure import Measure
from groundswell.adoption.needed import Rows

MUCH = 300_000  # pairs of whom one turned to the other: of fewer it takes some seconds
CHILD = "groundswell.adoption.measures.apart"
# It needs no settings, and none of the secrets among our surroundings.
SURROUNDINGS = {"PATH": os.defpath, "LANG": "C.UTF-8"}

log = logging.getLogger("groundswell.adoption")


def is_long(measure: Measure, rows: Rows) -> bool:
    """Whether it is worth a process of its own."""
    return measure.takes_long and len(rows.networks.network.source) >= MUCH


class Beside:
    """A measure that is being counted; where its process fails it is counted here."""

    def __init__(self, measure: Measure, data: object) -> None:
        self._measure, self._data = measure, data
        self._child = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", "-m", CHILD, measure.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=SURROUNDINGS,
        )
        # One that ended at once takes nothing.
        with suppress(BrokenPipeError):
            if self._child.stdin:
                self._child.stdin.write(pickle.dumps(data))
                self._child.stdin.close()

    def figures(self) -> Figures:
        """What it found."""
        with self._child as child:
            told = child.stdout.read() if child.stdout else b""
        if child.returncode:
            name, code = self._measure.name, child.returncode
            log.warning("The process that counts %s ended with %s: it is counted here", name, code)
            here: Figures = self._measure.count(self._data)
            return here
        found: Figures = pickle.loads(told)  # noqa: S301 - written by our own program
        return found
