"""What measures of answered questions count and say alike."""

from __future__ import annotations

from collections.abc import Callable

from groundswell.adoption.measures.figures import Figures
from groundswell.adoption.measures.given import Asked, Questions
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.rates import rate

ANSWERED = _lazy("questions of 90 days with an answer by somebody else")
OF_WHOM = _lazy(
    "Questions that people employed on the last day asked in the 90 days and that somebody else"
    " answered. Questions in conversations are not looked at."
)
BY_WILSON = _lazy(
    "95 % interval by Wilson: how far the share among other questions of this kind may lie off."
)


def share_of_answered(
    questions: Questions, name: str, title: str, counts: Callable[[Asked], bool]
) -> Figures:
    """Of the questions that somebody answered, the share that counts."""
    answered = [one for one in questions.asked if one.is_answered]
    askers = len({one.asker for one in answered})
    return Figures([rate(name, title, sum(map(counts, answered)), len(answered), askers)])
