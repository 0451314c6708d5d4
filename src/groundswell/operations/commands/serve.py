"""Serve the instance."""

from __future__ import annotations

import argparse

from groundswell.operations.serving import server

HELP = "Serve pages, event streams and the readers of the log until Ctrl-C or SIGTERM."
EXAMPLE = "groundswell serve --port 8000"


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--port", type=int, default=8000, help="where to listen (default: %(default)s)")
    add("--host", default="127.0.0.1", help="0.0.0.0 for a whole network (default: %(default)s)")
    add("--workers", type=int, default=1, metavar="N", help="processes that answer (default: 1)")


def run(options: argparse.Namespace) -> int:
    return server.serve(options.dir, host=options.host, port=options.port, workers=options.workers)
