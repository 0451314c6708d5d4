"""Leaders and their delegates, figures of one's own, and consents to show them that ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from groundswell.activity.log import Entry
from groundswell.foundation import ids
from groundswell.network.notifications.models import ON_THE_ROSTER, Kind
from groundswell.network.notifications.telling.told import Told
from groundswell.network.unsent.models import Handed
from groundswell.people.delegates.models import Delegation, Rostered

NAMED = 0
ENDED = {"ended a consent": NAMED, "ended a place": ON_THE_ROSTER}


def about_delegations(entries: Sequence[Entry]) -> Iterator[Told]:
    """Whoever may write for a leader hears of it."""
    named = {e.noun_id: e.happened_at for e in entries if e.verb == "delegated"}
    rows = Delegation.objects.filter(pk__in=named).order_by("pk")
    for pk, delegate_id in rows.values_list("pk", "delegate_id") if named else ():
        yield Told(delegate_id, Kind.DELEGATION, pk, None, ids.floor(named[pk]), named[pk])


def about_handed(entries: Sequence[Entry]) -> Iterator[Told]:
    """A leader hears that a delegate left a draft."""
    left = {e.noun_id: e.happened_at for e in entries if e.verb == "drafted"}
    rows = Handed.objects.filter(pk__in=left).order_by("pk")
    for pk, leader_id in rows.values_list("pk", "leader_id") if left else ():
        yield Told(leader_id, Kind.DRAFT, pk, None, ids.floor(left[pk]), left[pk])


def about_rosters(entries: Sequence[Entry]) -> Iterator[Told]:
    """A leader hears that the share of their own words will be public."""
    told = {e.noun_id: e.happened_at for e in entries if e.verb == "rostered"}
    rows = Rostered.objects.filter(leader_id__in=told).values_list("leader_id", flat=True)
    for leader_id in rows if told else ():
        at = told[leader_id]
        yield Told(leader_id, Kind.ROSTER, 0, None, ids.floor(at), at)


def about_figures(entries: Sequence[Entry]) -> Iterator[Told]:
    """A leader hears that figures of their own would be shown, and that they are asked."""
    for entry in entries:
        if entry.verb == "told of the roster" and entry.noun_id is not None:
            at = entry.happened_at
            yield Told(entry.noun_id, Kind.FIGURES, 0, None, ids.floor(at), at)


def about_consents(entries: Sequence[Entry]) -> Iterator[Told]:
    """Somebody hears that what they had agreed to holds no more, though they took nothing back."""
    for entry in entries:
        if entry.verb in ENDED:
            at = entry.happened_at
            yield Told(entry.noun_id, Kind.CONSENT, ENDED[entry.verb], None, ids.floor(at), at)
