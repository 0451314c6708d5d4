"""The figures about the whole organisation in words, with their drawings and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from groundswell.adoption.catalogue import steps_of_waiting
from groundswell.adoption.queries import Figure
from groundswell.adoption.sources import Imported
from groundswell.adoption.wholes import Told
from groundswell.web import wording
from groundswell.web.charts import chance, dots, funnel, strip, waiting
from groundswell.web.insight import answers, parts, sources, spread
from groundswell.web.insight.panel import Panel, hidden, made_of, number, panel, plain, table_of


def panels(figures: Sequence[Figure]) -> list[Panel]:
    """Each figure as it is shown."""
    return [_PANELS.get(one.measure.name, plain)(one) for one in figures]


def steps(figure: Figure, earlier: Figure | None = None, imports: Sequence[Imported] = ()) -> Panel:
    """How far everybody has come, and a quarter earlier."""
    before = {one.value.name: one for one in earlier.values} if earlier else {}
    employed = figure.values[0].value.people
    all_of_them = wording.number(employed)
    drawn = [funnel.Step(_("Employed"), 1.0, all_of_them, wording.percent(1), "", None)]
    table = [(_("Employed"), wording.percent(1), all_of_them)]
    known: int | None = employed
    is_read = any(told.value.name == "here" for told in figure.values)
    for told in figure.values:
        count = told.value.numerator
        lost = _lost(told.value.name, known, count, is_read=is_read)
        was = before.get(told.value.name)
        drawn.append(_step(told, lost, was))
        beside = [made_of(figure, told), lost, _before(was)]
        table.append((_(told.value.title), number(figure, told), "; ".join(filter(None, beside))))
        known = count
    finding = _finding_of(drawn, employed, is_read=is_read)
    on = wording.day(earlier.on, get_language()) if earlier else ""
    words = _("Upright tick: a quarter earlier, %(on)s") % {"on": on}
    is_any_told = any(step.share is not None for step in drawn[1:])
    drawings = funnel.drawings(finding, drawn, words) if is_any_told else ()
    shown = panel(figure, finding, table, drawings=drawings, is_half=False)
    words = sources.beside(imports, earlier.span, figure.span) if earlier else ""
    return replace(shown, what=f"{shown.what} {words}") if words else shown


def _candidates(figure: Figure) -> Panel:
    (told,) = figure.values
    if told.withheld or told.value.value is None:
        return plain(figure)
    finding = _("%(count)s of %(of)s functions are past 25 %%, a rule of thumb") % {
        "count": wording.number(told.value.numerator or 0),
        "of": wording.number(told.value.denominator or 0),
    }
    past = sorted(figure.rows, key=lambda row: (-(row.share or 0), row.cell))
    named = [(row.cell, wording.percent(row.share or 0), dots.counted(row)) for row in past]
    return panel(figure, finding, [*table_of(figure), *named])


def _step(told: Told, lost: str, was: Told | None) -> funnel.Step:
    value = told.value
    count = hidden(told.withheld) or wording.number(value.numerator or 0)
    percent = "" if value.value is None else wording.percent(value.value)
    return funnel.Step(
        _(value.title), value.value, count, percent, lost, was.value.value if was else None
    )


def _lost(step: str, before: int | None, now: int | None, *, is_read: bool) -> str:
    if before is None or now is None or before == now:
        return ""
    # Of what was said elsewhere and imported nobody knows who read it.
    is_of_all = step == "took_part" and not is_read
    words = _("%(count)s did not take part") if is_of_all else _LOST[step]()
    return words % {"count": wording.number(before - now)}


def _before(was: Told | None) -> str:
    if was is None or was.value.numerator is None:
        return ""
    count = wording.number(was.value.numerator)
    return _("a quarter earlier %(count)s") % {"count": count}


def _finding_of(drawn: Sequence[funnel.Step], employed: int, *, is_read: bool) -> str:
    *_rest, here, took_part, _wrote, _answered = drawn
    of = {"of": wording.number(employed), "count": took_part.count, "lost": took_part.lost}
    if took_part.share is None:
        return _("How far %(of)s people have come") % of
    if took_part.lost and here.share is not None and is_read:
        return _("%(count)s of %(of)s take part; %(lost)s") % of
    return _("%(count)s of %(of)s take part") % of


def _concentration(figure: Figure) -> Panel:
    told = {one.value.name: one for one in figure.values}
    if any(one.withheld or one.value.value is None for one in figure.values):
        return plain(figure)
    top, tenth, rest = (told[name].value for name in ("top_1", "top_10", "rest"))
    shares = [top.value or 0, (tenth.value or 0) - (top.value or 0), rest.value or 0]
    people = [top.people, tenth.people - top.people, rest.people]
    of_all = told["gini"].value.people
    words = (
        _("%(people)s people gave %(share)s"),
        _("the next %(people)s gave %(share)s"),
        _("the other %(people)s gave %(share)s"),
    )
    said = [
        text % {"people": wording.number(count), "share": wording.percent(share)}
        for text, count, share in zip(words, people, shares, strict=True)
    ]
    finding = _("The busiest 10 %% of people gave %(share)s of all that was said") % {
        "share": wording.percent(tenth.value or 0)
    }
    employed = _("%(count)s people employed, and what they gave below") % {
        "count": wording.number(of_all)
    }
    bands = [
        strip.Band(count / of_all, share, text)
        for count, share, text in zip(people, shares, said, strict=True)
    ]
    drawn = strip.drawings("concentration", finding, employed, bands)
    table = [
        (title, share, _people(one.value.people) + (f"; {of}" if of != "–" else ""))
        for one, (title, share, of) in zip(figure.values, table_of(figure), strict=True)
    ]
    between = (_("Those between"), wording.percent(shares[1]), _people(people[1]))
    return panel(figure, finding, [*table, between], drawings=drawn)


def _people(count: int) -> str:
    words = ngettext("%(count)s person", "%(count)s people", count)
    return words % {"count": wording.number(count)}


def _response(figure: Figure) -> Panel:
    median = figure.values[0]
    if median.value.value is None or not figure.series:
        return plain(figure)
    finding = _("Half of the questions are answered within %(hours)s working hours") % {
        "hours": wording.number(round(median.value.value, 1))
    }
    # Of weeks that were kept before it was told at steps it is known at any time.
    points = steps_of_waiting(figure.series["waiting"])
    drawn = waiting.drawings("response", finding, points, median.value.value)
    table = [*table_of(figure), *map(_still_waiting, points)]
    shown = panel(figure, finding, table, drawings=drawn)
    return replace(shown, what=f"{shown.what} {_('Band: 95 % interval.')}")


def _still_waiting(point: waiting.Row) -> tuple[str, str, str]:
    hours, still, low, high = point
    ends = {"level": 95, "low": wording.percent(low), "high": wording.percent(high)}
    return (
        _("still waiting after %(hours)s h") % {"hours": wording.number(hours)},
        wording.percent(still),
        _("%(level)s %% interval %(low)s to %(high)s") % ends if hours else "–",
    )


def _across(figure: Figure) -> Panel:
    told = [one.value for one in figure.values]
    if any(one.withheld for one in figure.values) or len(told) < 3:
        return plain(figure)
    crossing, *indices = told
    by_chance = crossing.chance
    if by_chance is None:  # kept by the first definition, without
        by_chance = (1 + (indices[1].chance or 0)) / 2
    finding = _("%(share)s of talk crosses functions; by chance %(chance)s would") % {
        "share": wording.percent(crossing.value or 0),
        "chance": wording.percent(by_chance),
    }
    drawn = chance.drawings(
        "across",
        finding,
        [
            chance.Index(_(one.title), one.value or 0, one.chance or 0, one.low or 0, one.high or 0)
            for one in indices
        ],
    )
    told_of = panel(figure, finding, table_of(figure), drawings=drawn, is_half=False)
    differ = _(
        "By ties each two people count once, however often they talk and whether or not it is"
        " answered; by volume every time counts."
    )
    return replace(told_of, what=f"{told_of.what} {differ}")


_LOST: Mapping[str, Callable[[], str]] = {
    "joined": lambda: _("%(count)s never opened their account"),
    "here": lambda: _("%(count)s stayed away in these 28 days"),
    "took_part": lambda: _("%(count)s read and say nothing yet"),
    "wrote": lambda: _("%(count)s react or vote, and write nothing"),
    "answered": lambda: _("%(count)s write, and answered nobody"),
}
_PANELS: Mapping[str, Callable[[Figure], Panel]] = {
    "funnel": steps,
    "tipping_candidates": _candidates,
    "concentration": _concentration,
    "response": _response,
    "across": _across,
    **answers.PANELS,
    **spread.PANELS,
    **parts.PANELS,
}
