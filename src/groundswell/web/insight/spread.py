"""How adoption spreads, in words and drawings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groundswell.adoption import saying, sources
from groundswell.adoption.catalogue import STAGE_ENDS, stage_of
from groundswell.adoption.queries import Figure
from groundswell.adoption.wholes import Told
from groundswell.web import wording
from groundswell.web.charts import adopters as drawn
from groundswell.web.charts import dots
from groundswell.web.charts import stages as drawn_stages
from groundswell.web.insight.panel import Panel, made_of, panel, plain, table_of
from groundswell.web.insight.sources import sentence

BEYOND_CHANCE = 20  # of evidence, as the definition of contagion says
WEEK = timedelta(weeks=1)


def adopters(figure: Figure) -> Panel:
    """The curve of those who have begun, and the forecast or why there is none."""
    told = {one.value.name: one for one in figure.values}
    if not figure.series.get("begun") or any(one.withheld for one in figure.values):
        # Why there is no forecast says nothing where not even the past may be told.
        return plain(replace(figure, values=[one for one in figure.values if one.withheld]))
    ((ordinal, weeks),) = figure.series["start"]
    starts_on = date.fromordinal(int(ordinal))
    finding, refused = _finding(told, figure.series["begun"][-1][1]), told.get("refused")
    changes = sources.ended(sources.imported(starts_on, figure.on), starts_on, figure.on)
    story = drawn.Story(
        weeks=int(weeks),
        begun=figure.series["begun"],
        ahead=figure.series.get("ahead", ()),
        refused=_(refused.value.title) if refused else "",
        everybody=told["begun"].value.denominator or 0,
        first=_day(starts_on),
        last=_day(figure.on),
        sources=[(drawn.week_of(one.last_on, starts_on), one.until()) for one in changes],
    )
    table = [*table_of(figure), *_weeks(figure, starts_on)]
    shown = panel(figure, finding, table, drawings=drawn.drawings(finding, story), is_half=False)
    span = _("%(first)s to %(last)s")
    base = span % {"first": _day(starts_on), "last": _day(figure.on)}
    return replace(
        shown, base=base, what=" ".join([shown.what, *(sentence(one) for one in changes)])
    )


def _finding(told: dict[str, Told], begun: float) -> str:
    # In fifties fewer may be told than some weeks ago in tens: these have begun all the same.
    everybody = told["begun"].value.denominator or 0
    of = {"count": wording.number(int(begun)), "of": wording.number(everybody)}
    if "in_the_end" not in told:
        return (
            _("%(count)s or more of %(of)s have taken part; where it ends cannot be told yet") % of
        )
    end = told["in_the_end"].value
    of |= {"low": wording.number(round(end.low or 0)), "high": wording.number(round(end.high or 0))}
    return _("%(count)s or more of %(of)s have taken part; in the end %(low)s to %(high)s") % of


def _weeks(figure: Figure, starts_on: date) -> list[tuple[str, str, str]]:
    begun, ahead = figure.series["begun"], figure.series.get("ahead", ())
    rows = []
    for week, people in begun:
        on = _day(starts_on + (week + 1) * WEEK - timedelta(days=1))
        rows.append((_("up to %(on)s") % {"on": on}, saying.at_least(people), "–"))
    for week, low, middle, high in ahead:
        on = _day(starts_on + (week + 1) * WEEK - timedelta(days=1))
        ends = {"level": 90, "low": wording.number(round(low)), "high": wording.number(round(high))}
        rows.append(
            (
                _("forecast to %(on)s") % {"on": on},
                wording.number(round(middle)),
                _("%(level)s %% interval %(low)s to %(high)s") % ends,
            )
        )
    return rows


def contagion(figure: Figure) -> Panel:
    """Whether a model of colleagues foretells who begins better than a plain curve."""
    told = {one.value.name: one.value for one in figure.values}
    threshold, evidence, refused = (told.get(name) for name in ("threshold", "evidence", "refused"))
    if refused:
        title = _(figure.measure.title)
        return panel(figure, f"{title} {_(refused.title)}", table_of(figure))
    if threshold is None or threshold.value is None or evidence is None or evidence.value is None:
        return plain(figure)
    words = {
        "times": wording.decimal(threshold.value, 2),
        "chance": wording.number(int(evidence.value)),
    }
    if evidence.value >= BEYOND_CHANCE:
        finding = _(
            "Colleagues draw each other along: a threshold model held who began %(times)s times as "
            "likely as a plain curve did; by chance so well at most once in %(chance)s"
        )
    else:
        finding = _(
            "No better than a plain curve: knowing whose colleagues take part foretold nobody "
            "beyond chance (%(times)s times)"
        )
    shown = panel(figure, finding % words, table_of(figure), is_half=False)
    base = _("each week up to %(last)s, foretold from those before it")
    return replace(shown, base=base % {"last": _day(figure.last_on)})


def stages(figure: Figure) -> Panel:
    """Where everybody and each function that is told stands on Rogers' scale."""
    share = figure.values[0].value.value
    if share is None or figure.values[0].withheld:
        return plain(figure)
    names = [_("Innovators"), _("Early adopters"), _("Early majority"), _("Late majority"),
             _("The last")]  # fmt: skip
    findings = (
        _("%(share)s take part: only innovators so far"),
        _("%(share)s take part: early adopters are coming in"),
        _("%(share)s take part: the early majority is coming in"),
        _("%(share)s take part: the late majority is coming in"),
        _("%(share)s take part: all but the last are in"),
    )
    finding = findings[stage_of(share)] % {"share": wording.percent(share)}
    functions = sorted(figure.rows, key=lambda row: (-(row.share or 0), row.cell))
    rows = [
        drawn_stages.Row(_("Everybody"), share, names[stage_of(share)], is_all=True),
        *(drawn_stages.Row(one.cell, one.share or 0, names[stage_of(one.share or 0)])
          for one in functions),
    ]  # fmt: skip
    counted = [made_of(figure, figure.values[0]), *map(dots.counted, functions)]
    table = [
        (row.name, wording.percent(row.share), f"{row.stage}; {words}")
        for row, words in zip(rows, counted, strict=True)
    ]
    bands = [drawn_stages.Band(name, end) for name, end in zip(names, STAGE_ENDS, strict=True)]
    shown = panel(
        figure,
        finding,
        table,
        drawings=drawn_stages.drawings("stages", finding, rows, bands),
        is_half=False,
    )
    convention = _(
        "The borders are a convention of Rogers, nothing that was measured here; the chasm between"
        " early adopters and majority is a conjecture of Moore. Functions whose share is withheld"
        " are left out."
    )
    return replace(shown, what=f"{shown.what} {convention}")


def _day(on: date) -> str:
    return wording.day(on, get_language())


PANELS = {"adopters": adopters, "contagion": contagion, "stages": stages}
