"""Whom an announcement reached, by function, for its author; a way out, through the gate.

Counted up to the last midnight: a count that moved while one watches would tell who just pressed
the button.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from groundswell.adoption import privacy
from groundswell.adoption.measures.measure import EVERYBODY, TOTAL, Alike, Count
from groundswell.adoption.privacy import Row
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.announcements import queries
from groundswell.network.announcements.models import Acknowledgement, Announcement
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person

FUNCTION = "function"


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of those addressed acknowledged it until then: all, and each function."""

    until: datetime
    total: Row
    rows: Sequence[Row]


def reached(viewer: Person, announced: Announcement) -> Reached:
    """How many of those addressed acknowledged it, as far as may be told; functions by name.

    Raises:
        NotFound: it is not the viewer's own, or asks for no acknowledgement.
    """
    if announced.post.author_id != viewer.pk or not announced.asks_acknowledgement:
        raise NotFound
    until = clock.start_of(clock.today())
    people = _people(announced, until)
    verdicts = privacy.of_period(
        people, frozenset(), settings.OPTIONS.privacy_threshold, secret=settings.SECRET_KEY
    )
    counts = [Count(FUNCTION, one.function, one.active, one.employed) for one in people]
    total = Count(
        TOTAL, EVERYBODY, sum(one.active for one in people), sum(one.employed for one in people)
    )
    return Reached(
        until,
        privacy.let_through(total, verdicts.total),
        [privacy.let_through(one, verdicts.cells.get((one.by, one.cell))) for one in counts],
    )


def _people(announced: Announcement, until: datetime) -> list[Alike]:
    addressed = queries.addressed(announced).exclude(pk=announced.post.author_id)
    ids = set(addressed.values_list("pk", flat=True))
    done = set(
        Acknowledgement.objects.filter(announcement=announced, at__lt=until).values_list(
            "person_id", flat=True
        )
    )
    present = Assignment.objects.present().values_list("person_id", "function")
    function = dict(present)
    asked = Counter(function.get(person_id, "") for person_id in ids)
    active = Counter(function.get(person_id, "") for person_id in ids & done)
    return [Alike(name, "", "", asked[name], active[name]) for name in sorted(asked)]
