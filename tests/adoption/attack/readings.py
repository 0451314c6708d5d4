"""What each figure says of the unknown numbers: the one place that a new measure has to enter.

A measure that nobody has read here, a cell of a breakdown that is not known, or a number that
stands where none is expected, is an error: what is told and not read could give anything away.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from tests.adoption.attack.acts import (
    asked_from,
    few_or_many,
    no_groups,
    people_in_tables,
    voices,
)
from tests.adoption.attack.company import EARLIEST, week_of
from tests.adoption.attack.doors import Fact
from tests.adoption.attack.leaders import all_who_lead, enter, sums
from tests.adoption.attack.made import evenness, stages
from tests.adoption.attack.participation import (
    activation,
    days,
    funnel,
    part,
    reach,
    weekly,
)
from tests.adoption.attack.quarters import adopters, cohorts, tenure
from tests.adoption.attack.reader import NobodyReads, Reader
from tests.adoption.attack.shown import Shown
from tests.adoption.attack.system import Attacker, Kind, System

# What a drawing needs more; files have its points by a name of their own. Answers and talk are
# counted in acts, and named by nobody; steps of how many had begun are those of `adopters`.
SERIES = frozenset(
    {
        ("response", "waiting"),
        ("adopters", "begun"), ("adopters", "start"), ("adopters", "ahead"),
        ("inward", "shuffles"),
    }
)  # fmt: skip


def look_through(series: Iterable[tuple[str, date, str]]) -> None:
    """Know every drawing.

    Raises:
        NobodyReads: there is one that was not thought of here.
    """
    for measure, _, name in series:
        if (measure, name) not in SERIES:
            raise NobodyReads(measure, name)


def attacker(
    kinds: list[Kind],
    told: Collection[Fact],
    shown: Collection[Shown] = (),
    before: Collection[Shown] = (),
) -> Attacker:
    """Who was told all this and knows who works where, and what leaders showed before a no.

    Raises:
        NobodyReads: what is told of a measure does not enter.
    """
    reader = Reader(System(kinds), told, shown=shown)
    enter(reader, [*shown, *before])
    for one in sorted(told, key=lambda one: (one.measure, one.on, one.by, one.cell)):
        if one.measure not in READINGS:
            raise NobodyReads(one)
        # Before nobody of them did anything, and so much everybody may know.
        if week_of(one.last_on) >= EARLIEST:
            READINGS[one.measure](reader, one)
    reader.system.hang_together()
    # What is withheld of one figure and told by another under its own name is told.
    # But for how many took part in all: no other name may tell that.
    hidden = [
        one
        for one in reader.hidden
        if frozenset(one.row) not in reader.openly or one.what.startswith("reach total=")
    ]
    return Attacker(reader.system, hidden, reader.not_few)


READINGS: Mapping[str, Callable[[Reader, Fact], None]] = {
    "reach": reach,
    "beyond_comms": part("outside"),
    "leaders": all_who_lead,
    "weekly": weekly,
    "stickiness": days,
    "activation": activation,
    "cohorts": cohorts,
    "tenure": tenure,
    "funnel": funnel,
    "evenness": evenness,
    "tipping_candidates": evenness,
    "stages": stages,
    "adopters": adopters,
    "asked_from": asked_from,
    "unheard": voices,
    "communities": people_in_tables,
    "inward": people_in_tables,
    **dict.fromkeys(
        (
            "concentration", "own_words", "response", "best_answers", "answered_across", "reuse",
            "across", "contagion", "crossings", "line", "broadcasts", "climb",
        ),
        few_or_many,
    ),
    "bridging": no_groups,
    "bridged": no_groups,
    **dict.fromkeys(("leader_answers", "leader_words", "leader_ties", "leader_effect"), sums),
}  # fmt: skip
