"""Answers: how many questions get one, and how long that takes."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures, Questions, Unit, Value, share
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, WHO_COUNTS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy


def count(questions: Questions) -> Figures:
    """The share that somebody else answered, and the median time to the first answer."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    from groundswell.adoption.measures.survival import band  # noqa: PLC0415

    hours = np.array([waited for waited, _ in questions.waited], dtype=np.float64)
    ended = np.array([has_ended for _, has_ended in questions.waited], dtype=np.int64)
    found = band(hours, ended) if ended.any() else None
    half, low, high = found.half() if found else (None, None, None)
    values = [
        Value(
            name="median",
            title=_lazy("Half are answered within"),
            unit=Unit.HOURS,
            value=half,
            low=low,
            high=high,
            people=questions.askers,
        ),
        Value(
            name="answered",
            title=_lazy("Answered so far"),
            unit=Unit.SHARE,
            value=share(int(ended.sum()), len(ended)),
            numerator=int(ended.sum()),
            denominator=len(ended),
            people=questions.askers,
        ),
    ]
    if found is None:
        return Figures(values)
    columns = (found.curve.times, found.curve.still, found.low, found.high)
    return Figures(values, {"waiting": np.column_stack(columns).tolist()})


MEASURE = Measure(
    name="response",
    topic=Topic.ANSWERS,
    title=_lazy("Answers"),
    definition=_lazy(
        "How long a question waits for its first answer by somebody else, in working hours, and "
        "how many have one."
    ),
    formula=(
        _lazy("questions of 90 days with an answer by somebody else"),
        _lazy("questions of 90 days"),
    ),
    numerator=_lazy(
        "Questions in groups, on storylines or to the whole organisation that somebody other than "
        "the asker answered, up to the last day; an answer that was removed does not count."
    ),
    denominator=_lazy(
        "Questions that people employed on the last day asked in the 90 days and that still stand."
    ),
    unit=_lazy(
        "Hours within the working days and hours of the settings; a question outside them begins "
        "to wait with the next. Shares 0 to 1."
    ),
    window_days=STRUCTURE_DAYS,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=_lazy(
        "95 % interval of the Kaplan-Meier median: what is not yet answered is censored, not left "
        "out. It says how far the median of other questions of this kind may lie off."
    ),
    not_to_be_read_as=(
        _lazy("Help: the first answer may be wrong; the best answer is marked by the asker."),
        _lazy(
            "The mean of what was answered, which is shorter because it leaves the unanswered out."
        ),
    ),
    source=_lazy(
        "The posts themselves. Kaplan & Meier (1958); Brookmeyer & Crowley (1982). Yardstick: "
        "public Slack channels, 59 to 66 % answered by somebody else."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.QUESTIONS,
)
