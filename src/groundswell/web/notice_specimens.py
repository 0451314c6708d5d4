"""Made-up notices of every kind, read and unread, for the gallery."""

from __future__ import annotations

from datetime import UTC, datetime

from groundswell.network.notifications.bundles import Actor, Bundle
from groundswell.network.notifications.models import OF_GROUP_LIFE, Kind

THEN = datetime(2026, 11, 23, 11, 31, tzinfo=UTC)
MIRA, PARK = Actor(10, "Mira Lindqvist", ""), Actor(5, "Park Seo-yeon", "")
TITLE = "Blade-rate vibration on an HT-900 above 320 rpm"
SAID = "Could this thread become a page that the next person finds by typing “21 Hz”?"
ALONE = {
    Kind.FOLLOW, Kind.REPORT, Kind.DECISION, Kind.OUTCOME, Kind.HELD, Kind.VERDICT, Kind.FIGURES,
    Kind.CONSENT,
}  # fmt: skip
IN_GROUPS = {Kind.INVITATION, Kind.REQUEST, Kind.NEWS, *OF_GROUP_LIFE}


def notices() -> list[Bundle]:
    """One of each kind; the even ones are read."""
    return [_notice(number, kind) for number, kind in enumerate(Kind)]


def _notice(number: int, kind: Kind) -> Bundle:
    is_of_group = kind in IN_GROUPS
    return Bundle(
        notice_ids=(number + 1,),
        kind=kind,
        actors=(MIRA, PARK) if number % 3 else (PARK,),
        people=(1, 2, 24)[number % 3],
        things=3,
        title="Thruster service" if is_of_group else TITLE,
        excerpt="" if is_of_group or kind in ALONE else SAID,
        thread_id=0 if is_of_group or kind in ALONE else 1,
        post_id=1,
        group_id=7 if is_of_group else 0,
        subject_id=7,
        at=THEN,
        is_read=number % 2 == 1,
    )
