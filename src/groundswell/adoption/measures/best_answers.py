"""Best answers: of how many answered questions somebody says which answer it was."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures, Questions
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, WHO_COUNTS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.rates import rate


def count(questions: Questions) -> Figures:
    """The share of answered questions that have a best answer."""
    answered = [one for one in questions.asked if one.is_answered]
    best = sum(one.has_best for one in answered)
    askers = len({one.asker for one in answered})
    return Figures([rate("best", _lazy("With a best answer"), best, len(answered), askers)])


MEASURE = Measure(
    name="best_answers",
    topic=Topic.ANSWERS,
    title=_lazy("Best answers"),
    definition=_lazy(
        "Of the questions that somebody answered, the share in which an answer is marked as the "
        "best."
    ),
    formula=(
        _lazy("answered questions of 90 days with a best answer"),
        _lazy("questions of 90 days with an answer by somebody else"),
    ),
    numerator=_lazy(
        "Those of the denominator whose asker, or an owner of the group, marked an answer that "
        "still stands."
    ),
    denominator=_lazy(
        "Questions that people employed on the last day asked in the 90 days and that somebody else"
        " answered. Questions in conversations are not looked at."
    ),
    unit=_lazy("Share, 0 to 1."),
    window_days=STRUCTURE_DAYS,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=_lazy(
        "95 % interval by Wilson: how far the share among other questions of this kind may lie off."
    ),
    not_to_be_read_as=(
        _lazy("Quality: who was helped may forget to say so."),
        _lazy(
            "A judgment on imported questions: most sources know no best answer, so none has one."
        ),
    ),
    source=_lazy("The posts themselves. Wilson (1927), J. Am. Stat. Ass. 22, 209-212."),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.QUESTIONS,
)
