"""What changed in a week in sentences: the same for pages and letters."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from groundswell.adoption import catalogue
from groundswell.adoption.changes import Change, Changes, Sort
from groundswell.adoption.lines import Line
from groundswell.adoption.sources import Imported
from groundswell.adoption.titles import name_of
from groundswell.foundation.locales import day, number, percent

SENTENCES: Mapping[tuple[Sort, bool], str | Promise] = {
    (Sort.CROSSED, True): _lazy(
        "%(name)s crossed a quarter, where a thing begins to carry itself by a rule of thumb:"
        " %(now)s take part, %(when)s %(before)s."
    ),
    (Sort.CROSSED, False): _lazy(
        "%(name)s fell below a quarter: %(now)s take part, %(when)s %(before)s."
    ),
    (Sort.TREND, True): _lazy(
        "More people took part in each of the last four weeks: %(now)s, before them %(before)s."
    ),
    (Sort.TREND, False): _lazy(
        "Fewer people took part in each of the last four weeks: %(now)s, before them %(before)s."
    ),
    (Sort.RECORD, True): _lazy(
        "More people took part than in any week of the last half-year: %(now)s, %(when)s"
        " %(before)s."
    ),
    (Sort.RECORD, False): _lazy(
        "Fewer people took part than in any week of the last half-year: %(now)s, %(when)s"
        " %(before)s."
    ),
}
CELL: Mapping[bool, str | Promise] = {
    True: _lazy("%(name)s: more take part, %(now)s, %(when)s %(before)s."),
    False: _lazy("%(name)s: fewer take part, %(now)s, %(when)s %(before)s."),
}
WHEN: Mapping[int, str | Promise] = {
    1: _lazy("a week earlier"),
    4: _lazy("four weeks earlier"),
    12: _lazy("a quarter earlier"),
}
WEEKLY: Mapping[bool, str | Promise] = {
    True: _lazy("More people took part in the week: %(now)s, %(when)s %(before)s."),
    False: _lazy("Fewer people took part in the week: %(now)s, %(when)s %(before)s."),
}
UNHEARD: Mapping[str, str | Promise] = {
    "first": _lazy("First posts of %(name)s wait longer for an answer than all others."),
    "post": _lazy("Posts of %(name)s wait longer for an answer than all others."),
}


def said(changes: Changes) -> list[str]:
    """All sentences of a week, that nothing changed among them."""
    quiet = [quiet_week()] if is_quiet(changes) else []
    return [*map(sentence, changes.found), *quiet, *map(not_compared, changes.moved)]


def is_quiet(changes: Changes) -> bool:
    """Whether nothing changed beyond chance, whatever rings or was corrected."""
    return changes.looked_at > 0 and all(
        change.sort in {Sort.UNHEARD, Sort.CORRECTED} for change in changes.found
    )


def quiet_week() -> str:
    """That nothing changed."""
    return _("No change beyond chance this week.")


def not_compared(one: Imported) -> str:
    """That weeks of another source stand beside none of now."""
    words = _("%(until)s: weeks before and after that day are not compared.")
    return words % {"until": one.until()}


def base(changes: Changes) -> str:
    """For how many figures it was looked, if any, and how much of what is said is chance."""
    if not changes.looked_at:
        return ""
    words = ngettext(
        "%(count)s figure was looked at, and what is said allows for that: of such changes on"
        " average at most 1 in 20 is due to chance.",
        "%(count)s figures were looked at, and what is said allows for that: of such changes on"
        " average at most 1 in 20 is due to chance.",
        changes.looked_at,
    )
    return words % {"count": number(changes.looked_at)}


def sentence(change: Change) -> str:
    """One thing that changed, rings or was corrected."""
    if change.sort is Sort.UNHEARD:
        of = change.now.cell.partition("_")[0]
        return str(UNHEARD[of]) % {"name": about(change)}
    if change.sort is Sort.CORRECTED:
        words = _("A figure was corrected: %(title)s of the week to %(on)s.")
        return words % {"title": about(change), "on": day(change.now.on)}
    up = rises(change)
    plain = WEEKLY if change.now.measure == "weekly" else CELL
    return str(SENTENCES.get((change.sort, up)) or plain[up]) % {
        "name": about(change),
        "now": _of(change.now),
        "before": _of(change.before or change.now),
        "when": WHEN[change.weeks],
    }


def rises(change: Change) -> bool:
    """Whether a larger share takes part than before."""
    return (change.now.value or 0) > ((change.before or change.now).value or 0)


def about(change: Change) -> str:
    """Of whom or what a sentence speaks."""
    if change.sort is Sort.CORRECTED:
        return _(catalogue.measure(change.now.measure).title)
    if change.sort is Sort.UNHEARD:
        _sort, by, cell = change.now.cell.split(".", 2)
        return name_of(by, cell)
    if change.now.by in {"function", "site", "level"}:
        return change.now.cell or _("Not stated")
    return _("Everybody")


def _of(line: Line) -> str:
    return _("%(count)s of %(of)s people (%(share)s)") % {
        "count": number(line.numerator or 0),
        "of": number(line.denominator or 0),
        "share": percent(line.value or 0),
    }
