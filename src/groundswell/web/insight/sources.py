"""Where figures come from another source: up to when from an import, and from then on from here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groundswell.adoption import sources
from groundswell.adoption.queries import Figure
from groundswell.adoption.sources import Imported, Span
from groundswell.web import wording
from groundswell.web.insight.sheets import Sheet


def sentence(one: Imported) -> str:
    """What lies before a mark, for those who read on."""
    return _(
        "Up to %(on)s the figures come from %(source)s, imported with its own dates; the"
        " dotted upright line marks the change."
    ) % _words(one)


def notes(imports: Iterable[Imported]) -> list[str]:
    """The same for a whole page."""
    words = _(
        "Up to %(on)s what is counted was said in %(source)s and imported with its own dates. A"
        " difference across that day is no change of how people take part."
    )
    return [words % _words(one) for one in imports]


def notes_of(figures: Sequence[Figure], imports: Sequence[Imported] | None = None) -> list[str]:
    """The same of all days that some figures count, of imports that are at hand or asked for."""
    if not figures:
        return []
    since, until = min(one.first_on for one in figures), max(one.on for one in figures)
    brought = sources.imported(since, until) if imports is None else imports
    return notes(sources.ended(brought, since, until))


def beside(imports: Iterable[Imported], then: Span, now: Span) -> str:
    """What is said beside something earlier that comes from another source; else nothing."""
    words = _("%(until)s: what stands beside it from before is not comparable.")
    moved = sources.moved(imports, then, now)
    return " ".join(words % {"until": one.until()} for one in moved)


def marked(
    sheets: Iterable[Sheet], earlier: Mapping[str, Figure], imports: Sequence[Imported]
) -> list[Sheet]:
    """Sheets that say so, where something earlier is drawn in them."""
    found = []
    for sheet in sheets:
        then = earlier.get(sheet.measure) if sheet.has_earlier else None
        words = beside(imports, then.span, sheet.figure.span) if then else ""
        found.append(replace(sheet, what=f"{sheet.what} {words}") if words else sheet)
    return found


def _words(one: Imported) -> dict[str, str]:
    return {"source": one.name, "on": wording.day(one.last_on, get_language())}
