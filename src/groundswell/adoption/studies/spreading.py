"""By which model something would spread over the ties of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from groundswell.adoption.measures.replies import WEEK, seconds_to_reply
from groundswell.adoption.studies.section import Refusal
from groundswell.adoption.studies.ties import Ties

if TYPE_CHECKING:
    from groundswell.adoption.tipping.model import Model

WEIGHTED, REPLIES, THRESHOLD = "weighted-cascade", "replies", "linear-threshold"
MODELS = {
    WEIGHTED: (
        "independent cascade: whoever is moved passes it on to each whom they turned to, once,"
        " with a chance of 1 / (people who turned to that one)"
    ),
    REPLIES: (
        "independent cascade: the chance of passing on is how likely the other replies within 7"
        " days, learned from all messages and drawn towards the rate of all where there were few"
    ),
    THRESHOLD: (
        "linear threshold: each is moved once the share of what comes to them that comes from"
        " people who are moved passes a threshold of their own, drawn anew each time"
    ),
}
NO_TIMES = Refusal("Replies are known from times: give the ties a column 'at', or another --model.")


def model_of(ties: Ties, name: str) -> Model | Refusal:
    """The model of that name, or why there is none."""
    from groundswell.adoption.tipping import model  # noqa: PLC0415 - brings Numba

    arcs = ties.arcs
    if name == THRESHOLD:
        weights = model.shared_weights(ties.people, arcs.target, arcs.weight)
        return model.linear_threshold(ties.people, arcs.source, arcs.target, weights)
    if name == WEIGHTED:
        return model.weighted_cascade(ties.people, arcs.source, arcs.target)
    return NO_TIMES if ties.at is None else _by_replies(ties, ties.at)


def _by_replies(ties: Ties, at: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Model:
    from groundswell.adoption.tipping import model, replies  # noqa: PLC0415

    arc, place = np.unique(ties.source * ties.people + ties.target, return_inverse=True)
    answered = seconds_to_reply(ties.source, ties.target, at) <= WEEK
    tried, came = np.bincount(place), np.bincount(place, answered)
    chances = replies.shrunken(tried.astype(float), came)
    return model.cascade(ties.people, arc // ties.people, arc % ties.people, chances)
