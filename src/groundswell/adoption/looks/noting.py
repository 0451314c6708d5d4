"""That somebody looked at a report. Kept in the process, written each minute: a GET never writes.

Looks of one person at one report within an hour are one row. A process that is killed loses the
looks of its last minute; one that is stopped writes them.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from groundswell.adoption.looks.models import Look
from groundswell.foundation import clock
from groundswell.people.persons.models import Person

MONTHS = 13
MONTH = timedelta(days=30.44)
LONGEST = 400  # characters of what was chosen at one look; what is cut says so

type Mark = tuple[int | None, str, int | None, datetime]  # who, report, about whom, hour

_lock = threading.Lock()
_noted: dict[Mark, Counter[str]] = {}


def note(
    person_id: int | None, report: str, *, about: Collection[int] = (), asked: str = ""
) -> None:
    """Keep in mind that somebody looked at a report, and whose own figures it showed."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    # Whoever looks at themselves is on no list.
    others: list[int | None] = [one for one in about if one != person_id]
    marks = [(person_id, report, one, hour) for one in (others or [None])]
    with _lock:
        for mark in marks:
            _noted.setdefault(mark, Counter())[_cut(asked)] += 1


def write() -> int:
    """Write what was kept; how many rows."""
    with _lock:
        taken = dict(_noted)
        _noted.clear()
    if not taken:
        return 0
    try:
        _write(taken)
    except BaseException:
        with _lock:
            for mark, counted in taken.items():
                _noted.setdefault(mark, Counter()).update(counted)
        raise
    return len(taken)


def drop_old() -> int:
    """Forget looks after 13 months; how many rows."""
    return Look.objects.filter(hour__lt=clock.now() - MONTHS * MONTH).delete()[0]


@transaction.atomic
def _write(taken: dict[Mark, Counter[str]]) -> None:
    people = {one for who, _, about, _ in taken for one in (who, about) if one is not None}
    # Somebody may have been merged into another since they were noted.
    here = set(Person.objects.filter(pk__in=people).values_list("pk", flat=True))
    for (who, report, about, hour), counted in sorted(taken.items(), key=str):
        if (who is None or who in here) and (about is None or about in here):
            _add(who, report, about, hour, counted)


def _add(
    who: int | None, report: str, about: int | None, hour: datetime, new: Counter[str]
) -> None:
    known = {"person_id": who, "report": report, "about_id": about, "hour": hour}
    known["is_about_somebody"] = about is not None
    row = Look.objects.select_for_update().filter(**known).first() or Look(**known, times=0)
    row.times += new.total()
    # All of them: of those beyond a limit nobody could say any more what was seen.
    row.asked = list(dict.fromkeys([*row.asked, *filter(None, new)]))
    row.save()


def _cut(asked: str) -> str:
    return asked if len(asked) <= LONGEST else asked[: LONGEST - 1] + "…"
