"""Knowledge used again: answers that somebody came back to, as far as that leaves a trace."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.answered import ANSWERED, BY_WILSON, OF_WHOM, share_of_answered
from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures
from groundswell.adoption.measures.given import Questions
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, WHO_COUNTS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy


def count(questions: Questions) -> Figures:
    """The share of answered questions that were found again."""
    title = _lazy("Found again")
    return share_of_answered(questions, "again", title, lambda one: one.is_found_again)


MEASURE = Measure(
    name="reuse",
    topic=Topic.ANSWERS,
    title=_lazy("Answers found again"),
    definition=_lazy(
        "Of the questions that somebody answered, the share that a later thread leads to or that "
        "somebody else keeps as a bookmark. Who read an answer or opened it from search is not "
        "kept, and so is left out: the true share is higher."
    ),
    formula=(
        _lazy("answered questions of 90 days that were linked to or kept"),
        ANSWERED,
    ),
    numerator=_lazy(
        "Those of the denominator to which a post in a later thread links, or that somebody other "
        "than the asker bookmarked after the first answer, up to the last day."
    ),
    denominator=OF_WHOM,
    unit=_lazy("Share, 0 to 1."),
    window_days=STRUCTURE_DAYS,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=BY_WILSON,
    not_to_be_read_as=(
        _lazy("All use: reading alone leaves no trace here, on purpose."),
        _lazy("A trend over 90 days: young answers had less time to be found."),
    ),
    source=_lazy(
        "Links in posts and bookmarks; who keeps what is nowhere told. Wilson (1927), J. Am. Stat."
        " Ass. 22, 209-212."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.QUESTIONS,
)
