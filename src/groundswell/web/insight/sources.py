"""Where figures come from another source: up to when from an import, and from then on from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groundswell.exchange.batches.spans import sources
from groundswell.web import wording

NAMES = {"slack": "Slack"}


@dataclass(frozen=True, slots=True)
class Change:
    """A source that ended within what is shown."""

    system: str
    last_on: date

    def until(self) -> str:
        """What lies before the mark."""
        return _("%(source)s until %(on)s") % self._words()

    def sentence(self) -> str:
        """The same for those who read on."""
        return (
            _(
                "Up to %(on)s the figures come from %(source)s, imported with its own dates; the"
                " dotted upright line marks the change."
            )
            % self._words()
        )

    def _words(self) -> dict[str, str]:
        return {
            "source": NAMES.get(self.system, self.system),
            "on": wording.day(self.last_on, get_language()),
        }


def changes(since: date, until: date) -> list[Change]:
    """The sources that ended between two days, the first first."""
    return [
        Change(one.system, one.last_on)
        for one in sources(since, until)
        if since <= one.last_on < until
    ]
