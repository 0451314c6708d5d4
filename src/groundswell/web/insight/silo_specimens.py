"""Who talks to whom, of made-up people, for the gallery: with cells that are withheld."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from groundswell.adoption import catalogue, made_up
from groundswell.adoption.consents.models import RosterPlace
from groundswell.adoption.pairs import Kind
from groundswell.adoption.queries import Figure
from groundswell.adoption.telling import Leader
from groundswell.network.groups.models import Group
from groundswell.people.persons.models import Person
from groundswell.web.charts import differences
from groundswell.web.charts.differences import Difference
from groundswell.web.insight import command, communities, inward, silos
from groundswell.web.insight.bridging import KINDS, Bridging, Proposal
from groundswell.web.insight.brokers import Broker, Brokers
from groundswell.web.insight.sheets import Sheet

THEN = datetime(2026, 11, 20, 9, tzinfo=UTC)
PERIOD_END = date(2026, 11, 8)
DRAWN = frozenset({"bridges", "communities"})


def sheets() -> list[Sheet]:
    """Every figure of the page of silos and bridges."""
    told = made_up.structure(PERIOD_END)
    withheld = [
        replace(sheet, name=f"{sheet.name}-withheld") if sheet.name in DRAWN else sheet
        for sheet in silos.sheets(told)
    ]
    return [*withheld, *drawn(), *command.sheets(told)]


def drawn() -> list[Sheet]:
    """Communities and bridges with numbers of each sort: shown, nobody, 1 to 4, not shown."""
    return [
        *inward.bridges(made_up.bridges(PERIOD_END), None),
        *communities.communities(made_up.communities(PERIOD_END), None),
    ]


def bridgings() -> list[Bridging]:
    """Pairs worth bridging and what followed; one that is taken up; none at all."""
    one, other = (
        Group(account_id=number, name=name) for number, name in ((1, "Pumps"), (2, "Yard"))
    )
    sheet = Sheet(
        name="bridging",
        figure=Figure(catalogue.measure("bridging"), PERIOD_END),
        finding=_("Two groups worth bringing together"),
        what="#impellers, #seals",
        head=["Pumps", "Yard"],
        rows=[["Pumps – Yard", "2"]],
    )
    open_one = Proposal(one, other, "#impellers, #seals.", "Pumps, Yard?", str(Kind.EVENT), "")
    running = replace(open_one, state="1 November 2026")
    followed = replace(
        sheet,
        name="bridged",
        is_half=False,
        figure=Figure(catalogue.measure("bridged"), PERIOD_END),
        finding="+9 (+3 – +15)",
        rows=[["Pumps – Yard", "+9"], ["Port – Yard", "+1"]],
        drawings=differences.drawings(
            "bridged",
            "+9",
            [Difference("Pumps – Yard", 9, 3, 15), Difference("Port – Yard", 1, -2, 4)],
        ),
    )
    kinds = [(str(kind), str(words)) for kind, words in KINDS.items()]
    none = replace(sheet, finding=_("No two open groups share topics yet"), rows=[])
    nothing = replace(none, name="bridged", finding=_("No suggestion was taken up yet"))
    return [
        Bridging(sheet, [open_one, running], followed, kinds),
        Bridging(none, [], nothing, kinds),
    ]


def named() -> list[Brokers]:
    """People who agreed to be named, and nobody who did."""
    mira = Broker(1, "Mira Lindqvist", "Comms & Marketing", "9", "0.07", "24.1", "1,204")
    found = Brokers(_("Nobody is named: nobody agreed, or figures are counted tonight"), None, [])
    return [replace(found, finding="1", on=PERIOD_END, people=[mira]), found]


def leaders() -> list[Leader]:
    """Leaders who were not told, told, who agreed, and who said no."""
    told = {"told_at": THEN}
    said: list[dict[str, datetime] | None] = [
        None, told, told | {"agreed_at": THEN}, told | {"withdrawn_at": THEN},
    ]  # fmt: skip
    return [
        Leader(
            Person(account_id=number, name="Astrid Halvorsen"),
            "Executive",
            "Board" if number % 2 else "",
            RosterPlace(leader_id=number, **place) if place else None,
        )
        for number, place in enumerate(said, 1)
    ]
