"""Putting old sums together, so that none of those that stay for good is of one person.

A day is summed up by function, site and level, and a board member may stand in such a cell alone.
While figures of the day may still be counted the gate needs each cell; after that nobody does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from django.conf import settings
from django.db import transaction

from groundswell.adoption.days import counted_after
from groundswell.adoption.sealed.models import SealedDay, SealedPeople, SealedTalk

type Place = tuple[str, str, str, int]  # function, site, level, leads

ELSEWHERE = ""
NOWHERE: Place = (ELSEWHERE, ELSEWHERE, ELSEWHERE, 0)


def due() -> Iterator[date]:
    """Days whose rows about people are gone, and of which no figure is counted any more."""
    fine = SealedDay.objects.filter(is_final=True, is_coarse=False, on__lte=counted_after())
    yield from fine.order_by("on").values_list("on", flat=True)


@transaction.atomic
def coarsen(on: date) -> None:
    """Put cells of fewer people than the threshold together; keep of talk from where to where."""
    cells = SealedPeople.objects.filter(on=on)
    employed, active, inside = Counter[Place](), Counter[Place](), Counter[str]()
    for *place, people, took_part in cells.values_list(
        "function", "site", "level", "leads", "employed", "active"
    ):
        where: Place = tuple(place)  # type: ignore[assignment]
        employed[where], active[where] = people, took_part
        inside[where[0]] += people
    _people(on, employed, active)
    _talk(on, inside.keys() - _few(inside, ELSEWHERE))
    SealedDay.objects.filter(on=on).update(is_coarse=True)


def _few[Key: (str, Place)](people: Mapping[Key, int], rest: Key) -> set[Key]:
    """What goes into the rest: all of few people, then the smallest until that is not of few.

    Else who stands alone in the only small cell would be the rest alone.
    """
    least = settings.OPTIONS.privacy_threshold
    together, found = people.get(rest, 0), set[Key]()
    for one in sorted(people.keys() - {rest}, key=lambda key: (people[key], key)):
        if people[one] >= least and not 0 < together < least:
            break
        found.add(one)
        together += people[one]
    return found


def _people(on: date, employed: Counter[Place], active: Counter[Place]) -> None:
    few = _few(employed, NOWHERE)
    for place in few:
        employed[NOWHERE] += employed.pop(place)
        active[NOWHERE] += active.pop(place)
    SealedPeople.objects.filter(on=on).delete()
    SealedPeople.objects.bulk_create(
        SealedPeople(
            on=on, function=place[0], site=place[1], level=place[2], leads=place[3],
            employed=people, active=active[place],
        )
        for place, people in employed.items()
    )  # fmt: skip


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
