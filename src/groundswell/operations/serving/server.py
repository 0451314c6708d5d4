"""What `serve` and the demo start: pages, event streams and readers of the log, as one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.conf import settings

from groundswell.config.measuring import store
from groundswell.config.serving.processes import allow_many_connections
from groundswell.operations.serving import background, long_works, pages, places
from groundswell.operations.serving.supervisor import Child, supervise

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def serve(directory: Path, *, host: str = "127.0.0.1", port: int = 8000, workers: int = 1) -> int:
    """Serve the instance until SIGTERM or Ctrl-C; the exit code.

    Raises:
        DirectoryIsServed, PortIsTaken, AddressCannotBeUsed: nothing was started.
    """
    places.claim_port(host, port)
    with places.lock(directory):
        for line in _warnings(host, port):
            print(f"Note: {line}", flush=True)
        allow_many_connections()
        store.begin(directory)
        pages.prepare()
        print(f"Groundswell is at http://{_shown(host)}:{port} (Ctrl-C stops it)", flush=True)
        return supervise(
            [
                Child("the server of pages", partial(pages.serve, host, port, workers)),
                Child("the reader of the log", background.run),
                Child("the process of long works", long_works.run),
            ]
        )


def _shown(host: str) -> str:
    if host in {"127.0.0.1", "0.0.0.0", "::", "::1", ""}:  # noqa: S104 - shown, not bound
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _warnings(host: str, port: int) -> Iterator[str]:
    options = settings.OPTIONS
    if options.plain_http and not options.is_https:
        yield (
            "passwords and posts travel in the clear (plain_http = true)."
            " Only use this on a network that you trust."
        )
    if options.is_https and not options.trusted_proxies:
        yield (
            "public_address is https, but trusted_proxies is empty: everybody seems to come from"
            ' your proxy. Name its address, for example trusted_proxies = ["127.0.0.1"].'
        )
    is_for_here = options.host in LOOPBACK
    if is_for_here and host not in LOOPBACK:
        yield (
            f"this listens on a whole network, but answers to the name {options.host} alone;"
            " set public_address to where people reach you."
        )
    elif is_for_here and options.port != port and not (options.is_https or settings.IS_DEMO):
        yield (
            f"links in mails and letters begin with {options.public_address};"
            " set public_address to where people reach you."
        )
