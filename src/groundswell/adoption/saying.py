"""Numbers of figures in words: in their unit, of how many, and what stands beside them.

The one home of it: page, mail, comparison and command say a number from here, so that none says
of an interval that it is chance's where it is the number's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption.catalogue import BALANCES
from groundswell.adoption.lines import TOTAL, Line
from groundswell.adoption.measures.figures import Unit
from groundswell.adoption.measures.measure import Measure, Yardstick
from groundswell.adoption.tables import DECIMALS
from groundswell.foundation.locales import decimal, number, percent

MANY = 100  # times: beyond it nobody reads decimals
MOST = 1e6  # times: up to it evidence is told
PLACES = 2  # of a ratio
WORDS: Mapping[Yardstick, str | Promise] = {
    Yardstick.CHANCE: _lazy("by chance %(chance)s"),
    Yardstick.OTHERS: _lazy("all others %(chance)s"),
    Yardstick.EXPECTED: _lazy("expected %(chance)s"),
}


class Number(Protocol):
    """One number and all about it, be it a value of a figure or a line of a file."""

    @property
    def unit(self) -> str: ...
    @property
    def numerator(self) -> int | None: ...
    @property
    def denominator(self) -> int | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def chance(self) -> float | None: ...


def in_unit(unit: str, value: float, *, of: str, places: int = PLACES) -> str:
    """A number of a measure in its unit: an E-I index with its sign, a ratio with its places."""
    if unit == "hours":
        return _("%(hours)s working hours") % {"hours": number(round(value, 1))}
    if unit == "steps":
        return _("%(steps)s steps") % {"steps": decimal(value, 2)}
    return _short(unit, value, of=of, places=places)


def made_of(measure: Measure, one: Number, *, places: int = PLACES) -> str:
    """What a number was counted from, what stands beside it, and how sure it is; or nothing."""
    said = partial(_short, str(one.unit), of=measure.name, places=places)
    return "; ".join(filter(None, [_counts(measure, one), *_judged(measure, one, said)]))


def _judged(measure: Measure, one: Number, said: Callable[[float], str]) -> Iterator[str]:
    """What stands beside a number, and its interval, or that of chance, which is not its own."""
    ends = {} if one.low is None else {"low": said(one.low), "high": "…"}
    if one.high is not None:
        ends["high"] = said(one.high)
    if one.chance is not None:
        ends["chance"] = said(one.chance)
        if measure.yardstick is Yardstick.CHANCE and one.low is not None:
            yield _("by chance %(chance)s, 95 %% between %(low)s and %(high)s") % ends
            return
        yield str(WORDS[measure.yardstick]) % ends
    if one.low is not None:
        level = {"level": measure.confidence}
        yield _("%(level)s %% interval %(low)s to %(high)s") % (ends | level)


def of_line(line: Line) -> str:
    """The number of a line in its unit; nothing where there is none."""
    if line.value is None:
        return ""
    return in_unit(line.unit, line.value, of=line.measure, places=places_of(line))


def is_capped(line: Line) -> bool:
    """Whether a line says no more than that it is so much or more."""
    return line.unit == "times" and line.value is not None and line.value >= MOST


def places_of(line: Line) -> int:
    """How many places a ratio of the line has: talk from group to group is told to one decimal."""
    return PLACES if line.by == TOTAL else DECIMALS


def _counts(measure: Measure, one: Number) -> str:
    if one.denominator is None:
        return ""
    of = {"count": number(one.numerator or 0), "of": number(one.denominator)}
    if one.numerator is None:
        return _("of %(of)s") % of
    if one.unit == Unit.AT_LEAST:
        return _("%(count)s or more of %(of)s") % of
    return (_("about %(count)s of %(of)s") if measure.is_about else _("%(count)s of %(of)s")) % of


def _short(unit: str, value: float, *, of: str, places: int) -> str:
    if unit == "index":
        return signed(value) if of in BALANCES or value < 0 else decimal(value, 2)
    if unit in BY_UNIT:
        return BY_UNIT[unit](value)
    if unit == "ratio":
        return times(value, places)
    if unit == "times":
        # Evidence beyond it is not told apart: it is a cap, and said as one.
        return _("%(times)s or more") % {"times": _whole(MOST)} if value >= MOST else _times(value)
    rounded = (round(value) if unit == "people" else round(value, 1)) or 0  # no −0
    # A hyphen would read as "up to" in an interval.
    return f"−{number(-rounded)}" if rounded < 0 else number(rounded)


def at_least(people: float) -> str:
    """A count of people that is rounded down."""
    return _("%(count)s or more") % {"count": number(round(people))}


def _times(value: float) -> str:
    return times(value) if value < MANY else _whole(value)


def _whole(value: float) -> str:
    return f"×{number(round(value))}"


def times(ratio: float, places: int = PLACES) -> str:
    """How many times as much."""
    return f"×{decimal(ratio, places)}"


def signed(value: float) -> str:
    """A number with its sign, two places."""
    words = decimal(abs(value), 2)
    return f"−{words}" if round(value, 2) < 0 else f"+{words}"


BY_UNIT: Mapping[str, Callable[[float], str]] = {
    Unit.SHARE: percent,
    Unit.STEPS: partial(decimal, places=2),
    Unit.AT_LEAST: at_least,
}
