"""Answers across functions: whether they come from where the question did not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures, Unit, Value, share
from groundswell.adoption.measures.given import Questions
from groundswell.adoption.measures.measure import (
    STRUCTURE_DAYS,
    WHO_COUNTS,
    Measure,
    Needs,
    Topic,
    Yardstick,
)
from groundswell.adoption.measures.measure import later as _lazy

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.boundary import Index

SEED = 1  # the same deals for the same answers


def count(questions: Questions) -> Figures:
    """The share of answers from another function, beside what chance would give."""
    function = {person: place[0] for person, place in questions.places.items() if place[0]}
    answers = [pair for pair in questions.answers if pair[0] in function and pair[1] in function]
    crossing = sum(function[one] != function[other] for one, other in answers)
    by_chance = _by_chance(answers, function) if answers else None
    middle = (1 + by_chance.chance_mean) / 2 if by_chance else None
    deviation = 1.96 * by_chance.chance_sd / 2 if by_chance else 0.0
    return Figures(
        [
            Value(
                name="across",
                title=_lazy("Answers from another function"),
                unit=Unit.SHARE,
                value=share(crossing, len(answers)),
                numerator=crossing,
                denominator=len(answers),
                people=len({person for pair in answers for person in pair}),
                chance=middle,
                low=None if middle is None else middle - deviation,
                high=None if middle is None else middle + deviation,
            )
        ]
    )


def _by_chance(answers: list[tuple[int, int]], function: dict[int, str]) -> Index:
    import numpy as np  # noqa: PLC0415 - the pages do without

    from groundswell.adoption.measures.structure.arcs import arcs_of  # noqa: PLC0415
    from groundswell.adoption.measures.structure.boundary import ei_indices  # noqa: PLC0415

    people = sorted({person for pair in answers for person in pair})
    place = {person: number for number, person in enumerate(people)}
    names = {name: number for number, name in enumerate(sorted({*function.values()}))}
    rows = np.array([[place[one], place[other]] for one, other in answers], dtype=np.int64).T
    arcs = arcs_of(len(people), rows[0], rows[1], np.ones(len(answers)))
    group = np.array([names[function[person]] for person in people], dtype=np.int64)
    return ei_indices(arcs.pairs, group, np.random.default_rng(SEED)).volume


MEASURE = Measure(
    name="answered_across",
    topic=Topic.ANSWERS,
    title=_lazy("Answers across functions"),
    definition=_lazy(
        "The share of answers that come from another function than the question, beside what chance"
        " would give."
    ),
    formula=(
        _lazy("answers by somebody of another function than the asker's"),
        _lazy("answers by somebody else"),
    ),
    numerator=_lazy(
        "Those of the denominator in which the two stand in different functions on the last day."
    ),
    denominator=_lazy(
        "People who answered a question of the 90 days, once for each question, where both are "
        "employed and have a function on the last day."
    ),
    unit=_lazy("Share, 0 to 1."),
    window_days=STRUCTURE_DAYS,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=_lazy(
        "Everybody is counted, nothing is sampled. Beside the share stands what chance would give: "
        "the functions dealt anew to the people who asked or answered 1,000 times, the mean and the"
        " range in which 95 % lie."
    ),
    not_to_be_read_as=(
        _lazy(
            "Openness by itself: in an organisation of many functions chance alone crosses most of"
            " them."
        ),
        _lazy("Help: the first answer may be wrong; the best answer is marked by the asker."),
    ),
    source=_lazy(
        "The posts themselves; chance as for the E-I index. Krackhardt & Stern (1988), Social "
        "Psychology Quarterly 51(2), 123-140."
    ),
    since=date(2026, 11, 26),
    count=count,
    yardstick=Yardstick.CHANCE,
    needs=Needs.QUESTIONS,
)
