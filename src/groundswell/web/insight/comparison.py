"""Two weeks side by side, in words: both figures, their difference, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groundswell.adoption import saying
from groundswell.adoption.catalogue import measure
from groundswell.adoption.comparing import Compared, Hindrance, Pair
from groundswell.adoption.lines import Line
from groundswell.adoption.queries import Figure
from groundswell.adoption.register.lines import topic_of
from groundswell.adoption.saying import signed
from groundswell.adoption.titles import titles_of
from groundswell.web import wording
from groundswell.web.insight.panel import definitions_of, period

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
    days: tuple[str, str]  # that stand above the columns: then and now
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
    titles = titles_of(now)
    rows = [
        (titles[pair.now.by, pair.now.cell], _told(pair.then), _told(pair.now), _difference(pair))
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
    days = period(then) if then else "–", period(now)
    return Table(now.measure.name, _(now.measure.title), days, rows, made_by, warning)


def _made_by(figure: Figure) -> str:
    return f"{period(figure)}, {definitions_of({figure.defined_on})}"


def _is_empty(pair: Pair) -> bool:
    """Whether there is nobody to count, as nobody known only from an import."""
    both = [pair.now, pair.then] if pair.then else [pair.now]
    return all(line.numerator == 0 and line.denominator == 0 for line in both)


def _told(line: Line | None) -> Shown:
    if line is None:
        return Shown("–")
    if line.withheld:
        return Shown(_("1–4") if line.withheld == "small" else _("not shown"))
    if line.value is None:
        return Shown("–")
    return Shown(saying.of_line(line), saying.made_of(measure(line.measure), line))


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
