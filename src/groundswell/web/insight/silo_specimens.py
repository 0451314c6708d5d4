"""Who talks to whom, of made-up people, for the gallery: with cells that are withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from groundswell.adoption import catalogue, made_up
from groundswell.adoption.consents.models import RosterPlace
from groundswell.adoption.measures.figures import Cell, Unit, Value
from groundswell.adoption.pairs import Kind
from groundswell.adoption.queries import Figure
from groundswell.adoption.suppression import Withheld
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.adoption.telling import Leader
from groundswell.adoption.wholes import Told
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
FEW, APART = Withheld.SMALL, Withheld.SUBTRACTION


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
    bridged: tuple[tuple[str, int | Withheld], ...] = (
        ("Legal", 29), ("HR", 7), ("IT", FEW), ("Service", 0), ("Yard", APART),
    )  # fmt: skip
    across = [_cell(row, "Sales", count) for row, count in bridged]
    counted: tuple[tuple[int | Withheld, ...], ...] = ((61, 38, FEW), (5, FEW, 24), (FEW, 12, 0))
    lived = [
        _cell(str(row), column, count)
        for row, counts in enumerate(counted, 1)
        for column, count in zip(("Engineering", "Service", "Sales"), counts, strict=True)
    ]
    nmi = Value(name="nmi", title="NMI", unit=Unit.INDEX, value=0.33, chance=0.02, people=552)
    return [
        *inward.bridges(_figure("inward", "bridges", across), None),
        *communities.communities(
            _figure("communities", "communities", lived, [Told(nmi, None)]), None
        ),
    ]


def _figure(name: str, table: str, cells: list[ToldCell], values: Sequence[Told] = ()) -> Figure:
    tables = [ToldTable(table, Unit.PEOPLE, cells)]
    return Figure(catalogue.measure(name), PERIOD_END, values=values, tables=tables)


def _cell(row: str, column: str, count: int | Withheld) -> ToldCell:
    withheld = count if isinstance(count, Withheld) else None
    value = None if withheld else float(count)
    return ToldCell(Cell(row=row, column=column, value=value, people=20, base=20), withheld)


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
