"""Which measures are counted, for what, by whom they are seen, how long what is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.measure import Measure
from groundswell.adoption.register.models import RegisterEntry
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused

# What is a part of a measure or made of it, and would tell it under another name: the funnel has
# reach for a step, stickiness for what it divides by; what talks inside functions does not cross.
MADE_OF: Mapping[str, frozenset[str]] = {
    "reach": frozenset(
        {"beyond_comms", "evenness", "tipping_candidates", "stages", "funnel", "stickiness"}
    ),
    "response": frozenset({"asked_from"}),
    "across": frozenset({"crossings"}),
}
_held: ContextVar[list[dict[str, datetime]] | None] = ContextVar("held", default=None)


class MeasureIsOff(Refused):
    """What is switched off is neither counted nor told."""

    message = _lazy(
        "%(title)s: switched off since %(on)s, so it is neither counted nor shown."
        " The reason stands under “What for”."
    )


def entries() -> dict[str, RegisterEntry]:
    """What the organisation says of its measures, by name; of many it says nothing."""
    return RegisterEntry.objects.select_related("off_by").in_bulk()


def entry(name: str) -> RegisterEntry:
    """What the organisation says of one measure.

    Raises:
        NotFound: there is no such measure.
    """
    if name not in MEASURES:
        raise NotFound
    return RegisterEntry.objects.filter(pk=name).first() or RegisterEntry(measure=name)


def off() -> dict[str, datetime]:
    """The names of the measures that are switched off, and since when.

    With each all that is a part of it or made of it: it would tell it under another name.
    """
    held = _held.get()
    if held is None:
        return _off()
    if not held:
        held.append(_off())
    return held[0]


@contextmanager
def asked_once() -> Iterator[None]:
    """Within it the register is asked for its switches once: a page is of one moment."""
    before = _held.set([])
    try:
        yield
    finally:
        _held.reset(before)


def _off() -> dict[str, datetime]:
    found = RegisterEntry.objects.filter(off_at__isnull=False)
    said = {one.measure: one.off_at for one in found if one.off_at}
    with_others = {name: said[whole_of(name)] for name in MEASURES if whole_of(name) in said}
    return {**said, **with_others, **said}  # what was asked for stands first, with its own day


def whole_of(name: str) -> str:
    """The measure with which one goes when it is switched off; empty: it goes alone."""
    return next((whole for whole, made in MADE_OF.items() if name in made), "")


def are_on(measures: Iterable[Measure], gone: Collection[str] | None = None) -> list[Measure]:
    """Those of the measures that are not switched off."""
    gone = off() if gone is None else gone
    return [measure for measure in measures if measure.name not in gone]


def refuse_off(measure: Measure, gone: Mapping[str, datetime]) -> None:
    """Refuse what is switched off.

    Raises:
        MeasureIsOff: since a day.
    """
    if measure.name in gone:
        on = clock.day_of(gone[measure.name])
        raise MeasureIsOff(title=gettext(measure.title), on=on)
