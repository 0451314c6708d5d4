"""Keeping what is told of a week, so that an address shows the same later."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from django.db import transaction

from groundswell.adoption import catalogue, counted, numbers, weekly
from groundswell.adoption.books import Book
from groundswell.adoption.days import DAY, told_on, week_end
from groundswell.adoption.register import queries as register
from groundswell.adoption.sealed.models import SealedFigure, SealedPeriod
from groundswell.adoption.shown import Figure
from groundswell.adoption.told.facts import facts_of
from groundswell.adoption.told.models import ToldFigure
from groundswell.adoption.told.rules import judged_by
from groundswell.foundation import clock

COUNTED = ("on", "measure", "sealed_at")
TOLD = ("on", "measure", "defined_on", "looked_at", "judged_by")


def due() -> Iterator[date]:
    """The ends of weeks of which what is told is to be looked at again, the newest first.

    Those that were counted or decided anew, of which a measure is missing, or which other settings
    judged. What pages tell now is missing as well where it was told by another definition than
    today's: they would count it at each look.
    Late leavers and newcomers change headcounts without a trace here, so ends of periods are looked
    at each day: a page that counted them and one that does not would tell who came or went.
    """
    last = week_end(clock.today() - DAY)
    weeks = [last - number * weekly.WEEK for number in range(weekly.BACK)]
    ends = {name: told_on(last, one.window_days) for name, one in catalogue.measures().items()}
    counted: dict[date, dict[str, datetime]] = {on: {} for on in weeks}
    for on, name, at in SealedFigure.objects.filter(on__in=weeks).values_list(*COUNTED):
        counted[on][name] = at
    told: dict[date, dict[str, tuple[datetime, str]]] = {on: {} for on in weeks}
    for on, name, by, at, rules in ToldFigure.objects.filter(on__in=weeks).values_list(*TOLD):
        if on != ends.get(name) or by == catalogue.measure(name).defined_on:
            told[on][name] = at, rules
    gone = register.off()
    periods = SealedPeriod.objects.filter(on__in=weeks)
    decided = dict(periods.values_list("on", "sealed_at"))
    return (
        on
        for on in weeks
        if counted[on] and _is_behind(on, counted[on], told[on], gone, decided.get(on))
    )


def _is_behind(
    on: date,
    counted: Mapping[str, datetime],
    told: Mapping[str, tuple[datetime, str]],
    gone: Collection[str],
    decided: datetime | None,
) -> bool:
    wanted = {*counted, *catalogue.FOR_EVERYBODY}.difference(gone, weekly.OF_LEADERS)
    if not {name for name in wanted if catalogue.is_told(name, on)} <= {*told}:
        return True
    if not told:
        return False
    looked_at = min(at for at, _ in told.values())
    tells_reach = catalogue.is_told(catalogue.REACH.name, on)
    is_old = tells_reach and looked_at < clock.start_of(clock.today())
    has_others = {rules for _, rules in told.values()} != {judged_by()}
    last = max(filter(None, (*counted.values(), decided)))
    return is_old or has_others or looked_at < last


def keep(on: date) -> None:
    """Keep what is told of a week, and of the period that ends with it; mark what became another.

    What was told before is forgotten then: both together would tell what was taken away.
    """
    # What is counted anew from here on is not in it: then it is to be looked at again.
    book, began = Book(), clock.now()
    found = counted.everything(book, on) if book.people(on) else []
    figures = [one for one in found if one.on == on]
    with transaction.atomic():
        known = {(told.measure, told.defined_on): told for told in ToldFigure.objects.filter(on=on)}
        ToldFigure.objects.bulk_create(
            [
                _row(figure, known.pop((figure.measure.name, figure.defined_on), None))
                for figure in figures
            ],
            update_conflicts=True,
            unique_fields=("on", "measure", "defined_on"),
            update_fields=("facts", "judged_by", "told_at", "looked_at", "revised_at"),
        )
        # By a definition that is counted no more nothing can be judged anew.
        for told in known.values():
            if told.judged_by != judged_by():
                told.delete()
        ToldFigure.objects.filter(on=on).update(looked_at=began)


def _row(figure: Figure, known: ToldFigure | None) -> ToldFigure:
    now, facts = clock.now(), facts_of(figure)
    row = known or ToldFigure(
        on=figure.on, measure=figure.measure.name, defined_on=figure.defined_on, told_at=now
    )
    if known is not None and not numbers.are_same(known.facts, facts):
        row.revised_at = now
    row.facts, row.judged_by, row.looked_at = facts, judged_by(), now
    return row
