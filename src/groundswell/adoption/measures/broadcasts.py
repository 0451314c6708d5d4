"""Broadcasts: what people with reports begin, and nobody answers within seven days."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import Cell, Figures, Rule, Table, Unit, Value, share
from groundswell.adoption.measures.given import Spoken
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.structural import IN_TABLES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from groundswell.adoption.measures.structure.arcs import Ints


def count(spoken: Spoken) -> Figures:
    """The share unanswered of people with reports and of others, and by level of the first."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    manager = spoken.network.manager
    has_reports = np.zeros(len(manager), dtype=bool)
    has_reports[manager[manager >= 0]] = True
    values = [
        _value("of_managers", _lazy("Unanswered, by people with reports"), spoken, has_reports),
        _value("of_others", _lazy("Unanswered, by people without reports"), spoken, ~has_reports),
    ]
    cells = list(_levels(spoken, has_reports))
    return Figures(values, tables=[Table("level", Unit.SHARE, Rule.PARTS, cells)])


def _value(name: str, title: str, spoken: Spoken, who: NDArray[np.bool_]) -> Value:
    threads, silent = spoken.threads[who], spoken.silent[who]
    low, high = interval(threads, silent)
    return Value(
        name=name,
        title=title,
        unit=Unit.SHARE,
        value=share(int(silent.sum()), int(threads.sum())),
        people=int((threads > 0).sum()),
        numerator=int(silent.sum()),
        denominator=int(threads.sum()),
        low=low,
        high=high,
    )


def _levels(spoken: Spoken, has_reports: NDArray[np.bool_]) -> Iterator[Cell]:
    level = spoken.network.level
    for place, name in enumerate(["", *level.names], start=-1):
        who = has_reports & (level.of == place)
        told = _value("", "", spoken, who)
        if told.people:
            yield Cell(
                row=name,
                column="silent",
                value=told.value,
                people=told.people,
                base=told.people,
                numerator=told.numerator,
                denominator=told.denominator,
                low=told.low,
                high=told.high,
            )


def interval(threads: Ints, silent: Ints) -> tuple[float | None, float | None]:
    """The 95 % interval of the share, where threads of one person are alike.

    A ratio of two sums over people, each of whom is one of many: silent_i − p · threads_i.
    None of fewer than two people.

    Source: Cochran (1977), Sampling Techniques, 6.
    """
    wrote = threads > 0
    people, whole = int(wrote.sum()), int(threads.sum())
    if people < 2:
        return None, None
    p = float(silent.sum()) / whole
    apart = silent[wrote] - p * threads[wrote]
    error = math.sqrt(float((apart**2).sum()) * people / (people - 1)) / whole
    return max(0.0, p - 1.96 * error), min(1.0, p + 1.96 * error)


MEASURE = Measure(
    name="broadcasts",
    topic=Topic.COMMAND,
    title=_lazy("Broadcasts without an answer"),
    definition=_lazy(
        "The share of threads begun by people with subordinates that nobody else answered within "
        "seven days. Only threads that are seven days old count: a younger one may be answered yet."
    ),
    formula=(
        _lazy("threads without an answer within 7 days"),
        _lazy("threads that are 7 days old"),
    ),
    numerator=_lazy("Those of the denominator without a reply by anybody else within seven days."),
    denominator=_lazy(
        "Posts, questions, announcements and praise of the 90 days, less the last seven, by people"
        " employed on the last day. Polls ask for votes, and are left out."
    ),
    unit=_lazy("Share, 0 to 1. No threads: undefined, not 0."),
    window_days=STRUCTURE_DAYS,
    population=_lazy(
        "People with subordinates, and the others, by the people list of the last day. Bots and"
        " what delegates wrote are left out."
    ),
    minimum_group=IN_TABLES,
    uncertainty=_lazy(
        "95 % interval: threads of one person are alike, so people are what varies, not threads."
    ),
    not_to_be_read_as=(
        _lazy("Nobody read it: a reaction is no answer, and reading is not counted."),
        _lazy("One leader’s figure: levels of few people are withheld."),
    ),
    source=_lazy("The posts and the people list."),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.SPOKEN,
)
