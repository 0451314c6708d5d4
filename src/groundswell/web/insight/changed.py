"""What changed in a week, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import catalogue
from groundswell.adoption.changes import Change, Changes, Sort
from groundswell.adoption.lines import Line
from groundswell.web import wording
from groundswell.web.insight import voices

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


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its sign, and where its figure stands."""

    sign: str
    kind: str
    sentence: str
    about: str
    href: str
    link: str


@dataclass(frozen=True, slots=True)
class Said:
    """All of a week, and for how many figures it was looked."""

    on: date
    lines: Sequence[Sentence]
    base: str


def said(changes: Changes) -> Said:
    """The sentences of a week; that nothing changed is one, too."""
    sentences = [_sentence(change) for change in changes.found]
    if not any(change.sort not in {Sort.UNHEARD, Sort.CORRECTED} for change in changes.found):
        sentences.append(
            Sentence("=", "is-same", _("No change beyond chance this week."), "", "", "")
        )
    base = ngettext(
        "%(count)s figure was looked at, and what is said allows for that: of such changes on"
        " average at most 1 in 20 is due to chance.",
        "%(count)s figures were looked at, and what is said allows for that: of such changes on"
        " average at most 1 in 20 is due to chance.",
        changes.looked_at,
    ) % {"count": wording.number(changes.looked_at)}
    return Said(changes.on, sentences, base)


def _sentence(change: Change) -> Sentence:
    if change.sort is Sort.UNHEARD:
        return _unheard(change.now)
    if change.sort is Sort.CORRECTED:
        return _corrected(change.now)
    now, before = change.now, change.before or change.now
    rises = (now.value or 0) > (before.value or 0)
    name = _name(now)
    words = SENTENCES.get((change.sort, rises)) or (
        WEEKLY[rises] if now.measure == "weekly" else CELL[rises]
    )
    text = str(words) % {
        "name": name,
        "now": _of(now),
        "before": _of(before),
        "when": WHEN[change.weeks],
    }
    place = f"by-{now.by}" if now.by in {"function", "site", "level"} else ""
    if now.measure == "weekly":
        place = "figure-weekly"
    return Sentence(
        sign="↑" if rises else "↓",
        kind="is-good" if rises else "is-bad",
        sentence=text,
        about=name,
        href=f"#{place}" if place else "/adoption/definitions/reach/",
        link=_("See the figure"),
    )


def _unheard(line: Line) -> Sentence:
    of, by, cell = line.cell.split(".", 2)
    name = voices.name_of(by, cell)
    words = {
        "first": _lazy("First posts of %(name)s wait longer for an answer than all others."),
        "post": _lazy("Posts of %(name)s wait longer for an answer than all others."),
    }[of.partition("_")[0]]
    text = str(words) % {"name": name}
    return Sentence("!", "is-bad", text, name, "/adoption/voices/", _("Who waits"))


def _corrected(line: Line) -> Sentence:
    title = _(catalogue.measure(line.measure).title)
    text = _("A figure was corrected: %(title)s of the week to %(on)s.") % {
        "title": title,
        "on": wording.day(line.on, get_language()),
    }
    href = f"/adoption/definitions/{line.measure}/"
    return Sentence("✎", "is-same", text, title, href, _("How it is counted"))


def _name(line: Line) -> str:
    if line.by in {"function", "site", "level"}:
        return line.cell or _("Not stated")
    return _("Everybody")


def _of(line: Line) -> str:
    return _("%(count)s of %(of)s people (%(share)s)") % {
        "count": wording.number(line.numerator or 0),
        "of": wording.number(line.denominator or 0),
        "share": wording.percent(line.value or 0),
    }
