"""Who agreed to be named, and which leaders to stand on the roster: most, not all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from groundswell.adoption.consents.models import Consent, RosterPlace, What
from groundswell.demo.member import Member
from groundswell.demo.writing.people import Known
from groundswell.foundation import clock

TOLD = timedelta(weeks=33)
ANSWERED = timedelta(weeks=31)  # so what followed where leaders came is shown of all weeks
LEADING = frozenset({"board", "director"})
# One leader never answered, one said no; of everybody else some agreed.
SILENT, OBJECTED = "Denise Carter", "Sverre Lund"
MAY_BE_NAMED = {
    What.BRIDGE: ("Tomasz Wilk", "Kari Nesse", "Marcus Boateng"),
    What.CHAMPION: ("Oskar Bjørnstad", "Kari Nesse"),
}


def write(people: Sequence[Member], known: Known) -> None:
    """Write it down, in the caller's transaction."""
    now = clock.now()
    named = {member.name: member for member in people if member.named}
    leaders = [one for one in named.values() if one.place.level in LEADING and one.left_on is None]
    RosterPlace.objects.bulk_create(
        RosterPlace(
            leader_id=known.id_of(leader),
            told_at=now - TOLD,
            agreed_at=None if leader.name in {SILENT, OBJECTED} else now - ANSWERED,
            withdrawn_at=now - ANSWERED if leader.name == OBJECTED else None,
        )
        for leader in leaders
    )
    Consent.objects.bulk_create(
        Consent(person_id=known.id_of(named[name]), what=what, given_at=now - ANSWERED)
        for what, names in MAY_BE_NAMED.items()
        for name in names
    )
