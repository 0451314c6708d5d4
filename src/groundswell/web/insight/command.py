"""The line of command in words: where talk goes, and what stays without an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption.queries import Figure
from groundswell.adoption.structures import Number, Structure
from groundswell.adoption.tables import ToldCell
from groundswell.web import wording
from groundswell.web.charts import lanes
from groundswell.web.charts.lanes import Axis, Lane
from groundswell.web.insight.sheets import (
    Sheet,
    in_words,
    reasons,
    table_of,
    with_ring,
)
from groundswell.web.insight.sources import marked

HALF = 0.5
HARDLY = 0.01  # a share that whole per cent would call nothing
# What is drawn has less room than what is told in the table.
_WHO: Mapping[str, Promise] = {
    "of_managers": _lazy("People with reports"),
    "of_others": _lazy("People without reports"),
}


def sheets(told: Structure) -> list[Sheet]:
    """Every figure of command and control, in the order of the page."""
    made = [
        sheet
        for name, make in (("line", _line), ("broadcasts", _broadcasts))
        if name in told.now
        for sheet in make(told.now[name], told.earlier.get(name))
    ]
    return marked(made, told.earlier, told.imports)


def numbers(figure: Figure | None) -> dict[str, Number]:
    """The numbers of a figure that may be seen and are defined, by name."""
    return {
        told.value.name: told.value
        for told in (figure.values if figure else ())
        if not told.withheld and told.value.value is not None
    }


def _line(figure: Figure, earlier: Figure | None) -> Iterator[Sheet]:
    now, was = numbers(figure), numbers(earlier)
    if "across" not in now:
        return
    down, up, across = (now[name] for name in ("down", "up", "across"))
    whole = wording.number(across.denominator or 0)
    finding = _("%(across)s of talk crosses branches; by chance %(chance)s would") % {
        "across": wording.percent(across.value or 0),
        "chance": wording.percent(across.chance or 0),
    }
    most = max(max(one.value or 0, one.chance or 0) for one in now.values())
    ticks = [(step / 5, wording.percent(step / 5)) for step in range(6) if step / 5 <= most + 0.1]
    drawn = lanes.drawings(
        "line",
        finding,
        [
            Lane(
                name=_(one.title),
                value=one.value,
                words=wording.percent(one.value or 0),
                beside=_("chance %(share)s") % {"share": _by_chance(one)},
                chance=one.chance,
                earlier=was[name].value if name in was else None,
            )
            for name, one in now.items()
        ],
        Axis(max(most, ticks[-1][0]), ticks),
    )
    yield Sheet(
        name="line",
        figure=figure,
        finding=finding,
        has_earlier=bool(was),
        what=with_ring(
            _(
                "Where replies, mentions, praise and reactions go by the line of command."
                " Dashed: by chance."
            ),
            was,
        ),
        head=[
            _("Direction"),
            _("Share now"),
            _("Made of"),
            _("By chance"),
            _("A quarter earlier"),
        ],
        rows=[
            [
                _(one.title),
                wording.percent(one.value or 0),
                _count_of(one),
                _("%(chance)s, 95 %% between %(low)s and %(high)s")
                % {
                    "chance": _by_chance(one),
                    "low": _tenths(one.low or 0),
                    "high": _tenths(one.high or 0),
                },
                wording.percent(was[name].value or 0) if name in was else "–",
            ]
            for name, one in now.items()
        ],
        counted=_("%(whole)s times that somebody turned to somebody; down to up %(ratio)s : 1")
        % {"whole": whole, "ratio": _ratio(down, up)},
        note=_("Chance: the same talk with people’s places in the line dealt anew 500 times."),
        drawings=drawn,
    )


def _by_chance(one: Number) -> str:
    """Closer where it would read as nothing at all."""
    chance = one.chance or 0
    return _tenths(chance) if chance < HARDLY else wording.percent(chance)


def _tenths(share: float) -> str:
    return f"{wording.decimal(100 * share, 1)}\u00a0%"


def _ratio(down: Number, up: Number) -> str:
    return wording.decimal((down.value or 0) / up.value, 1) if up.value else "–"


def _count_of(one: Number) -> str:
    return _counted(one.numerator, one.denominator)


def _broadcasts(figure: Figure, earlier: Figure | None) -> Iterator[Sheet]:
    now, was = numbers(figure), numbers(earlier)
    lead, others = now.get("of_managers"), now.get("of_others")
    if lead is None:
        return
    share = {"share": wording.percent(lead.value or 0)}
    finding = _("%(share)s of threads by people with subordinates got no answer") % share
    if others is not None:
        words = _(
            "%(share)s of threads by people with subordinates got no answer, %(others)s of others’"
        )
        finding = words % {**share, "others": wording.percent(others.value or 0)}
    table = table_of(figure, "level")
    levels = in_order(table.cells) if table else []
    rows = [_row(one, was.get(name)) for name, one in now.items()]
    rows += [
        [
            told.cell.row or _("No level stated"),
            in_words(told, wording.percent),
            "–" if told.withheld else _counted(told.cell.numerator, told.cell.denominator),
            "–" if told.withheld else _between(told.cell.low, told.cell.high),
            "–",
        ]
        for told in levels
    ]
    drawn_lanes = [
        *(_lane(_who(name, one), one, was.get(name)) for name, one in now.items()),
        *(
            Lane(
                name=told.cell.row or _("No level stated"),
                value=told.cell.value,
                words="–" if told.withheld else wording.percent(told.cell.value or 0),
                beside=""
                if told.withheld
                else _counted(told.cell.numerator, told.cell.denominator),
                low=told.cell.low,
                high=told.cell.high,
            )
            for told in levels
        ),
    ]
    ticks = [(step, wording.percent(step)) for step in (0, HALF, 1)]
    yield Sheet(
        name="broadcasts",
        figure=figure,
        finding=finding,
        has_earlier=bool(was),
        what=with_ring(
            _(
                "Threads that drew no reply within seven days; younger ones are not counted yet."
                " Bar: 95 % interval."
            ),
            was,
        ),
        head=[
            _("Who began it"),
            _("No reply"),
            _("Threads"),
            _("95 % interval"),
            _("A quarter earlier"),
        ],
        rows=rows,
        drawings=lanes.drawings("broadcasts", finding, drawn_lanes, Axis(1, ticks, hue="2")),
        reasons=reasons(levels),
    )


def in_order(levels: Iterable[ToldCell]) -> list[ToldCell]:
    """By share, the highest first; those withheld follow by name, or their place would tell."""
    return sorted(
        levels,
        key=lambda told: (told.withheld is not None, -(told.cell.value or 0), told.cell.row),
    )


def _row(one: Number, was: Number | None) -> list[str]:
    return [
        _(one.title),
        wording.percent(one.value or 0),
        _count_of(one),
        _between(one.low, one.high),
        wording.percent(was.value or 0) if was else "–",
    ]


def _who(name: str, one: Number) -> str:
    return str(_WHO[name]) if name in _WHO else _(one.title)


def _lane(name: str, one: Number, was: Number | None) -> Lane:
    return Lane(
        name=name,
        value=one.value,
        words=wording.percent(one.value or 0),
        beside=_counted(one.numerator, one.denominator),
        low=one.low,
        high=one.high,
        earlier=was.value if was else None,
    )


def _counted(numerator: int | None, denominator: int | None) -> str:
    return _("%(count)s of %(of)s") % {
        "count": wording.number(numerator or 0),
        "of": wording.number(denominator or 0),
    }


def _between(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "–"
    return _("%(low)s to %(high)s") % {"low": wording.percent(low), "high": wording.percent(high)}
