"""Unheard voices in words: what the alarms say, and of each group who was answered in time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption.queries import Figure
from groundswell.adoption.titles import HEADINGS, SORTS, name_of
from groundswell.adoption.wholes import Told
from groundswell.foundation import clock
from groundswell.web import wording
from groundswell.web.charts import heard
from groundswell.web.charts.marks import Drawing

RINGS: dict[str, str | Promise] = {
    "first_1": _lazy(
        "%(name)s: first posts are answered within one working day less often than those of all"
        " others. The alarm has rung since %(on)s."
    ),
    "first_7": _lazy(
        "%(name)s: first posts are answered within seven working days less often than those of all"
        " others. The alarm has rung since %(on)s."
    ),
    "post_1": _lazy(
        "%(name)s: posts are answered within one working day less often than those of all others."
        " The alarm has rung since %(on)s."
    ),
    "post_7": _lazy(
        "%(name)s: posts are answered within seven working days less often than those of all"
        " others. The alarm has rung since %(on)s."
    ),
}
SOON, LATER = "1", "7"  # working days


@dataclass(frozen=True, slots=True)
class Group:
    """One group: of it and all others who was answered within one working day, and seven."""

    name: str
    soon: Told
    later: Told


@dataclass(frozen=True, slots=True)
class Part:
    """One sort of posts: finding, drawings, and the groups of each breakdown."""

    sort: str
    title: str
    finding: str
    drawings: Sequence[Drawing]
    everybody: Group
    blocks: Sequence[tuple[str, Sequence[Group]]]
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says: its claim, what rings, and the parts."""

    claim: str
    alarms: Sequence[str]
    parts: Sequence[Part]
    figure: Figure
    revised_on: date | None = None


def page_of(figure: Figure) -> Page:
    """The page of the one measure."""
    told = {one.value.name: one for one in figure.values}
    rings = [one for one in figure.values if one.value.alarmed_on]
    names = list(dict.fromkeys(_named(one) for one in rings))
    claim = (
        _("Kept waiting longer than others: %(names)s.") % {"names": ", ".join(names)}
        if names
        else _("No group’s posts wait for an answer beyond chance.")
    )
    parts = [_part(sort, told) for sort in SORTS if f"{sort}_1.everybody.everybody" in told]
    revised_on = clock.day_of(figure.revised_at) if figure.revised_at else None
    return Page(claim, [_rings(one) for one in rings], parts, figure, revised_on)


def _cut(told: Told) -> tuple[str, str, str]:
    of, by, cell = told.value.name.split(".", 2)
    return of, by, cell


def _named(told: Told) -> str:
    _of, by, cell = _cut(told)
    return name_of(by, cell)


def _rings(told: Told) -> str:
    of, _by, _cell = _cut(told)
    # No number: it is of this week, and beside that of the week before would tell of one post.
    return str(RINGS[of]) % {
        "name": _named(told),
        "on": wording.day(date.fromisoformat(told.value.alarmed_on or ""), get_language()),
    }


def _part(sort: str, told: Mapping[str, Told]) -> Part:
    groups: dict[str, list[Group]] = {}
    for name, one in told.items():
        of, by, cell = _cut(one)
        later = told.get(name.replace(f"{sort}_{SOON}", f"{sort}_{LATER}", 1))
        if of == f"{sort}_{SOON}" and later:
            groups.setdefault(by, []).append(Group(name_of(by, cell), one, later))
    (everybody,) = groups.pop("everybody")
    blocks = [(str(HEADINGS[by]), _in_order(groups[by])) for by in HEADINGS if by in groups]
    value = everybody.soon.value
    finding = (
        _("%(title)s: not shown")
        if everybody.soon.withheld or value.value is None
        else _("%(title)s: %(share)s are answered within one working day")
    ) % {"title": SORTS[sort], "share": wording.percent(value.value or 0)}
    drawn = [heard.Block(heading, [_line(group) for group in some]) for heading, some in blocks]
    is_any_told = any(line.share is not None for block in drawn for line in block.lines)
    hidden = {
        one.withheld
        for group in groups.values()
        for each in group
        for one in (each.soon, each.later)
    }
    return Part(
        sort=sort,
        title=str(SORTS[sort]),
        finding=finding,
        drawings=heard.drawings(f"unheard-{sort}", finding, drawn) if is_any_told else [],
        everybody=everybody,
        blocks=blocks,
        reasons=_reasons(hidden),
    )


def _in_order(groups: Sequence[Group]) -> list[Group]:
    shown = [group for group in groups if group.soon.value.value is not None]
    hidden = [group for group in groups if group.soon.value.value is None]
    return [
        *sorted(shown, key=lambda group: (group.soon.value.value or 0, group.name)),
        *sorted(hidden, key=lambda group: group.name),
    ]


def _line(group: Group) -> heard.Heard:
    value = group.soon.value
    return heard.Heard(
        name=group.name,
        share=value.value,
        low=value.low or 0,
        high=value.high or 0,
        others=value.chance,
        counted=counted(group.soon),
        rings=bool(value.alarmed_on),
    )


def counted(told: Told) -> str:
    """So many of so many, as far as it may be told."""
    if told.withheld == "small":
        return _("1–4")
    if told.withheld:
        return _("not shown")
    return _("%(count)s of %(of)s") % {
        "count": wording.number(told.value.numerator or 0),
        "of": wording.number(told.value.denominator or 0),
    }


def interval(told: Told) -> str:
    """Between which shares the truth lies with 95 %."""
    value = told.value
    if value.low is None or value.high is None:
        return "–"
    return _("%(low)s to %(high)s") % {
        "low": wording.percent(value.low),
        "high": wording.percent(value.high),
    }


def _reasons(hidden: Collection[object]) -> list[str]:
    reasons = []
    if any(hidden):
        least = wording.number(settings.OPTIONS.privacy_threshold)
        reasons.append(
            _(
                "Not shown: a group in which fewer than %(least)s people have posted, counts of"
                " 1 to 4, and what would give these away by subtraction."
            )
            % {"least": least}
        )
    return reasons
