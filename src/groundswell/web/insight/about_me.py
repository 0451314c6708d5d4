"""What is measured about the viewer, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption.consents import queries as consents
from groundswell.adoption.consents.models import Consent, What
from groundswell.adoption.own.queries import Mirror, Persona, Week
from groundswell.people.persons.models import Person
from groundswell.web import wording
from groundswell.web.charts import mine
from groundswell.web.charts.marks import Drawing

PERSONAS: dict[Persona, tuple[str | Promise, str | Promise]] = {
    Persona.OBSERVER: (
        _lazy("Observer"),
        _lazy("You did fewer than three things in 90 days: you read more than you say."),
    ),
    Persona.ENGAGER: (
        _lazy("Engager"),
        _lazy("What you gave and what came back are in balance."),
    ),
    Persona.CATALYST: (
        _lazy("Catalyst"),
        _lazy("Others replied and reacted to you far more than you did yourself."),
    ),
    Persona.RESPONDER: (
        _lazy("Responder"),
        _lazy("You gave far more than came back, and replied at least as often as you posted."),
    ),
    Persona.BROADCASTER: (
        _lazy("Broadcaster"),
        _lazy("You gave far more than came back, and posted more often than you replied."),
    ),
}
OFFERS: dict[What, tuple[str | Promise, str | Promise]] = {
    What.BRIDGE: (
        _lazy("I may be found for joint work"),
        _lazy(
            "Analysts then see your name, and how you join others: how many functions, constraint,"
            " effective size and betweenness, as you see them here."
        ),
    ),
    What.CHAMPION: (
        _lazy("I may be named as a champion"),
        _lazy("Analysts then see your name among those who could bring others along."),
    ),
}


@dataclass(frozen=True, slots=True)
class Weeks:
    """One's own weeks as they are shown."""

    finding: str
    drawings: Sequence[Drawing]
    rows: Sequence[Week]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that one may agree to: since when one does, and what was before."""

    what: str
    title: str
    words: str
    since: datetime | None
    past: Sequence[Consent]


def weeks(found: Sequence[Week]) -> Weeks:
    """The finding, the drawing and the table of one's own weeks."""
    given, received = sum(week.given for week in found), sum(week.received for week in found)
    counts = {"given": wording.number(given), "received": wording.number(received)}
    finding = _("You gave %(given)s and got %(received)s back") % counts
    last = wording.day(found[-1].last_on, get_language())
    drawn = mine.drawings(
        "mine",
        finding,
        [(week.given, week.received) for week in found],
        above=_("you posted, replied, reacted or voted: %(given)s times") % counts,
        below=_("others replied or reacted to you: %(received)s times") % counts,
        period=_("13 weeks to %(last)s") % {"last": last},
    )
    return Weeks(finding, drawn, found)


def persona(mirror: Mirror) -> tuple[str, str, str]:
    """How one comes across: its name, what it says, and the counts behind it."""
    name, words = PERSONAS[mirror.persona]
    made_of = _(
        "In 90 days: %(posts)s posts, %(replies)s replies and %(reactions)s reactions by you,"
        " %(received)s replies and reactions to you."
    ) % {
        "posts": wording.number(mirror.posts),
        "replies": wording.number(mirror.replies),
        "reactions": wording.number(mirror.reactions),
        "received": wording.number(mirror.received),
    }
    return str(name), str(words), made_of


def offers(viewer: Person) -> list[Offer]:
    """What the viewer may agree to, and has."""
    said = list(consents.own(viewer))
    return [
        Offer(
            str(what),
            str(title),
            str(words),
            next((one.given_at for one in said if one.what == what and not one.withdrawn_at), None),
            [one for one in said if one.what == what and one.withdrawn_at],
        )
        for what, (title, words) in OFFERS.items()
    ]
