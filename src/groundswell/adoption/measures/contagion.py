"""Whether people begin because their colleagues have: models, held against weeks not seen."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures, Unit, Value
from groundswell.adoption.measures.given import Begun
from groundswell.adoption.measures.measure import WHO_COUNTS, Change, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy

BEYOND_CHANCE = 20.0  # of evidence: by chance in at most one of so many organisations
TOO_FEW = _lazy(
    "Nothing can be said yet: it needs 60 people who began, 30 to learn from and 30 to be foretold."
    " It mends itself."
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
        found = scored(Colleagues(*columns), begun.weeks)
    except TooFewBegin:
        people = sum(one.began >= 0 for one in begun.people)
        return Figures(
            [Value(name="refused", title=TOO_FEW, unit=Unit.TIMES, value=None, people=people)]
        )
    (factor, low, high), people = found.factor, found.people
    threshold, cascade = found.threshold, found.cascade
    models = (
        ("threshold", _lazy("Threshold model, against a plain curve"), threshold.times),
        ("cascade", _lazy("Cascade model, against a plain curve"), cascade.times),
        (
            "evidence",
            _lazy("Threshold model, of all together; by chance at most 1 in 20 reach 20"),
            threshold.evidence,
        ),
        ("cascade_evidence", _lazy("Cascade model, of all together"), cascade.evidence),
    )
    scores = [
        Value(name=name, title=title, unit=Unit.TIMES, value=times, people=people)
        for name, title, times in models
    ]
    return Figures(
        [
            *scores,
            Value(
                name="share",
                title=_lazy("Threshold that fits best: share of one's colleagues who take part"),
                unit=Unit.SHARE,
                value=found.share,
                people=people,
            ),
            Value(
                name="factor",
                title=_lazy("How much likelier one is to begin beyond it"),
                unit=Unit.TIMES,
                value=factor,
                low=low,
                high=high,
                people=people,
            ),
        ]
    )


MEASURE = Measure(
    name="contagion",
    topic=Topic.SPREAD,
    title=_lazy("Do colleagues draw each other along?"),
    definition=_lazy(
        "Whether people begin because their colleagues have: two models foretell who begins in each"
        " week from the weeks before it; told is how much likelier than a plain curve they held "
        "those who then began, each and all together."
    ),
    formula=(
        _lazy("likelihood of those who began, by the model, each week foretold from those before"),
        _lazy("the same by a plain curve, which holds all of a function, site and level alike"),
    ),
    numerator=_lazy(
        "Threshold: one is likelier to begin once a share of one's colleagues has begun; nine "
        "shares are tried, and each weighs by how well it foretold the weeks before. Cascade: each "
        "colleague who began in the last 4 weeks makes it likelier. Colleagues are those with the "
        "same manager, the manager, and one's own reports, as last known. Foretold are all weeks "
        "after the first 30 people had begun."
    ),
    denominator=_lazy(
        "Everybody of the same function, site and level who was there in that week and had not "
        "begun. So neither the pace of the whole nor that of a function or a site can be taken for "
        "contagion."
    ),
    without_denominator=_lazy(
        "How many people began is told in tens alone (how adoption spreads), so that no two "
        "periods are tied together; it does not stand here as well."
    ),
    unit=_lazy("Times; 1 is no better than a plain curve."),
    window_days=7,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=_lazy(
        "Were all equally likely, what the model held those who began to be, all together, would "
        "ever reach 20 times the plain curve in at most 1 of 20 organisations, however often one "
        "looks; only from there on contagion is said to be found. Of how much likelier one is to "
        "begin a 95 % interval by profile likelihood, which allows for people who differ in "
        "readiness, a little or many times."
    ),
    not_to_be_read_as=(
        _lazy("Proof: teams alike in something that is not known here begin together, too."),
        _lazy("A forecast of anybody: it says nothing of single people."),
    ),
    source=_lazy(
        "The contributions and the people list. Granovetter (1978), American Journal of Sociology "
        "83, 1420-1443; partial likelihood by Cox (1975), Biometrika 62, 269-276; judged by what "
        "was foretold by Dawid (1984), J. R. Stat. Soc. A 147, 278-292; Ville (1939). Readiness "
        "that differs: Vaupel, Manton & Stallard (1979), Demography 16, 439-454; Hougaard (1986), "
        "Biometrika 73, 387-396; McGilchrist & Aisbett (1991), Biometrics 47, 461-466."
    ),
    since=date(2026, 11, 26),
    changes=(
        Change(
            date(2026, 11, 26),
            _lazy("How much likelier one is to begin allows for people who differ in readiness."),
        ),
        Change(
            date(2026, 11, 27),
            _lazy("It is told where a few are many times readier than others, too."),
        ),
    ),
    count=count,
    needs=Needs.BEGUN,
)
