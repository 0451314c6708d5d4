"""How long questions wait, where they come from, and who answers: in words and drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from groundswell.adoption.queries import Figure
from groundswell.adoption.sites import Elsewhere
from groundswell.adoption.wholes import Told
from groundswell.web import wording
from groundswell.web.charts import intervals
from groundswell.web.insight.overview import HEADINGS
from groundswell.web.insight.panel import Panel, made_of, number, panel


def asked_from(figure: Figure) -> Panel:
    """How long each function and each site waits, the shortest first, those withheld by name."""
    sections = [(str(HEADINGS[by][1]), _in_order(figure, by)) for by in ("function", "site")]
    shown = [told for _, cells in sections for told in cells if told.value.value is not None]
    table = [
        (f"{heading}: {_name(told)}", number(figure, told), made_of(figure, told))
        for heading, cells in sections
        for told in cells
    ]
    drawn = [(heading, [_row(told) for told in cells]) for heading, cells in sections]
    finding = _finding([told for told in shown if told.value.by == "function"])
    drawings = intervals.drawings("asked_from", finding, drawn) if shown else ()
    shown_of = panel(figure, finding, table, drawings=drawings, is_half=False)
    if not drawings:
        return shown_of
    marks = _(
        "Bar: 95 % interval, with an arrow where it has no end. Beside it: questions answered, of"
        " those asked."
    )
    return replace(shown_of, what=f"{shown_of.what} {marks}")


def elsewhere(sites: Iterable[Elsewhere]) -> list[str]:
    """Whose waits are counted by a clock of others, and how to mend it."""
    words = _(
        "In %(site)s most people live by the clock of %(zone)s, yet waits there are counted in the"
        " working hours of %(own)s. Whoever runs the server mends it with the setting"
        " `site_calendars`: `%(site)s=%(zone)s`."
    )
    own = settings.OPTIONS.time_zone
    return [words % {"site": one.site, "zone": one.zone, "own": own} for one in sites]


def _in_order(figure: Figure, by: str) -> list[Told]:
    cells = [told for told in figure.values if told.value.by == by]
    shown = [told for told in cells if told.value.value is not None]
    others = [told for told in cells if told.value.value is None]
    return [
        *sorted(shown, key=lambda told: (told.value.value or 0, told.value.cell)),
        *sorted(others, key=lambda told: (told.withheld or "", told.value.cell)),
    ]


def _finding(shown: list[Told]) -> str:
    if len(shown) < 2:
        return _("Answers by function and site")
    first, last = shown[0], shown[-1]
    return _("Half are answered within %(low)s h in %(lowest)s, %(high)s h in %(highest)s") % {
        "low": _hours(first),
        "lowest": _name(first),
        "high": _hours(last),
        "highest": _name(last),
    }


def _row(told: Told) -> intervals.Row:
    value = told.value
    words = "".join(_words(told))
    return intervals.Row(
        _name(told), value.value, value.low, value.high, words, is_hidden=told.withheld is not None
    )


def _words(told: Told) -> Iterator[str]:
    if told.withheld:
        yield _("not shown")
    elif told.value.value is None:
        yield _("not yet half answered")
    else:
        yield _("%(count)s h") % {"count": _hours(told)}
        of = {
            "count": wording.number(told.value.numerator or 0),
            "of": wording.number(told.value.denominator or 0),
        }
        yield " · " + _("%(count)s of %(of)s") % of


def _hours(told: Told) -> str:
    return wording.number(round(told.value.value or 0, 1))


def _name(told: Told) -> str:
    return told.value.cell or str(HEADINGS[told.value.by][2])


PANELS = {"asked_from": asked_from}
