"""Whom an announcement reached, for its author; a way out, through the gate.

By function it is told once, of the first week, and kept: told each day, the difference of two would
tell who of a function just pressed the button, or who of it left. How many in all is told up to the
last midnight, whenever five more have: so few are not told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from groundswell.adoption import privacy
from groundswell.adoption.days import DAY
from groundswell.adoption.measures.measure import EVERYBODY, TOTAL, Alike, Count
from groundswell.adoption.privacy import Row, Verdicts
from groundswell.adoption.sealed.models import SealedReach
from groundswell.adoption.suppression import FEW, Withheld, alone
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.announcements import queries
from groundswell.network.announcements.models import Acknowledgement, Announcement
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person

FUNCTION = "function"
FIRST_WEEK = timedelta(days=7)
BACK = timedelta(days=35)  # in which a night looks for first weeks that are over


@dataclass(frozen=True, slots=True)
class Reached:
    """How many acknowledged it until then, and are addressed; each function, of the first week.

    Who left since counts in the one and not in the other, whatever they did: else the day on which
    somebody leaves would tell whether they had acknowledged it. Without rows the first week is not
    over, or was before anything was kept.
    """

    until: datetime
    total: Row
    rows: Sequence[Row]
    week_until: datetime


def reached(viewer: Person, announced: Announcement) -> Reached:
    """How many of those addressed acknowledged it, as far as may be told; functions by name.

    Raises:
        NotFound: it is not the viewer's own, or asks for no acknowledgement.
    """
    if announced.post.author_id != viewer.pk or not announced.asks_acknowledgement:
        raise NotFound
    until = clock.start_of(clock.today())
    kept = SealedReach.objects.filter(pk=announced.pk).first()
    return Reached(until, _total(announced, until), _rows(kept), _week_until(announced))


def due() -> Iterator[Announcement]:
    """The announcements whose first week is over and not kept yet."""
    now = clock.now()
    found = Announcement.objects.filter(
        asks_acknowledgement=True, post__published_at__range=(now - BACK, now - FIRST_WEEK)
    ).select_related("post")
    kept = SealedReach.objects.values("pk")
    for announced in found.exclude(pk__in=kept):
        if _week_until(announced) <= now:
            yield announced


def keep(announced: Announcement) -> None:
    """Count the first week by function, and keep it."""
    people = _people(announced, _week_until(announced))
    facts = [[one.function, one.employed, one.active] for one in people]
    SealedReach.objects.get_or_create(pk=announced.pk, defaults={"facts": facts})


def _week_until(announced: Announcement) -> datetime:
    """The midnight after its first seven days."""
    return clock.start_of(clock.day_of(announced.post.published_at) + FIRST_WEEK + DAY)


def _rows(kept: SealedReach | None) -> list[Row]:
    if kept is None:
        return []
    people = [Alike(name, "", "", asked, done) for name, asked, done in kept.facts]
    verdicts = privacy.of_period(
        people, frozenset(), settings.OPTIONS.privacy_threshold, secret=settings.SECRET_KEY
    )
    counts = [Count(FUNCTION, one.function, one.active, one.employed) for one in people]
    return [privacy.let_through(one, _why(one, verdicts)) for one in counts]


def _why(count: Count, verdicts: Verdicts) -> Withheld | None:
    """Few of whom everybody did it are not told: how many in all is told of later days alone."""
    few = count.numerator and count.denominator < settings.OPTIONS.privacy_threshold
    return verdicts.cells.get((count.by, count.cell)) or (Withheld.BASE if few else None)


def _total(announced: Announcement, until: datetime) -> Row:
    addressed = len(_addressed(announced))
    days = Counter(clock.day_of(at) for _, at in _acknowledged(announced, until))
    told = min(in_steps(days), addressed)
    label = alone(told, addressed, settings.OPTIONS.privacy_threshold)
    return privacy.let_through(Count(TOTAL, EVERYBODY, told, addressed), label)


def in_steps(days: Mapping[date, int]) -> int:
    """How many of so many on each day, as it is told: it waits until five more have."""
    told = so_far = 0
    for day in sorted(days):
        so_far += days[day]
        if so_far - told > FEW:
            told = so_far
    return told


def _people(announced: Announcement, until: datetime) -> list[Alike]:
    ids = _addressed(announced)
    done = {person_id for person_id, _ in _acknowledged(announced, until)}
    function = dict(Assignment.objects.present().values_list("person_id", "function"))
    asked = Counter(function.get(person_id, "") for person_id in ids)
    active = Counter(function.get(person_id, "") for person_id in ids & done)
    return [Alike(name, "", "", asked[name], active[name]) for name in sorted(asked)]


def _addressed(announced: Announcement) -> set[int]:
    addressed = queries.addressed(announced).exclude(pk=announced.post.author_id)
    return set(addressed.values_list("pk", flat=True))


def _acknowledged(announced: Announcement, until: datetime) -> list[tuple[int, datetime]]:
    found = Acknowledgement.objects.filter(announcement=announced, at__lt=until)
    found = found.exclude(person_id=announced.post.author_id)
    return list(found.values_list("person_id", "at"))
