"""Own words: how much of what was said people published themselves, and not a delegate for them."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import Figures, Unit, Value, share
from groundswell.adoption.measures.given import Said
from groundswell.adoption.measures.measure import (
    NOTHING_SAMPLED,
    PARTICIPATION_DAYS,
    Measure,
    Needs,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy


def count(said: Said) -> Figures:
    """Posts and replies that their authors published themselves, of all."""
    # The rest was said for so many: few leaders have delegates, and the share would tell of them.
    people = min(said.authors, said.written_for) if said.written_for else said.authors
    return Figures(
        [
            Value(
                name="own_words",
                title=_lazy("Posts and replies in own words"),
                unit=Unit.SHARE,
                value=share(said.own, said.total),
                people=people,
                numerator=said.own,
                denominator=said.total,
            )
        ]
    )


MEASURE = Measure(
    name="own_words",
    topic=Topic.PARTICIPATION,
    title=_lazy("Own words"),
    definition=_lazy(
        "The share of posts and replies of 28 days that their authors published themselves; the"
        " rest a delegate published in their name."
    ),
    formula=(
        _lazy("posts and replies published by their authors in 28 days"),
        _lazy("all posts and replies of 28 days"),
    ),
    numerator=_lazy(
        "Those of the denominator whose author pressed the button. What an import brought counts as"
        " own, and so does what a delegate drafted and its author published."
    ),
    denominator=_lazy(
        "Posts and replies of people who are employed on the last day, in groups, on storylines and"
        " to the whole organisation; not private messages, not what was removed."
    ),
    unit=_lazy("Share, 0 to 1, shown as per cent. Nothing was said: undefined, not 0."),
    window_days=PARTICIPATION_DAYS,
    population=_lazy(
        "Bots are left out. What a delegate published counts here, and in no other figure."
    ),
    minimum_group=_lazy(
        "Told for the whole organisation only, and only where delegates wrote for nobody, or for at"
        " least as many people as the privacy threshold of the settings: the share would tell of"
        " those few. Of leaders who were told and did not object the share stands on their profile."
    ),
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("Honesty: a delegate publishes under both names, for all to see."),
        _lazy("Authorship: who wrote a draft that its author published is not known."),
    ),
    source=_lazy("Posts and replies themselves; the network notes who pressed the button."),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.SAID,
)
