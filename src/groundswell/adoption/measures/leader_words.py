"""Leaders' own words: how much of what stands under their names they wrote themselves."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import Figures, Unit, Value, share
from groundswell.adoption.measures.leader_answers import ANALYSTS_SEE, ONLY_THE_ROSTER
from groundswell.adoption.measures.led import LED, LeadersWords
from groundswell.adoption.measures.measure import (
    NOTHING_SAMPLED,
    WHO_COUNTS,
    Measure,
    Needs,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy

PRESENCE_WEEKS = 13


def count(rows: LeadersWords) -> Figures:
    """Posts and replies of one's own, of all under the leaders' names; by leader and week."""
    own = [[0] * PRESENCE_WEEKS for _ in rows.leaders]
    delegated = [[0] * PRESENCE_WEEKS for _ in rows.leaders]
    for leader, week, is_delegated in rows.said:
        (delegated if is_delegated else own)[leader][week] += 1
    of_their_own = sum(map(sum, own))
    value = Value(
        name="own",
        title=_lazy("Own words, of own and delegated ones"),
        unit=Unit.SHARE,
        value=share(of_their_own, len(rows.said)),
        numerator=of_their_own,
        denominator=len(rows.said),
        people=rows.employed if rows.leaders else 0,
    )
    each = [[leader, *own[place], *delegated[place]] for place, leader in enumerate(rows.leaders)]
    return Figures([value], {LED: each})


MEASURE = Measure(
    name="leader_words",
    topic=Topic.LEADERSHIP,
    title=_lazy("Leaders’ own words"),
    definition=_lazy(
        "Of the posts and replies of 13 weeks under the names of leaders who show their figures,"
        " the share that they published themselves."
    ),
    formula=(
        _lazy("posts and replies that these leaders published themselves in 13 weeks"),
        _lazy("posts and replies under their names in 13 weeks"),
    ),
    numerator=_lazy(
        "Those of the denominator that no delegate published. What a delegate drafted and the"
        " leader published, and what an import brought, counts as own."
    ),
    denominator=_lazy("Posts and replies that still stand, private messages left out."),
    unit=_lazy("Share, 0 to 1, shown as per cent. Nothing said: undefined, not 0."),
    window_days=7 * PRESENCE_WEEKS,
    population=WHO_COUNTS,
    minimum_group=ONLY_THE_ROSTER,
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("Honesty: whoever pressed the button, the words may be an office’s."),
    ),
    source=_lazy("The posts. The same share of each leader who was told stands on their page."),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.LEADERS_WORDS,
    seen_by=ANALYSTS_SEE,
)
