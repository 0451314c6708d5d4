"""Putting old sums together, so that none of those that stay for good is of one person.

A day is summed up by function, site and level, and a board member may stand in such a cell alone.
While figures of the day may still be counted the gate needs each cell; after that nobody does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import F

from groundswell.adoption.days import counted_after
from groundswell.adoption.sealed.models import SealedDay, SealedPeople, SealedTalk

ELSEWHERE = ""


def due() -> Iterator[date]:
    """Days whose rows about people are gone, and of which no figure is counted any more."""
    fine = SealedDay.objects.filter(is_final=True, is_coarse=False, on__lte=counted_after())
    yield from fine.order_by("on").values_list("on", flat=True)


@transaction.atomic
def coarsen(on: date) -> None:
    """Put cells of fewer people than the threshold together; keep of talk from where to where."""
    large = _large_functions(on)
    _people(on)
    _talk(on, large)
    SealedDay.objects.filter(on=on).update(is_coarse=True)


def _large_functions(on: date) -> set[str]:
    employed = Counter[str]()
    for function, people in SealedPeople.objects.filter(on=on).values_list("function", "employed"):
        employed[function] += people
    least = settings.OPTIONS.privacy_threshold
    return {function for function, people in employed.items() if people >= least}


def _people(on: date) -> None:
    few = SealedPeople.objects.filter(on=on, employed__lt=settings.OPTIONS.privacy_threshold)
    counts = list(few.values_list("employed", "active"))
    if not counts:
        return
    few.delete()
    employed, active = (sum(column) for column in zip(*counts, strict=True))
    nowhere = {"on": on, "function": ELSEWHERE, "site": ELSEWHERE, "level": ELSEWHERE, "leads": 0}
    rest, is_new = SealedPeople.objects.get_or_create(
        **nowhere, defaults={"employed": employed, "active": active}
    )
    if not is_new:
        more = {"employed": F("employed") + employed, "active": F("active") + active}
        SealedPeople.objects.filter(pk=rest.pk).update(**more)


def _talk(on: date, large: set[str]) -> None:
    talk = SealedTalk.objects.filter(on=on)
    sums = Counter[tuple[str, str, str]]()
    for kind, one, other, count in talk.values_list(
        "kind", "from_function", "to_function", "count"
    ):
        ends = (one if one in large else ELSEWHERE, other if other in large else ELSEWHERE)
        sums[kind, *ends] += count
    talk.delete()
    SealedTalk.objects.bulk_create(
        SealedTalk(on=on, kind=kind, from_function=one, to_function=other, count=count)
        for (kind, one, other), count in sums.items()
    )
