"""One figure as it is shown: its finding, its numbers in words, and why anything is withheld."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groundswell.adoption import saying
from groundswell.adoption.privacy import Row
from groundswell.adoption.queries import Breakdown, Figure
from groundswell.adoption.wholes import Told
from groundswell.foundation import clock
from groundswell.web import wording
from groundswell.web.charts import dots
from groundswell.web.charts.marks import Drawing

_FEW = 3  # numbers that read better large than in a table


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure: what was found, what is drawn, the drawing, its table, who stands behind it."""

    name: str
    on: date
    finding: str
    what: str
    table: Sequence[tuple[str, str, str]]
    base: str
    defined_on: date
    drawings: Sequence[Drawing] = ()
    reasons: Sequence[str] = field(default_factory=list)
    revised_on: date | None = None
    is_half: bool = True

    @property
    def is_told(self) -> bool:
        """Whether any of its numbers may be seen."""
        return any(figure != hidden("base") for _name, figure, _made_of in self.table)

    @property
    def has_sources(self) -> bool:
        """Whether anything is said of what its numbers are made of."""
        return any(made_of != "–" for _name, _figure, made_of in self.table)

    @property
    def facts(self) -> list[tuple[str, str, str]]:
        """A few numbers to set large, each with its name and what it is made of; else none."""
        if self.drawings or not self.is_told or len(self.table) > _FEW:
            return []
        return [_fact(self.finding, *line) for line in self.table]


def _fact(finding: str, name: str, figure: str, made_of: str) -> tuple[str, str, str]:
    """What the finding says already gives way to the count behind it."""
    count, _gap, more = made_of.partition("; ")
    if finding.endswith(figure) and count[:1].isdigit():
        return name, count, more
    return name, figure, "" if made_of == "–" else made_of


def plain(figure: Figure) -> Panel:
    """A figure by its title and table, without a drawing."""
    title = _(figure.measure.title)
    if figure.rows and not figure.values:
        (row,) = figure.rows
        share = hidden(row.withheld) or wording.percent(row.share or 0)
        finding = f"{title}: {share}"
        return panel(figure, finding, [(title, share, dots.counted(row))], row=row)
    if not figure.values:
        return panel(figure, _("%(title)s: too few people to tell") % {"title": title}, [])
    return panel(figure, f"{title}: {number(figure, figure.values[0])}", table_of(figure))


def panel(
    figure: Figure,
    finding: str,
    table: Sequence[tuple[str, str, str]],
    *,
    row: Row | None = None,
    drawings: Sequence[Drawing] = (),
    is_half: bool = True,
) -> Panel:
    """A figure with its finding, table and drawings, and why anything of it is withheld."""
    is_any_told = any(
        told.withheld is None and told.value.value is not None for told in figure.values
    )
    reasons = [_why(told, is_any_told) for told in figure.values if told.withheld]
    if reasons.count(_beside()) > 1:
        reasons = [_several_beside() if one == _beside() else one for one in reasons]
    if row is not None and row.withheld:
        reasons.append(_WHY[row.withheld]())
    return Panel(
        name=figure.measure.name,
        on=figure.on,
        finding=finding,
        what=_(figure.measure.definition),
        table=table,
        base=period(figure),
        defined_on=figure.defined_on,
        drawings=drawings,
        reasons=[*dict.fromkeys(reasons)],
        revised_on=revised_on(figure),
        is_half=is_half,
    )


def period(figure: Figure) -> str:
    """From when to when it counts."""
    return _("%(first)s to %(last)s") % {
        "first": wording.day(figure.first_on, get_language()),
        "last": wording.day(figure.last_on, get_language()),
    }


def definitions_of(days: Collection[date]) -> str:
    """By which definitions several figures were made."""
    if len(days) > 1:
        ends = {
            "first": wording.day(min(days), get_language()),
            "last": wording.day(max(days), get_language()),
        }
        return _("definitions of %(first)s to %(last)s") % ends
    return "".join(
        _("definition of %(on)s") % {"on": wording.day(on, get_language())} for on in days
    )


def revised_on(figure: Figure | Breakdown) -> date | None:
    """When it last became another, if it did."""
    return clock.day_of(figure.revised_at) if figure.revised_at else None


def table_of(figure: Figure) -> list[tuple[str, str, str]]:
    """Each number in words: what it is, how much, and what it is made of."""
    return [
        (_(told.value.title), number(figure, told), made_of(figure, told)) for told in figure.values
    ]


def number(figure: Figure, told: Told) -> str:
    """A number of a figure as far as it may be told, in its unit."""
    value = told.value
    if told.withheld or value.value is None:
        return hidden(told.withheld) or "–"
    return saying.in_unit(value.unit, value.value, of=figure.measure.name)


def made_of(figure: Figure, told: Told) -> str:
    """What a number was counted from, and how sure it is."""
    if told.withheld:
        return _("not shown")
    return saying.made_of(figure.measure, told.value) or "–"


def _why(told: Told, is_any_told: bool) -> str:
    if told.withheld == "base" and told.value.has_two_sides:
        return _few_on_a_side()
    least = settings.OPTIONS.privacy_threshold
    # Where weeks are too quiet nothing is told but what another figure tells: of many people.
    if told.withheld == "base" and is_any_told and told.value.people < least:
        words = _("Groups under %(least)s people are never shown.")
        return words % {"least": wording.number(least)}
    return _WHY[told.withheld or ""]()


def _few_on_a_side() -> str:
    least = settings.OPTIONS.privacy_threshold
    return _(
        "A share is shown where at least %(least)s took part, and at least as many did not."
    ) % {"least": wording.number(least)}


def _few() -> str:
    least = settings.OPTIONS.privacy_threshold
    return _(
        "Too few people stand behind it, in this week or one of the four before: it is shown once"
        " all five have %(least)s or more."
    ) % {"least": wording.number(least)}


def small() -> str:
    """Why 1 to 4 stand together."""
    return _("1 to 4 people are not shown closer, or colleagues could tell who they were.")


def _beside() -> str:
    return _("It is withheld because it would give another figure away by subtraction.")


def _several_beside() -> str:
    return _("Some are withheld because they would give others away by subtraction.")


def hidden(withheld: str | None) -> str:
    """What stands in the place of a number that is withheld; nothing where it is told."""
    if withheld == "small":
        return _("1–4")
    return _("not shown") if withheld else ""


_WHY: Mapping[str, Callable[[], str]] = {"base": _few, "small": small, "subtraction": _beside}
