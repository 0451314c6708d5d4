"""What was taken up. Who asks may see adoption in full: see `pairs` and `taking_up`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from groundswell.adoption.suggestions.models import Suggestion


def taken_before(on: date) -> QuerySet[Suggestion]:
    """All that was taken up until a day, the last first."""
    return Suggestion.objects.filter(taken_on__lte=on).order_by("-taken_on", "-pk")


def last_of_each_pair(on: date) -> list[Suggestion]:
    """The last of each two groups until a day, the last first."""
    found: dict[tuple[int, int], Suggestion] = {}
    for one in taken_before(on).select_related("one", "other"):
        found.setdefault((one.one_id, one.other_id), one)
    return list(found.values())


def last_of_pairs(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], Suggestion]:
    """The last of each of these pairs; the lower number of a pair stands first."""
    found = Suggestion.objects.filter(
        one_id__in={one for one, _ in pairs}, other_id__in={other for _, other in pairs}
    )
    return {(each.one_id, each.other_id): each for each in found.order_by("taken_on", "pk")}
