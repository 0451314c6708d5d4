"""`python -m groundswell.adoption.measures.apart NAME`: counts one measure of the rows it is given.

A process of its own for what takes long; rows and figures come and go as `beside` writes them.
"""

from __future__ import annotations

import pickle
import sys

from groundswell.adoption.measures import MEASURES


def main() -> None:
    """Read the rows, write the figures."""
    data = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own process
    pickle.dump(MEASURES[sys.argv[1]].count(data), sys.stdout.buffer)


if __name__ == "__main__":
    main()
