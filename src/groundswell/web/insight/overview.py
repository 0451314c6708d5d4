"""The adoption page in words: its claim, its figures, and why something is withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from groundswell.adoption import catalogue, titles
from groundswell.adoption.privacy import Row
from groundswell.adoption.queries import Breakdown, Overview
from groundswell.adoption.sources import Imported, Span
from groundswell.web import wording
from groundswell.web.charts import dots
from groundswell.web.charts.dots import FULL, HALF, Cell
from groundswell.web.charts.marks import Drawing
from groundswell.web.insight.panel import revised_on
from groundswell.web.insight.sources import beside

# From which share on what may be said: of the people outside Comms & Marketing, and of all.
OUTSIDE: tuple[tuple[float, str | Promise], ...] = (
    (
        3 / 4,
        _lazy("More than three quarters of the people outside %(comms)s take part: %(count)s."),
    ),
    (2 / 3, _lazy("More than two thirds of the people outside %(comms)s take part: %(count)s.")),
    (1 / 2, _lazy("More than half of the people outside %(comms)s take part: %(count)s.")),
    (1 / 3, _lazy("More than a third of the people outside %(comms)s take part: %(count)s.")),
    (1 / 4, _lazy("More than a quarter of the people outside %(comms)s take part: %(count)s.")),
    (1 / 10, _lazy("More than one in ten of the people outside %(comms)s take part: %(count)s.")),
    (0, _lazy("Few of the people outside %(comms)s take part as yet: %(count)s.")),
    (-1, _lazy("Nobody outside %(comms)s takes part as yet: %(count)s.")),
)
EVERYBODY: tuple[tuple[float, str | Promise], ...] = (
    (3 / 4, _lazy("More than three quarters of all people employed take part: %(count)s.")),
    (2 / 3, _lazy("More than two thirds of all people employed take part: %(count)s.")),
    (1 / 2, _lazy("More than half of all people employed take part: %(count)s.")),
    (1 / 3, _lazy("More than a third of all people employed take part: %(count)s.")),
    (1 / 4, _lazy("More than a quarter of all people employed take part: %(count)s.")),
    (1 / 10, _lazy("More than one in ten of all people employed take part: %(count)s.")),
    (0, _lazy("Few of all people employed take part as yet: %(count)s.")),
    (-1, _lazy("Nobody takes part as yet: %(count)s.")),
)
HEADINGS: dict[str, tuple[str | Promise, str | Promise, str | Promise]] = {
    "function": (_lazy("By function"), titles.HEADINGS["function"], titles.UNNAMED["function"]),
    "site": (_lazy("By site"), titles.HEADINGS["site"], titles.UNNAMED["site"]),
    "level": (_lazy("By level"), titles.HEADINGS["level"], titles.UNNAMED["level"]),
}
PERIOD_DAYS = catalogue.REACH.window_days
# What a measure says of itself, in the order in which a doubter asks.
TEXTS = (
    "title", "definition", "numerator", "population", "minimum_group", "unit",
    "uncertainty", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, cut around the figure that stands out in it."""

    before: str
    count: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """One breakdown as it is shown: finding, drawings, table, and why anything is withheld."""

    by: str
    finding: str
    heading: str
    drawings: Sequence[Drawing]
    cells: Sequence[Cell]
    breakdown: Breakdown
    reasons: Sequence[str]
    employed: int
    defined_on: date
    revised_on: date | None = None
    beside: str = ""  # where what is drawn of a quarter earlier comes from another source

    @property
    def has_rings(self) -> bool:
        """Whether anything of a quarter earlier is drawn."""
        return any(cell.earlier and cell.earlier.share is not None for cell in self.cells)

    @property
    def all_of(self) -> str:
        """Who all its cells together are."""
        total = self.breakdown.total
        return _("Everybody") if total.by == "total" else total.cell


def comms() -> str:
    """What Comms & Marketing is called here."""
    names = settings.OPTIONS.comms_functions
    return names[0] if len(names) == 1 else _("Comms & Marketing")


def claim(told: Overview) -> Claim:
    """The sentence of the page, with its figure and denominator."""
    outside, total = told.beyond.numerator, told.total
    if outside is not None and told.employed_outside:
        return _claim(OUTSIDE, outside, told.employed_outside)
    if total.numerator is not None and total.denominator:
        return _claim(EVERYBODY, total.numerator, total.denominator)
    if total.withheld == "small":
        return _cut(
            _("A handful of all people employed take part: %(count)s."), dots.counted(total)
        )
    if total.withheld == "subtraction":
        beside = _(
            "How many people take part is not shown: beside what leaders show of themselves it"
            " would tell of a few others."
        )
        return Claim(beside, "", "")
    return Claim(_("So few people are employed that no figure about them is shown."), "", "")


