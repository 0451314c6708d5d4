"""Who stood alike on a day, and how many of them took part: as it was summed up, or counted now."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings

from groundswell.adoption.measures.measure import PARTICIPATION_DAYS, Alike
from groundswell.adoption.sealed.models import SealedPeople
from groundswell.foundation import sql

FOLDER = sql.folder(__package__)
ALIKE = ("function", "site", "level", "employed", "active", "leads")


def sealed(on: date) -> list[Alike]:
    """As the day was summed up; nobody where it was not."""
    return [Alike(*row) for row in SealedPeople.objects.filter(on=on).values_list(*ALIKE)]


def counted(on: date) -> list[Alike]:
    """Counted now, from the rows behind it."""
    return FOLDER.rows("alike", Alike, levels=settings.LEADER_LEVELS, **window(on))


def window(on: date) -> dict[str, object]:
    """The first and the last day of participation that ends with a day."""
    return {"first": on - timedelta(days=PARTICIPATION_DAYS - 1), "last": on}
