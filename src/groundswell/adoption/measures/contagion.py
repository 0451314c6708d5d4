"""Whether people begin because their colleagues have: models, held against weeks not seen."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures, Unit, Value
from groundswell.adoption.measures.given import Begun
from groundswell.adoption.measures.measure import WHO_COUNTS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy

TOO_FEW = _lazy(
    "Nothing can be said yet: it needs 30 people who began in the last 26 weeks, and 30 before. It "
    "mends itself."
)


def count(begun: Begun) -> Figures:
    """How much better than a plain curve the two models foretell who begins."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    from groundswell.adoption.tipping.contagion import (  # noqa: PLC0415
        Colleagues,
        TooFewBegin,
        scored,
    )

    strata = {where: n for n, where in enumerate(sorted({one.where for one in begun.people}))}
    rows = [
        (one.began, one.first, one.last, strata[one.where], one.manager) for one in begun.people
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    try:
        threshold, cascade = scored(Colleagues(*columns), begun.weeks)
    except TooFewBegin:
        people = sum(one.began >= 0 for one in begun.people)
        return Figures(
            [Value(name="refused", title=TOO_FEW, unit=Unit.TIMES, value=None, people=people)]
        )
    people = threshold.people
    models = (
        ("threshold", _lazy("Threshold model, against a plain curve"), threshold),
        ("cascade", _lazy("Cascade model, against a plain curve"), cascade),
    )
    scores = [
        Value(
            name=name, title=title, unit=Unit.TIMES, value=model.times, low=model.low,
            high=model.high, people=people,
        )
        for name, title, model in models
    ]  # fmt: skip
    return Figures(
        [
            *scores,
            Value(
                name="share",
                title=_lazy("Threshold that fits best: share of one's colleagues who take part"),
                unit=Unit.SHARE,
                value=threshold.share,
                people=people,
            ),
            Value(
                name="factor",
                title=_lazy("How much likelier one is to begin beyond it"),
                unit=Unit.TIMES,
                value=threshold.factor,
                people=people,
            ),
        ]
    )


MEASURE = Measure(
    name="contagion",
    topic=Topic.SPREAD,
    title=_lazy("Do colleagues draw each other along?"),
    definition=_lazy(
        "Whether people begin because their colleagues have: two models foretell who begins in "
        "each of the last 26 weeks from the weeks before it; told is how much likelier than a "
        "plain curve they held those who then began."
    ),
    formula=(
        _lazy("likelihood of those who began, by the model, the geometric mean of 26 weeks"),
        _lazy("the same by a plain curve, which holds all of a function and level equally likely"),
    ),
    numerator=_lazy(
        "Threshold: one is likelier to begin once a share of one's colleagues has begun; the share "
        "is chosen among nine by the earlier weeks. Cascade: each colleague who began in the last "
        "4 weeks makes it likelier. Colleagues are those with the same manager, the manager, and "
        "one's own reports, as last known."
    ),
    denominator=_lazy(
        "Everybody of the same function and level who was there in that week and had not begun. So "
        "neither the pace of the whole nor that of a function can be taken for contagion."
    ),
    unit=_lazy("Times; 1 is no better than a plain curve."),
    window_days=182,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=_lazy(
        "95 % interval over the weeks that were held back. Where it reaches 1, the model is no "
        "better than a plain curve, and is called so."
    ),
    not_to_be_read_as=(
        _lazy("Proof: teams alike in something that is not known here begin together, too."),
        _lazy("A forecast of anybody: it says nothing of single people."),
    ),
    source=_lazy(
        "The contributions and the people list. Granovetter (1978), American Journal of Sociology "
        "83, 1420-1443; partial likelihood by Cox (1975), Biometrika 62, 269-276."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.BEGUN,
)
