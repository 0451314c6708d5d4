"""What changed in a week, in sentences with a sign each and a way to its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from groundswell.adoption import sentences
from groundswell.adoption.changes import Change, Changes, Sort


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
    lines = [_line(change) for change in changes.found]
    if sentences.is_quiet(changes):
        lines.append(Sentence("=", "is-same", sentences.quiet_week(), "", "", ""))
    lines += [
        Sentence("|", "is-same", sentences.not_compared(one), "", "", "") for one in changes.moved
    ]
    return Said(changes.on, lines, sentences.base(changes))


def _line(change: Change) -> Sentence:
    sign, kind = _sign(change)
    href, link = _way(change)
    return Sentence(sign, kind, sentences.sentence(change), sentences.about(change), href, link)


def _sign(change: Change) -> tuple[str, str]:
    if change.sort is Sort.UNHEARD:
        return "!", "is-bad"
    if change.sort is Sort.CORRECTED:
        return "✎", "is-same"
    return ("↑", "is-good") if sentences.rises(change) else ("↓", "is-bad")


def _way(change: Change) -> tuple[str, str]:
    now = change.now
    if change.sort is Sort.UNHEARD:
        return "/adoption/voices/", _("Who waits")
    if change.sort is Sort.CORRECTED:
        return f"/adoption/definitions/{now.measure}/", _("How it is counted")
    if now.measure == "weekly":
        return "#figure-weekly", _("See the figure")
    is_part = now.by in {"function", "site", "level"}
    return f"#by-{now.by}" if is_part else "/adoption/definitions/reach/", _("See the figure")
