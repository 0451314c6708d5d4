"""Communities that ties form by themselves, held against the functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import Cell, Figures, Rule, Table, Unit, Value
from groundswell.adoption.measures.given import Network
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, Measure, Needs, Topic, Yardstick
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.structural import IN_TABLES, PAIRS

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.arcs import Ints

FEWEST = 5  # people: the least threshold; what is smaller than the one set is left to the gate
CHANCE_DEALS = 200
SEED = 1


def count(network: Network) -> Figures:
    """Agreement with the functions beside chance, modularity, and communities by functions."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    from groundswell.adoption.measures.structure import communities as found_by  # noqa: PLC0415

    pairs = network.arcs.pairs
    part = found_by.largest_component(pairs)
    part = part[network.function.of[part] >= 0] if len(pairs) else part
    among = found_by.within(pairs, part)
    if not len(among):
        return Figures([_value("nmi", _lazy("Agreement with functions, NMI"), None, 0)])
    partition = found_by.leiden(among, by_volume=False)
    function = network.function.of[part]
    rng = np.random.default_rng(SEED)
    dealt = [
        found_by.nmi(partition.community, rng.permutation(function)) for _ in range(CHANCE_DEALS)
    ]
    people = len(part)
    values = [
        _value(
            "nmi",
            _lazy("Agreement with functions, NMI"),
            found_by.nmi(partition.community, function),
            people,
            dealt,
        ),
        _value(
            "ari",
            _lazy("Agreement with functions, ARI"),
            found_by.ari(partition.community, function),
            people,
        ),
        _value("modularity", _lazy("Modularity of the communities"), partition.modularity, people),
        _value(
            "modularity_of_functions",
            _lazy("Modularity of the functions"),
            found_by.modularity(among, function, by_volume=False),
            people,
        ),
    ]
    cells = list(_cells(network, partition.community, function))
    return Figures(values, tables=[Table("communities", Unit.PEOPLE, Rule.PEOPLE, cells)])


def _value(
    name: str, title: str, value: float | None, people: int, dealt: Sequence[float] = ()
) -> Value:
    import numpy as np  # noqa: PLC0415

    low, middle, high = np.quantile(dealt, [0.025, 0.5, 0.975]) if dealt else (None, None, None)
    return Value(
        name=name,
        title=title,
        unit=Unit.INDEX,
        value=value,
        people=people,
        chance=None if middle is None else float(middle),
        low=None if low is None else float(low),
        high=None if high is None else float(high),
    )


def _cells(network: Network, community: Ints, function: Ints) -> Iterator[Cell]:
    import numpy as np  # noqa: PLC0415

    names = network.function.names
    table = np.zeros((community.max() + 1, len(names)), dtype=np.int64)
    np.add.at(table, (community, function), 1)
    of_function, sizes = table.sum(axis=0), table.sum(axis=1)
    large = [place for place in np.argsort(-sizes, kind="stable") if sizes[place] >= FEWEST]
    for number, place in enumerate(large, start=1):
        for column, name in enumerate(names):
            counted = int(table[place, column])
            yield Cell(
                row=str(number),
                column=name,
                value=counted,
                people=counted,
                base=int(min(sizes[place], of_function[column])),
            )


MEASURE = Measure(
    name="communities",
    topic=Topic.SILOS,
    title=_lazy("Communities of talk"),
    definition=_lazy(
        "The communities that ties of 90 days form by themselves, and how far they agree with the "
        "functions. A tie joins two people of whom one turned to the other; each counts once. Only"
        " the largest part that hangs together is looked at."
    ),
    formula=(
        _lazy("2 × what communities and functions tell of each other"),
        _lazy("what communities tell + what functions tell"),
    ),
    numerator=_lazy(
        "Twice the mutual information of both groupings: how much better one guesses somebody’s"
        " function who knows their community."
    ),
    denominator=_lazy("The entropy of the communities plus that of the functions."),
    without_denominator=_lazy(
        "How large a community is, and how many people were sorted in all, is not told: cells "
        "of 1 to 4 people would follow."
    ),
    unit=_lazy("NMI from 0, they tell nothing of each other, to 1, they are the same."),
    window_days=STRUCTURE_DAYS,
    population=PAIRS,
    minimum_group=IN_TABLES,
    uncertainty=_lazy(
        "Everybody is counted. Communities are the best of several runs of Leiden (resolution 1);"
        " another week may cut them otherwise. Chance: functions dealt anew to the same people 200"
        " times."
    ),
    not_to_be_read_as=(
        _lazy("Teams with a list of names: nobody can open one and see who is in it."),
        _lazy("A number of communities to reach: small groups are merged by the method."),
    ),
    source=_lazy(
        "The interactions and the people list. Traag, Waltman & van Eck (2019), Scientific Reports "
        "9, 5233; Danon et al. (2005), J. Stat. Mech. P09008; Hubert & Arabie (1985)."
    ),
    since=date(2026, 11, 26),
    count=count,
    yardstick=Yardstick.CHANCE,
    needs=Needs.NETWORK,
    takes_long=True,
)
