"""Personas: by what they give and receive, who engages, draws answers, answers, or tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from groundswell.adoption.measures.activation import QUARTER_DAYS
from groundswell.adoption.measures.figures import Figures, Unit, Value, share
from groundswell.adoption.measures.given import Habits
from groundswell.adoption.measures.measure import (
    NOTHING_SAMPLED,
    WHO_COUNTS,
    Measure,
    Needs,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.persona import Persona, persona

TITLES: Mapping[Persona, str] = {
    Persona.ENGAGER: _lazy("Engagers"),
    Persona.CATALYST: _lazy("Catalysts"),
    Persona.RESPONDER: _lazy("Responders"),
    Persona.BROADCASTER: _lazy("Broadcasters"),
    Persona.OBSERVER: _lazy("Observers"),
}


def count(habits: Habits) -> Figures:
    """How many of all employed are what."""
    found = Counter(persona(**asdict(one)) for one in habits.people)
    employed = len(habits.people)
    return Figures(
        [
            Value(
                name=str(each),
                title=title,
                unit=Unit.SHARE,
                value=share(found[each], employed),
                people=found[each],
                numerator=found[each],
                denominator=employed,
                counts_people=True,
                part_of="personas",
            )
            for each, title in TITLES.items()
        ]
    )


MEASURE = Measure(
    name="personas",
    topic=Topic.PARTICIPATION,
    title=_lazy("Personas"),
    definition=_lazy(
        "How many of all employed people, over 13 weeks, give and receive about as much, receive"
        " more, give more by replies, give more by posts, or give hardly anything."
    ),
    formula=(_lazy("people of the persona"), _lazy("people employed on the last day")),
    numerator=_lazy(
        "Given are posts, replies and reactions; received are replies and reactions of others."
        " Fewer than three given: observer. Otherwise, with x = log₂((received + 1) / (given +"
        " 1)): engager where |x| is at most log₂ 1.5, catalyst above it, below it responder where"
        " replies are as many as posts or more, else broadcaster."
    ),
    denominator=_lazy("Everybody employed on the last day: on the people list, started, not left."),
    unit=_lazy("Share, 0 to 1, shown as per cent. Nobody employed: undefined, not 0."),
    window_days=QUARTER_DAYS,
    population=WHO_COUNTS,
    minimum_group=_lazy(
        "Told for the whole organisation only, for quarters that never overlap. A persona of fewer"
        " people than the privacy threshold is withheld, and with it so many others that none can"
        " be worked out. Who is what is told to that person alone."
    ),
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("Character: it says what somebody did in 13 weeks, and changes with what they do."),
        _lazy("A ranking: a network needs all of them, and most people observe."),
    ),
    source=_lazy(
        "The activity log. The names are those of SWOOP Analytics, who do not publish from where on"
        " a difference counts; the factor of 1.5 is ours."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.HABITS,
)
