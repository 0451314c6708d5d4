"""Leaders for the gallery: present, spoken for, silent; effects that are sure and that are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from groundswell.adoption.catalogue import measures
from groundswell.adoption.queries import Figure
from groundswell.adoption.roster import Followed, Leader, Leadership, together
from groundswell.adoption.wholes import Told
from groundswell.people.persons.models import Person
from groundswell.web.insight import followed, leadership
from groundswell.web.insight.followed import Effects
from groundswell.web.insight.leadership import Line

ON = date(2026, 11, 22)


def told() -> Leadership:
    """Three leaders and what followed."""
    marta = _leader("Marta Okafor", "Service", own=4, asked=(28, 26, 2.5))
    denise = _leader("Denise Carter", "Sales", delegated=1, asked=(6, 0, None))
    grzegorz = _leader("Grzegorz Mazur", "Supply chain")
    leaders = [
        replace(marta, followed=Followed(1.52, 1.22, 1.89, 3)),
        denise,
        replace(grzegorz, since=date(2026, 10, 26), followed=Followed(1.1, 0.8, 1.6, 1)),
    ]
    figure = Figure(measures()["leader_effect"], ON, values=[Told(together(1.3, 1.1, 1.6), None)])
    return Leadership(ON, {"leader_effect": figure}, leaders, (4, 4, 24))


def lines() -> list[Line]:
    """Each of them as a row."""
    return leadership.lines(told().leaders)


def finding() -> str:
    """What stands above the rows."""
    return leadership.finding(told().leaders)


def defined() -> str:
    """By which definitions."""
    return leadership.defined(told())


def effects() -> Effects | None:
    """What followed."""
    return followed.effects(told())


def _leader(
    name: str,
    function: str,
    *,
    own: int = 0,
    delegated: int = 0,
    asked: tuple[int, int, float | None] = (0, 0, None),
) -> Leader:
    questions, answered, half = asked
    return Leader(
        person=Person(pk=len(name), name=name, name_folded=name.lower()),
        function=function,
        own=[own + week % 2 * bool(own) for week in range(13)],
        delegated=[delegated * (week % 3 == 0) for week in range(13)],
        asked=questions,
        answered=answered,
        half_within=half,
        ties=12 * own,
        unit=170,
        followed=None,
    )
