"""Readers of the log: where they are, and what could not be sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.db.models import Max

from groundswell.activity import log, readers, restoring
from groundswell.activity.models import Activity, Outbox, ReaderCursor
from groundswell.activity.outbox import GIVEN_UP
from groundswell.config.findings import Finding, advice, wrong
from groundswell.config.wellbeing import LONGEST_LAG_SECONDS
from groundswell.foundation import clock
from groundswell.foundation.sentences import some, stated, stated_many

LATELY = timedelta(days=7)


def cursors(_is_full: bool) -> Iterator[Finding]:
    """Whether each reader is where it can be, and reads on."""
    if ahead := _ahead():
        yield wrong(
            stated(
                "Readers stand behind the end of the log and will read nothing (%(names)s).",
                names=some(ahead),
            ),
            stated("`groundswell doctor --mend` sets them to its end."),
            lambda: _set_back(ahead),
        )
    for reader in readers.registered():
        lag = readers.lag_seconds(reader)
        if lag > LONGEST_LAG_SECONDS and reader.name not in ahead:
            yield wrong(
                stated(
                    "Reader %(name)s is %(lag)s seconds behind.", name=reader.name, lag=round(lag)
                ),
                stated(
                    "Start `groundswell serve`, which runs it; if it runs, its journal says why."
                    " `groundswell doctor --mend` reads on now."
                ),
                partial(readers.catch_up, reader),
            )
    known = {reader.name for reader in readers.registered()}
    names = ReaderCursor.objects.exclude(name__in=known).values_list("name", flat=True)
    if unknown := sorted(names):
        yield advice(
            stated("Cursors of readers that this version has not: %(names)s.", names=some(unknown)),
            stated("They do no harm. `groundswell doctor --mend` forgets them."),
            lambda: _forget(unknown),
        )


def outbox(_is_full: bool) -> Iterator[Finding]:
    """What was owed outside and was given up."""
    given_up = Outbox.objects.filter(
        last_error__startswith=GIVEN_UP, done_at__gt=clock.now() - LATELY
    ).count()
    if given_up:
        yield advice(
            stated_many(
                "%(count)s mail was given up in the last 7 days.",
                "%(count)s mails were given up in the last 7 days.",
                count=given_up,
            ),
            stated(
                "The journal of `serve` names them and the reason; see `mail.host` in the settings."
            ),
        )


def _ahead() -> list[str]:
    newest = Activity.objects.aggregate(last=Max("pk"))["last"] or 0
    xid = log.newest().xid
    return [
        cursor.name
        for cursor in ReaderCursor.objects.order_by("name")
        if (cursor.xid > xid if xid else cursor.position > newest)
    ]


def _set_back(names: list[str]) -> None:
    restoring.settle()
    newest = log.newest()
    still = [name for name in names if name in _ahead()]
    ReaderCursor.objects.filter(name__in=still).update(xid=newest.xid, position=newest.id)


def _forget(names: list[str]) -> None:
    ReaderCursor.objects.filter(name__in=names).delete()
