"""Keeping where each person stands between others: weekly, in place of the week before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from groundswell.adoption.bridges.models import MADE_OF, OwnBridge
from groundswell.adoption.days import DAY, week_end
from groundswell.adoption.networks import Networks, employed
from groundswell.adoption.register import queries as register
from groundswell.foundation import clock

BATCH = 2000  # rows of one statement
SEED = 1


def keep_due() -> bool:
    """Count the last week that is over, unless that was done or nobody may; whether it was due."""
    on = week_end(clock.today() - DAY)
    if MADE_OF in register.off() or OwnBridge.objects.filter(on=on).exists():
        return False
    keep(on)
    return True


def keep(on: date) -> None:
    """Replace what is kept by the 90 days that end with a week."""
    rows = list(_rows(on))
    with transaction.atomic():
        OwnBridge.objects.all().delete()
        OwnBridge.objects.bulk_create(rows, batch_size=BATCH)


def _rows(on: date) -> Iterator[OwnBridge]:
    import numpy as np  # noqa: PLC0415 - the pages do without

    from groundswell.adoption.measures.structure.brokers import brokerage  # noqa: PLC0415
    from groundswell.adoption.measures.structure.groups import reaches  # noqa: PLC0415

    read = Networks(on, employed(on))
    pairs = read.network.arcs.pairs
    if not len(pairs):
        return
    found = brokerage(pairs, np.random.default_rng(SEED))
    ties = np.bincount(np.concatenate([pairs.low, pairs.high]), minlength=pairs.people)
    function = read.network.function
    joined = reaches(pairs, function.of, len(function.names)).sum(axis=1).astype(int)
    who = np.flatnonzero(ties)
    ordered = np.sort(found.constraint[who])
    more = len(who) - np.searchsorted(ordered, found.constraint[who], side="right")
    for place, above in zip(who.tolist(), more.tolist(), strict=True):
        yield OwnBridge(
            person_id=int(read.ids[place]),
            on=on,
            ties=int(ties[place]),
            functions=int(joined[place]),
            constraint=float(found.constraint[place]),
            effective_size=float(found.effective_size[place]),
            betweenness=float(found.betweenness[place]),
            less_bound_than=above / max(len(who) - 1, 1),
        )
