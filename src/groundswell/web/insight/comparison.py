"""Two weeks side by side, in words: both figures, their difference, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import books
from groundswell.adoption.comparing import Compared, Hindrance, Pair
from groundswell.adoption.lines import Line
from groundswell.adoption.queries import Figure
from groundswell.adoption.register.lines import topic_of
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.web import wording
from groundswell.web.charts import matrix
from groundswell.web.charts.chance import signed
from groundswell.web.insight import overview
from groundswell.web.insight.panel import in_unit

ROWS: Mapping[str, str | Promise] = {
    "total": _lazy("Everybody"),
    books.IMPORTED: _lazy("Known only from an import"),
}
# Of each two groups: what stands in a table of pairs.
PAIRS: Mapping[str, str | Promise] = {
    "shared_topics": _lazy("Shared topics"),
    "people_in_both": _lazy("People in both"),
    "ties": _lazy("Two-way ties"),
    "ties_by_chance": _lazy("By chance"),
    "more_ties": _lazy("More ties than expected"),
    "bridges": _lazy("People who bridge"),
}
# They are found anew each quarter: the first of one is not the first of another.
ANEW = "communities"
MANY = 15  # rows: more are folded


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure, and what it is made of or how sure it is."""

    figure: str
    made_of: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One measure in two weeks: each number then, now and what became of it."""

    name: str
    title: str
    rows: Sequence[tuple[str, Shown, Shown, Shown]]
    made_by: Sequence[str]
    warning: str

    @property
    def is_long(self) -> bool:
        """Whether it would hide what stands below it."""
        return len(self.rows) > MANY


def parts(compared: Sequence[Compared]) -> list[tuple[str, str, list[Table]]]:
    """All measures as tables, by topic: its name, its title, its tables."""
    found: dict[tuple[str, str], list[Table]] = {}
    for one in compared:
        found.setdefault(topic_of(one.now.measure), []).append(table(one))
    return [(*topic, tables) for topic, tables in found.items()]


def table(compared: Compared) -> Table:
    """One measure as a table."""
    now, then = compared.now, compared.then
    titles = {told.value.name: _(told.value.title) for told in now.values} | _places(now)
    rows = [
        (_name(pair.now, titles), _told(pair.then), _told(pair.now), _difference(pair))
        for pair in compared.pairs
        if not _is_empty(pair) and pair.now.by != ANEW
    ]
    hindrances = {pair.hindrance for pair in compared.pairs}
    warning = ""
    if then is not None and Hindrance.DEFINITION in hindrances:
        changed = max(now.defined_on, then.defined_on)
        warning = _("Not comparable: the definition changed on %(on)s.") % {
            "on": wording.day(changed, get_language())
        }
    elif Hindrance.SOURCE in hindrances:
        warning = _(
            "Not comparable: in one of the two weeks at least part of what is counted was said in"
            " another product and came by an import."
        )
    figures = [one for one in (then, now) if one is not None]
    made_by = [_made_by(one) for one in figures]
    return Table(now.measure.name, _(now.measure.title), rows, made_by, warning)


def _made_by(figure: Figure) -> str:
    return _("%(first)s to %(last)s, definition of %(defined)s") % {
        "first": wording.day(figure.first_on, get_language()),
        "last": wording.day(figure.last_on, get_language()),
        "defined": wording.day(figure.defined_on, get_language()),
    }


def _is_empty(pair: Pair) -> bool:
    """Whether there is nobody to count, as nobody known only from an import."""
    both = [pair.now, pair.then] if pair.then else [pair.now]
    return all(line.numerator == 0 and line.denominator == 0 for line in both)


def _places(figure: Figure) -> dict[str, str]:
    """What the cells of its tables are called, by table and cell."""
    return {
        f"{table.name}/{told.cell.row} > {told.cell.column}": _place(table, told)
        for table in figure.tables
        for told in table.cells
    }


def _place(table: ToldTable, told: ToldCell) -> str:
    cell = told.cell
    if table.name in PAIRS:
        return f"{PAIRS[table.name]}: {cell.row} – {cell.column}"
    return f"{cell.row} → {cell.column}" if len(table.columns) > 1 else cell.row


def _name(line: Line, titles: Mapping[str, str]) -> str:
    for key in (f"{line.by}/{line.cell}", line.cell):
        if key in titles:
            return titles[key]
    if line.by in ROWS:
        return str(ROWS[line.by])
    unnamed = overview.HEADINGS[line.by][2] if line.by in overview.HEADINGS else "–"
    return line.cell or str(unnamed)


def _told(line: Line | None) -> Shown:
    if line is None:
        return Shown("–")
    if line.withheld:
        return Shown(_("1–4") if line.withheld == "small" else _("not shown"))
    if line.value is None:
        return Shown("–")
    words = _in_unit(line, line.value)
    if line.numerator is None or line.denominator is None:
        return Shown(words)
    of = _("%(count)s of %(of)s") % {
        "count": wording.number(line.numerator),
        "of": wording.number(line.denominator),
    }
    return Shown(words, of)


def _in_unit(line: Line, value: float) -> str:
    return (
        matrix.ratio(value) if line.unit == "ratio" else in_unit(line.unit, value, of=line.measure)
    )


def _difference(pair: Pair) -> Shown:
    if pair.hindrance == Hindrance.WITHHELD:
        return Shown(_("not shown"))
    if pair.difference is None:
        return Shown(_("not comparable") if pair.hindrance != Hindrance.MISSING else "–")
    words = _change(pair.now.unit, pair.difference)
    if pair.low is None or pair.high is None:
        return Shown(words)
    sure = pair.low > 0 or pair.high < 0
    interval = _("95 %% interval %(low)s to %(high)s") % {
        "low": _change(pair.now.unit, pair.low),
        "high": _change(pair.now.unit, pair.high),
    }
    return Shown(words, interval if sure else f"{interval}: {_('cannot tell yet')}")


def _change(unit: str, difference: float) -> str:
    if unit == "share":
        points = round(100 * difference, 1)
        return _("%(points)s points") % {"points": _plus(points)}
    return (
        _plus(round(difference, 1))
        if unit in {"hours", "count", "people", "ratio"}
        else signed(difference)
    )


def _plus(value: float) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{wording.number(abs(value))}"
