"""What the measures of who turned to whom say alike of themselves."""

from __future__ import annotations

from groundswell.adoption.measures.measure import later as _lazy

SEED = 1  # the same deals for the same talk
PAIRS = _lazy(
    "People who are employed, and have a function, on the last of the 90 days. They turn to each "
    "other by replies, mentions, praise, reactions and best answers. Bots and what delegates wrote "
    "are left out."
)
IN_TABLES = _lazy(
    "Told for the whole organisation and for groups in which at least as many people as the privacy"
    " threshold (10, never under 5) take part; counts of 1 to 4 people read “1–4”. A cell that"
    " fewer people stand behind on either side is withheld, others where they would give it away."
)
DEALT = _lazy(
    "Everybody is counted, nothing is sampled. Beside it stands chance: who stands where is dealt"
    " anew to the same people 500 times (of very much talk 100 times)."
)
THE_INTERACTIONS = _lazy("The interactions and the people list.")
