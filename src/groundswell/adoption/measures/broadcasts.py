"""Broadcasts: what people with reports begin, and nobody answers within seven days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import Cell, Figures, Rule, Table, Unit, Value, share
from groundswell.adoption.measures.given import Spoken
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, Change, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.rates import Z, wilson
from groundswell.adoption.measures.structural import IN_TABLES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from groundswell.adoption.measures.structure.arcs import Ints

LEAST_FREEDOM = 2.0  # of Student's t, which is not told apart below


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

    Wilson's, of as many threads as would say as much if each were of another person. How far
    people differ is that of a ratio of two sums, less by what each bends it to themselves, and is
    known the less the more a few write. None of fewer than two people.

    Sources: Cochran (1977), Sampling Techniques, 6; Korn & Graubard (1998), Survey Methodology 24,
    193-201; Dean & Pagano (2015), Journal of Survey Statistics and Methodology 3, 484-503, who
    advise it for few people.
    """
    from groundswell.adoption.forecast.quantiles import student_t  # noqa: PLC0415

    wrote, whole = threads[threads > 0], int(threads.sum())
    if len(wrote) < 2:
        return None, None
    p = float(silent.sum()) / whole
    if not 0 < p < 1:
        return wilson(p * whole, whole)
    # As many people of one number of threads each would say as much of how far they differ.
    people = whole**2 / float((wrote**2).sum())
    surer = (student_t(0.975, max(people - 1, LEAST_FREEDOM)) / Z) ** 2
    apart = (silent[threads > 0] - p * wrote) ** 2 / (1 - wrote / whole)
    alike = max(1.0, surer * float(apart.sum()) / (whole * p * (1 - p)))
    return wilson(p * whole / alike, whole / alike)


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
        "95 % interval: threads of one person are alike, so people are what varies, not threads"
        " (Wilson’s, of as many threads as would say as much if each were of another person)."
    ),
    not_to_be_read_as=(
        _lazy("Nobody read it: a reaction is no answer, and reading is not counted."),
        _lazy("One leader’s figure: levels of few people are withheld."),
    ),
    source=_lazy(
        "The posts and the people list. Dean & Pagano (2015), Journal of Survey Statistics and"
        " Methodology 3, 484-503."
    ),
    since=date(2026, 11, 26),
    changes=(
        Change(
            date(2026, 11, 27),
            _lazy("The interval is Wilson’s, which holds where few people write, too."),
        ),
    ),
    count=count,
    needs=Needs.SPOKEN,
)
