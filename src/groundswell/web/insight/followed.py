"""What followed where leaders became present, in words, with its drawing and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.adoption import saying
from groundswell.adoption.roster import Leadership
from groundswell.web import wording
from groundswell.web.charts import ratios
from groundswell.web.charts.marks import Drawing
from groundswell.web.charts.ratios import Ratio
from groundswell.web.insight.panel import definitions_of


@dataclass(frozen=True, slots=True)
class Effects:
    """What followed leaders' presence: finding, drawings, table, and who stands behind it."""

    finding: str
    drawings: Sequence[Drawing]
    table: Sequence[tuple[str, str, str, str, str]]
    base: str


def together(told: Leadership) -> Ratio | None:
    """All comings together; None where they cannot be told."""
    found = told.figures.get("leader_effect")
    if found is None:
        return None
    (value,) = (one.value for one in found.values)
    if value.value is None or value.low is None or value.high is None:
        return None
    return Ratio(_("Together"), value.value, value.low, value.high, is_all=True)


def effects(told: Leadership) -> Effects | None:
    """What followed, by leader and together; None where it cannot be told at all."""
    all_of_it = together(told)
    if all_of_it is None or told.compared is None:
        return None
    followed = [(one, one.followed) for one in told.leaders if one.followed]
    single = sorted(
        (
            Ratio(f"{one.person.name}, {one.function}", row.ratio, row.low, row.high)
            for one, row in followed
        ),
        key=lambda ratio: -ratio.value,
    )
    groups = {f"{one.person.name}, {one.function}": row.groups for one, row in followed}
    title = _found(all_of_it, single)
    comings, visited, calm = told.compared
    groups[all_of_it.name] = visited
    table = [
        (
            one.name,
            saying.times(one.value),
            _interval(one),
            wording.number(groups[one.name]),
            _reading(one),
        )
        for one in (*single, all_of_it)
    ]
    base = _(
        "%(comings)s times a leader became present, in %(visited)s groups; compared with"
        " %(calm)s groups without one"
    ) % {
        "comings": wording.number(comings),
        "visited": wording.number(visited),
        "calm": wording.number(calm),
    }
    base = f"{base}; {definitions_of({told.figures['leader_effect'].defined_on})}"
    return Effects(title, ratios.drawings("effects", title, [*single, all_of_it]), table, base)


def _interval(one: Ratio) -> str:
    return _("%(low)s to %(high)s") % {
        "low": wording.decimal(one.low, 2),
        "high": wording.decimal(one.high, 2),
    }


def _reading(one: Ratio) -> str:
    if not one.is_sure:
        return _("cannot tell yet")
    return _("more") if one.value > 1 else _("fewer")


def _found(all_of_it: Ratio, single: Sequence[Ratio]) -> str:
    unsure = sum(not one.is_sure for one in single)
    figures = {
        "share": wording.percent(abs(all_of_it.value - 1)),
        "unsure": wording.number(unsure),
        "of": wording.number(len(single)),
    }
    if not all_of_it.is_sure:
        return _("Whether people contribute more where a leader became present cannot be told yet")
    if all_of_it.value < 1:
        words = _("Where a leader became present, %(share)s less was contributed")
    else:
        words = _("Where a leader became present, %(share)s more was contributed")
    if unsure:
        words += _("; for %(unsure)s of %(of)s leaders alone we cannot tell yet")
    return words % figures
