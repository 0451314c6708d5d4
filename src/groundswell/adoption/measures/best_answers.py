"""Best answers: of how many answered questions somebody says which answer it was."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.answered import ANSWERED, BY_WILSON, OF_WHOM, share_of_answered
from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures
from groundswell.adoption.measures.given import Questions
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, WHO_COUNTS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy


def count(questions: Questions) -> Figures:
    """The share of answered questions that have a best answer."""
    title = _lazy("With a best answer")
    return share_of_answered(questions, "best", title, lambda one: one.has_best)


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
        ANSWERED,
    ),
    numerator=_lazy(
        "Those of the denominator whose asker, or an owner of the group, marked an answer that "
        "still stands."
    ),
    denominator=OF_WHOM,
    unit=_lazy("Share, 0 to 1."),
    window_days=STRUCTURE_DAYS,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=BY_WILSON,
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