def _claim(
    sentences: Sequence[tuple[float, str | Promise]], numerator: int, denominator: int
) -> Claim:
    sentence = next(words for least, words in sentences if numerator / denominator > least)
    count = _("%(count)s of %(of)s") % {
        "count": wording.number(numerator),
        "of": wording.number(denominator),
    }
    return _cut(str(sentence), count)


def _cut(sentence: str, count: str) -> Claim:
    before, _count, after = sentence.partition("%(count)s")
    return Claim(before.replace("%(comms)s", comms()), count, after.replace("%(comms)s", comms()))


def parts(breakdowns: Sequence[Breakdown], imports: Sequence[Imported] = ()) -> list[Part]:
    """The breakdowns as they are shown; one of which nothing is known is left out."""
    return [
        _part(one, imports)
        for one in breakdowns
        if [row.cell for row, _ in one.rows] not in ([], [""])
    ]


def _part(one: Breakdown, imports: Sequence[Imported]) -> Part:
    heading, _name, unnamed = HEADINGS[one.by]
    names = settings.OPTIONS.comms_functions
    has_begun = any(earlier and earlier.numerator != 0 for _row, earlier in one.rows)
    cells = dots.in_order(
        [
            Cell(
                name=row.cell or str(unnamed),
                now=row,
                earlier=earlier if has_begun else None,
                is_contrast=one.by == "function" and row.cell in names,
            )
            for row, earlier in one.rows
        ]
    )
    finding = _finding(one.by, str(heading), cells)
    return Part(
        by=one.by,
        finding=finding,
        heading=str(HEADINGS[one.by][1]),
        drawings=_drawings(one, finding, cells),
        cells=cells,
        breakdown=one,
        reasons=_reasons(cells),
        employed=sum(cell.now.denominator or 0 for cell in cells),
        defined_on=one.defined_on,
        revised_on=revised_on(one),
        beside=beside(imports, _span(one.earlier_on), _span(one.on)) if has_begun else "",
    )


def _span(on: date) -> Span:
    return Span(on - timedelta(days=PERIOD_DAYS - 1), on)


def _drawings(one: Breakdown, finding: str, cells: Sequence[Cell]) -> Sequence[Drawing]:
    """None where nothing may be told: rows of hatching alone say less than the reason."""
    if not any(cell.now.share is not None or cell.now.withheld == "small" for cell in cells):
        return ()
    width = FULL if one.by == "function" else HALF
    return dots.drawings(one.by, finding, cells, one.total, width)


def _finding(by: str, heading: str, cells: Sequence[Cell]) -> str:
    shown = [cell for cell in cells if cell.now.share is not None]
    if not shown:
        return _("%(heading)s: too few people to tell") % {"heading": heading}
    most, least = shown[0], shown[-1]
    if most is least:
        return _("%(share)s in %(name)s") % {"share": _share(most.now), "name": most.name}
    sentence = (
        _("From %(low)s of %(lowest)s to %(high)s of %(highest)s")
        if by == "level"
        else _("From %(low)s in %(lowest)s to %(high)s in %(highest)s")
    )
    return sentence % {
        "low": _share(least.now),
        "lowest": least.name,
        "high": _share(most.now),
        "highest": most.name,
    }


def _share(row: Row) -> str:
    return wording.percent(row.share or 0)


def _reasons(cells: Sequence[Cell]) -> list[str]:
    withheld = {row.withheld for cell in cells for row in (cell.now, cell.earlier) if row}
    beside = [cell.name for cell in cells if cell.now.withheld == "subtraction"]
    reasons = []
    if "small" in withheld:
        reasons.append(
            _(
                "Hatched: 1 to 4 people. So few are not shown closer, or colleagues could tell"
                " who they were."
            )
        )
    if "base" in withheld:
        least = settings.OPTIONS.privacy_threshold
        reasons.append(
            _("Groups under %(least)s people are never shown.") % {"least": wording.number(least)}
        )
    if beside:
        reasons.append(
            ngettext(
                "%(names)s is withheld because it would give another figure away by subtraction.",
                "%(names)s are withheld because they would give others away by subtraction.",
                len(beside),
            )
            % {"names": ", ".join(beside)}
        )
    return reasons
