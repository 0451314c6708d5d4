"""Figures of made-up rows and people, for the gallery of components."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

from groundswell.adoption.measures import MEASURES, given
from groundswell.adoption.measures.figures import Cell, Figures, Unit, Value
from groundswell.adoption.measures.given import Network, Places, Spoken
from groundswell.adoption.measures.measure import Needs
from groundswell.adoption.shown import Figure, whole
from groundswell.adoption.structures import Structure
from groundswell.adoption.suppression import Withheld
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.adoption.weekly import Kept
from groundswell.adoption.wholes import Told

FUNCTIONS = ("Engineering", "Service", "Legal", "Sales", "Manufacturing")
STAFF, LEADS = 20, 3  # people of each; of these who lead the others, under its head
# First posts of each site and of everybody, those of them that were answered, and what others were.
HEARD = (("everybody", "everybody", 73, 101, None), ("site", "Gdynia", 22, 29, 0.71),
         ("site", "Busan", 16, 34, 0.69), ("site", "Houston", 3, 6, 0.7))  # fmt: skip
FEW, APART = Withheld.SMALL, Withheld.SUBTRACTION
INSIDE, ACROSS = 12, 3  # times that each turns to people of the own function, and of each other


type Count = int | Withheld


@cache
def structure(on: date) -> Structure:
    """Five functions of 20 people who keep to themselves; few of two of them talk to each other."""
    network = _network()
    said = _told("broadcasts", Spoken(network, network.manager * 0 + 4, network.manager % 5), on)
    told = [_told(name, network, on) for name in ("crossings", "inward", "communities", "line")]
    now = {one.measure.name: one for one in (*told, said)}
    return Structure(on, now, {"inward": now["inward"], "line": now["line"]})


def bridges(on: date) -> Figure:
    """How many people bridge two functions: some, few, nobody, and not shown."""
    counts: tuple[Count, ...] = (29, 7, FEW, 0, APART)
    cells = [_cell(name, "Support", count) for name, count in zip(FUNCTIONS, counts, strict=True)]
    return Figure(MEASURES["inward"], on, tables=[ToldTable("bridges", Unit.PEOPLE, cells)])


def communities(on: date) -> Figure:
    """People of three communities by function: some, few, and nobody."""
    counts: tuple[tuple[Count, ...], ...] = ((61, 38, FEW), (5, FEW, 24), (FEW, 12, 0))
    cells = [
        _cell(str(row), name, count)
        for row, some in enumerate(counts, 1)
        for name, count in zip(FUNCTIONS[:3], some, strict=True)
    ]
    nmi = Value(name="nmi", title="NMI", unit=Unit.INDEX, value=0.33, chance=0.02, people=552)
    tables = [ToldTable("communities", Unit.PEOPLE, cells)]
    return Figure(MEASURES["communities"], on, values=[Told(nmi, None)], tables=tables)


def _cell(row: str, column: str, count: Count) -> ToldCell:
    withheld = count if isinstance(count, Withheld) else None
    value = None if isinstance(count, Withheld) else float(count)
    return ToldCell(Cell(row=row, column=column, value=value, people=20, base=20), withheld)


def _told(name: str, rows: object, on: date) -> Figure:
    measure = MEASURES[name]
    return whole(measure, Kept(measure.count(rows), (), None), on)


def specimen(name: str, on: date, *rows: object) -> Figure:
    """A figure of made-up rows."""
    return _told(name, SHAPES[MEASURES[name].needs](*rows), on)


def unheard(on: date) -> Figure:
    """First posts of a site that are answered, of one for which the alarm rings, and of a few."""
    values = [
        Value(
            name=f"first_{within}.{by}.{cell}",
            title=cell,
            unit=Unit.SHARE,
            value=count / of,
            numerator=count,
            denominator=of,
            low=count / of - 0.15,
            high=count / of + 0.15,
            chance=others,
            people=of,
            watched=of,
            alarmed_on=on.isoformat() if cell == "Busan" else None,
        )
        for within in (1, 7)
        for by, cell, count, of, others in HEARD
    ]
    return whole(MEASURES["unheard"], Kept(Figures(values), (), None), on)


def _network() -> Network:
    import numpy as np  # noqa: PLC0415 - the gallery alone pays for it

    chance, people = np.random.default_rng(1), STAFF * len(FUNCTIONS)
    function = np.repeat(np.arange(len(FUNCTIONS)), STAFF)
    pairs = [
        (one, other)
        for one in range(people)
        for there in range(len(FUNCTIONS))
        for other in chance.choice(
            np.flatnonzero(function == there), INSIDE if function[one] == there else ACROSS
        )
        if one != other and not ({int(function[one]), there} == {2, 3} and one % STAFF > 6)
    ]
    rows = np.array(pairs)
    place, head = np.arange(people) % STAFF, function * STAFF
    manager = np.where(place > LEADS, head + 1 + place % LEADS, np.where(place, head, 0))
    manager[0] = -1
    return Network(
        source=rows[:, 0],
        target=rows[:, 1],
        weight=np.ones(len(rows), dtype=np.int64),
        function=Places(FUNCTIONS, function),
        site=Places(("Halden", "Busan"), np.arange(people) % 2),
        level=Places(("Lead", "Staff"), np.minimum(np.arange(people) % STAFF, 1)),
        manager=manager,
    )


def _questions(
    rows: Sequence[tuple[int, float, float, float, bool]],
    answers: Sequence[tuple[int, int]] = (),
    places: Mapping[int, tuple[str, str]] | None = None,
) -> given.Questions:
    return given.Questions([given.Asked(*row) for row in rows], answers, places or {})


def _started(first: date, people: Sequence[tuple[date, date | None, frozenset[int]]]) -> object:
    return given.Started(first, [given.Starter(*one) for one in people])


SHAPES: Mapping[Needs, Callable[..., object]] = {
    Needs.PARTICIPATION: given.Participation,
    Needs.QUESTIONS: _questions,
    Needs.TALK: given.Talk,
    Needs.NEWCOMERS: given.Newcomers,
    Needs.VOICES: given.Voices,
    Needs.STEPS: given.Steps,
    Needs.SAID: given.Said,
    Needs.STARTED: _started,
    Needs.TOLD: given.Cells,
}
