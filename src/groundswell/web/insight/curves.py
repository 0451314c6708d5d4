"""How each function got here, period by period, as it was told: small multiples, headline."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groundswell.adoption import catalogue, sources
from groundswell.adoption.days import DAY
from groundswell.adoption.privacy import Row
from groundswell.adoption.queries import Figure
from groundswell.adoption.sources import Imported, Span
from groundswell.web import wording
from groundswell.web.charts import multiples, spark
from groundswell.web.charts.marks import Drawing
from groundswell.web.charts.multiples import Small
from groundswell.web.insight.panel import definitions_of
from groundswell.web.insight.sources import sentence

PERIOD = timedelta(weeks=4)
PERIODS = 7  # half a year
QUARTER = 3  # periods
COLUMNS = 6  # periods that the table shows
TOTAL = ("total", "everybody")
FEWEST = 2  # periods; a single one is no curve

type Week = Mapping[tuple[str, str], Row]


@dataclass(frozen=True, slots=True)
class Curves:
    """The small multiples with their table, and the line beside the headline."""

    finding: str
    drawings: Sequence[Drawing]
    weeks: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    base: str
    has_hidden: bool
    sources: Sequence[str]  # that ended on the way, in sentences
    spark: Drawing | None


def curves(
    figures: Sequence[Figure], last: date, imports: Sequence[Imported] = ()
) -> Curves | None:
    """What was told of the periods up to one; None while fewer than two are kept.

    Nothing is counted here: periods that were not kept in a night are gaps.
    """
    return drawn(
        _weeks(figures),
        last,
        {one.defined_on for one in figures if one.measure is catalogue.REACH},
        imports,
    )


def drawn(
    found: Mapping[date, Week],
    last: date,
    defined: Collection[date] = (),
    imports: Sequence[Imported] = (),
) -> Curves | None:
    """The same of weeks that are at hand."""
    if len(found) < FEWEST or last not in found:
        return None
    first = min(found)
    days = [first + number * PERIOD for number in range((last - first) // PERIOD + 1)]
    smalls = _smalls([found.get(day) for day in days])
    ended = sources.ended(imports, first, last)
    marks = [((one.last_on - first) / PERIOD, one.until()) for one in ended]
    then, now = (Span(day - PERIOD + DAY, day) for day in (last - QUARTER * PERIOD, last))
    finding = _finding(smalls, is_comparable=not sources.moved(imports, then, now))
    ends = (_month(days[0]), _month(last))
    shown = _spread(len(days))
    span = {"first": _day(days[0]), "last": _day(last)}
    base = _("28 days to each Sunday, %(first)s to %(last)s")
    return Curves(
        finding=finding,
        drawings=multiples.drawings(finding, smalls, ends, marks),
        weeks=[wording.day(days[place], get_language()) for place in shown],
        rows=[(one.name, [_told(one.weeks[place]) for place in shown]) for one in smalls],
        base="; ".join(filter(None, (base % span, definitions_of(defined)))),
        has_hidden=any(row and row.withheld for one in smalls for row in one.weeks),
        sources=[sentence(one) for one in ended],
        spark=_spark([found.get(day) for day in days], ends, marks),
    )


def _weeks(figures: Sequence[Figure]) -> dict[date, Week]:
    weeks: dict[date, dict[tuple[str, str], Row]] = {}
    for figure in figures:
        week = weeks.setdefault(figure.on, {})
        for row in figure.rows:
            by = row.by if figure.measure is catalogue.REACH else "beyond"
            week[by, row.cell] = row
    return {on: week for on, week in weeks.items() if TOTAL in week}


def _smalls(weeks: Sequence[Week | None]) -> list[Small]:
    names = settings.OPTIONS.comms_functions
    last = weeks[-1] or {}
    functions = [cell for by, cell in last if by == "function" and cell]
    total = tuple(_row(week, TOTAL) for week in weeks)
    found = [
        Small(name, tuple(_row(week, ("function", name)) for week in weeks), name in names)
        for name in functions
    ]
    return [Small(_("Everybody"), total), *sorted(found, key=_place)]


def _row(week: Week | None, key: tuple[str, str]) -> Row | None:
    return week.get(key) if week else None


def _place(small: Small) -> tuple[float, str]:
    """By the last share, the highest first; what is withheld follows, or its place would tell."""
    last = small.weeks[-1]
    return (1.0 if last is None or last.share is None else -last.share), small.name


def _finding(smalls: Sequence[Small], *, is_comparable: bool) -> str:
    both = [
        (one.weeks[-1], one.weeks[-1 - QUARTER]) for one in smalls[1:] if len(one.weeks) > QUARTER
    ]
    shares = [
        (now.share, then.share)
        for now, then in both
        if now and then and now.share is not None and then.share is not None
    ]
    if not shares or not is_comparable:
        return _("How each function got here")
    rose = sum(now > then for now, then in shares)
    words = _("In %(count)s of %(of)s functions a larger share takes part than a quarter ago")
    return words % {"count": wording.number(rose), "of": wording.number(len(shares))}


def _told(row: Row | None) -> str:
    if row is None:
        return "–"
    if row.share is None:
        return _("1–4") if row.withheld == "small" else _("not shown")
    return _("%(share)s (%(count)s of %(of)s)") % {
        "share": wording.percent(row.share),
        "count": wording.number(row.numerator or 0),
        "of": wording.number(row.denominator or 0),
    }


def _spread(weeks: int) -> list[int]:
    """Some places of so many weeks, the first and the last among them."""
    columns = min(COLUMNS, weeks)
    return [round(place * (weeks - 1) / (columns - 1)) for place in range(columns)]


def _spark(
    weeks: Sequence[Week | None], ends: tuple[str, str], marks: Sequence[tuple[float, str]]
) -> Drawing | None:
    names = settings.OPTIONS.comms_functions
    pairs = [_sides(week, names) for week in weeks]
    inside, outside = ([pair[side] for pair in pairs] for side in (0, 1))
    now, first = outside[-1], next((share for share in outside if share is not None), None)
    if now is None or first is None or inside[-1] is None:
        return None
    comms = names[0] if len(names) == 1 else _("Comms & Marketing")
    # Across another source nothing is set beside what was before.
    title = (
        _("Outside %(comms)s %(now)s take part, inside it %(inside)s; %(until)s")
        if marks
        else _(
            "Outside %(comms)s, %(first)s took part in %(month)s and %(now)s do now; inside it"
            " %(inside)s"
        )
    )
    facts = {
        "comms": comms,
        "first": wording.percent(first),
        "month": ends[0],
        "now": wording.percent(now),
        "inside": wording.percent(inside[-1]),
        "until": ", ".join(words for _at, words in marks),
    }
    return spark.drawing(
        title % facts,
        spark.Side(_("inside it"), inside),
        spark.Side(_("outside it"), outside),
        ends,
        marks,
    )


def _sides(week: Week | None, names: Sequence[str]) -> tuple[float | None, float | None]:
    """The shares inside and outside, of a total and a part outside that are both told."""
    total = _row(week, TOTAL)
    beyond = _row(week, ("beyond", "everybody"))
    if not week or not total or not beyond:
        return None, None
    rows = (row for (by, cell), row in week.items() if by == "function" and cell in names)
    employed = sum(row.denominator or 0 for row in rows)
    active, outside = total.numerator, beyond.numerator
    without = (total.denominator or 0) - employed
    if active is None or outside is None or not employed or not without:
        return None, None
    return (active - outside) / employed, outside / without


def _day(on: date) -> str:
    return wording.day(on, get_language())


def _month(on: date) -> str:
    return wording.month(on, get_language())
