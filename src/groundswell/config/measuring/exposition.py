"""What Prometheus reads at /metrics, in its text format; cheap enough for every few seconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path

from django.conf import settings
from django.db import connection

from groundswell.activity import readers
from groundswell.activity.models import Outbox
from groundswell.config.measuring import store
from groundswell.config.storage import database_bytes

type Sample = tuple[Mapping[str, str], float]

PREFIX = "groundswell_"
ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


def text() -> str:
    """All metrics of this instance, of all its processes."""
    totals = store.totals(Path(settings.DIRECTORY))
    lines: list[str] = []
    for part in (_of_requests(totals), _of_processes(totals), _of_database(), _of_disk()):
        lines += part
    return "\n".join(lines) + "\n"


def _of_requests(totals: store.Totals) -> Iterator[str]:
    seen = {route: sums for route, sums in totals.routes.items() if any(sums)}
    kinds = len(store.STATUSES)
    yield from _metric(
        "requests_total", "counter", "Requests answered, by the first part of their path.",
        (({"route": route, "status": status}, count)
         for route, sums in seen.items()
         for status, count in zip(store.STATUSES, sums, strict=False) if count),
    )  # fmt: skip
    name = f"{PREFIX}request_seconds"
    yield f"# HELP {name} Seconds from the whole request to the whole answer."
    yield f"# TYPE {name} histogram"
    for route, sums in seen.items():
        counts = list(accumulate(sums[kinds:-1]))
        for most, count in zip(store.BUCKETS, counts, strict=True):
            edge = "+Inf" if most == float("inf") else f"{most:g}"
            yield f"{name}_bucket{_labels({'route': route, 'le': edge})} {count:.0f}"
        yield f"{name}_sum{_labels({'route': route})} {sums[-1]:.6f}"
        yield f"{name}_count{_labels({'route': route})} {counts[-1]:.0f}"


def _of_processes(totals: store.Totals) -> Iterator[str]:
    yield from _metric("processes", "gauge", "Processes at work.", [({}, totals.processes)])
    yield from _metric(
        "live_connections", "gauge", "Event streams that browsers hold open.", [({}, totals.live)]
    )
    done = [({"chore": name}, at) for name, at in totals.chores.items() if at]
    yield from _metric(
        "chore_last_success_timestamp_seconds", "gauge", "When a chore was last done.", done
    )


def _of_database() -> Iterator[str]:
    told = {"version": version("groundswell"), "database": connection.vendor}
    yield from _metric("info", "gauge", "Version and database.", [(told, 1)])
    lags = [
        ({"reader": reader.name}, readers.lag_seconds(reader)) for reader in readers.registered()
    ]
    yield from _metric("reader_lag_seconds", "gauge", "How far a reader is behind.", lags)
    owed = Outbox.objects.filter(done_at=None).count()
    yield from _metric("outbox_owed", "gauge", "Mails and the like that are owed.", [({}, owed)])
    size = database_bytes()
    yield from _metric("database_bytes", "gauge", "Size of the database.", [({}, size)])


def _of_disk() -> Iterator[str]:
    disk = shutil.disk_usage(settings.DIRECTORY)
    yield from _metric("disk_bytes", "gauge", "Size of the disk.", [({}, disk.total)])
    yield from _metric("disk_free_bytes", "gauge", "What is free of it.", [({}, disk.free)])


def _metric(name: str, kind: str, words: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP {PREFIX}{name} {words}"
    yield f"# TYPE {PREFIX}{name} {kind}"
    for labels, value in samples:
        shown = f"{value:.3f}".rstrip("0").rstrip(".")
        yield f"{PREFIX}{name}{_labels(labels)} {shown}"


def _labels(labels: Mapping[str, str]) -> str:
    pairs = ",".join(f'{name}="{value.translate(ESCAPES)}"' for name, value in labels.items())
    return f"{{{pairs}}}" if pairs else ""
