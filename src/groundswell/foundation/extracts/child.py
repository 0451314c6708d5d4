"""The process that looks into one file: `python -m … NAME`, the file as its standard input.

It bounds itself before it reads: memory, time, no file to write. It answers lines of JSON, one for
each part, and at last one that says that this was all, or why not.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import BinaryIO

from groundswell.foundation.extracts import formats
from groundswell.foundation.extracts.parts import Fault, bounded

MEMORY = 768 * 1024 * 1024  # bytes of address space
SECONDS = 30  # of the processor


def main() -> None:
    """Answer what the file says."""
    limit()
    sys.setrecursionlimit(2_000)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    fault = _answer(sys.stdin.buffer, sys.argv[1])
    sys.stdout.write(json.dumps({"fault": fault}) + "\n")


def limit() -> None:
    """Bound this process for good."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(file: BinaryIO, name: str) -> str:
    try:
        for part in bounded(formats.parts(file, name)):
            sys.stdout.write(json.dumps(part) + "\n")
    except Fault as fault:
        return str(fault)
    except MemoryError:
        return "hostile"
    except Exception:  # noqa: BLE001 - a parser may fail in any way on a broken file
        return "broken"
    return ""


if __name__ == "__main__":
    main()
