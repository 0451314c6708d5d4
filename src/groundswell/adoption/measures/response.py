"""Answers: how many questions get one, and how long that takes."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures
from groundswell.adoption.measures.given import Questions
from groundswell.adoption.measures.measure import (
    STRUCTURE_DAYS,
    WHO_COUNTS,
    Change,
    Measure,
    Needs,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.rates import rate
from groundswell.adoption.measures.waits import at_steps, band_of, half_within

WEEK = 7.0  # days


def count(questions: Questions) -> Figures:
    """The median time to the first answer, and the shares answered within a week and so far."""
    found = band_of([(one.waited, one.is_answered) for one in questions.asked])
    # Those of the last days are judged when their week is over, answered or not.
    old = [one for one in questions.asked if one.age >= WEEK]
    soon = sum(one.is_answered and one.days < WEEK for one in old)
    answered = sum(one.is_answered for one in questions.asked)
    values = [
        half_within(found, questions.askers, asked=len(questions.asked), answered=answered),
        rate(
            "within_a_week",
            _lazy("Answered within 7 days"),
            soon,
            len(old),
            len({one.asker for one in old}),
        ),
        rate(
            "answered", _lazy("Answered so far"), answered, len(questions.asked), questions.askers
        ),
    ]
    if found is None:
        return Figures(values)
    return Figures(values, {"waiting": at_steps(found.rows())})


MEASURE = Measure(
    name="response",
    topic=Topic.ANSWERS,
    title=_lazy("Answers"),
    definition=_lazy(
        "How long a question waits for its first answer by somebody else, in the working hours of "
        "the site where it was asked, and how many have one after 7 days and so far."
    ),
    formula=(
        _lazy("questions of 90 days with an answer by somebody else"),
        _lazy("questions of 90 days"),
    ),
    numerator=_lazy(
        "Questions in groups, on storylines or to the whole organisation that somebody other than "
        "the asker, and no bot, answered, up to the last day; an answer that was removed does not"
        " count. What a delegate answered ends the wait."
    ),
    denominator=_lazy(
        "Questions that people employed on the last day asked in the 90 days and that still stand."
    ),
    unit=_lazy(
        "Hours within the working days and hours of the asker's site, without its holidays, as the "
        "settings say; a question outside them begins to wait with the next. Shares 0 to 1; the 7 "
        "days are days of the calendar, and questions younger than that are not judged yet."
    ),
    window_days=STRUCTURE_DAYS,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=_lazy(
        "95 % interval of the Kaplan-Meier median: what is not yet answered is censored, not left "
        "out. Of shares the interval by Wilson. Both say how far other questions of this kind may "
        "lie off, were they asked and answered apart from each other."
    ),
    not_to_be_read_as=(
        _lazy("Help: the first answer may be wrong; the best answer is marked by the asker."),
        _lazy(
            "The mean of what was answered, which is shorter because it leaves the unanswered out."
        ),
    ),
    source=_lazy(
        "The posts themselves. Kaplan & Meier (1958); Brookmeyer & Crowley (1982); Wilson (1927)."
        " Yardstick: public Slack channels, 59 to 66 % answered by somebody else."
    ),
    since=date(2026, 11, 26),
    changes=(
        Change(
            date(2026, 11, 27),
            _lazy("The band of the curve reaches on where all have an answer."),
        ),
    ),
    count=count,
    needs=Needs.QUESTIONS,
)
