"""The funnel: how far everybody employed has come, from an account to answering somebody."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import Figures, Unit, Value, share
from groundswell.adoption.measures.given import Steps
from groundswell.adoption.measures.measure import (
    NOTHING_SAMPLED,
    PARTICIPATION_DAYS,
    WHO_COUNTS,
    Change,
    Measure,
    Needs,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy

STEPS = (
    ("joined", _lazy("Opened their account")),
    ("here", _lazy("Were here in 28 days")),
    ("took_part", _lazy("Took part in 28 days")),
    ("wrote", _lazy("Posted or replied")),
    ("answered", _lazy("Answered somebody")),
)
READING = frozenset({"joined", "here"})


def count(steps: Steps) -> Figures:
    """How many have come to each step, of all employed; each counts people of the one before.

    Where nobody was noted to be here (all of it came by an import), the steps before taking part
    are left out: they are unknown, not nobody.
    """
    return Figures(
        [
            Value(
                name=name,
                title=title,
                unit=Unit.SHARE,
                value=share(getattr(steps, name), steps.employed),
                people=steps.employed,
                numerator=getattr(steps, name),
                denominator=steps.employed,
                counts_people=True,
            )
            for name, title in STEPS
            if steps.is_reading_known or name not in READING
        ]
    )


MEASURE = Measure(
    name="funnel",
    topic=Topic.REACH,
    title=_lazy("From employed to answering"),
    definition=_lazy(
        "How many of all employed people opened their account, were here in 28 days, took part in"
        " them, posted or replied in them, and answered somebody in them."
    ),
    formula=(
        _lazy("people who have come to the step"),
        _lazy("people employed on the last day"),
    ),
    numerator=_lazy(
        "Each step counts people of the step before it. An account is open since its first sign-in."
        " Here is who opened any page or app on one of the days, or took part; whoever takes part"
        " has an account. Taking part is what it is in reach. Answering somebody is a reply of"
        " one’s own to what somebody else, and no bot, wrote, in whosever thread."
    ),
    denominator=_lazy("Everybody employed on the last day: on the people list, started, not left."),
    unit=_lazy("Share, 0 to 1, shown as per cent. Nobody employed: undefined, not 0."),
    window_days=PARTICIPATION_DAYS,
    population=WHO_COUNTS,
    minimum_group=_lazy(
        "Told for the whole organisation only, for periods of four weeks that never overlap, and"
        " only where in each of the last five weeks at least as many people took part as the"
        " privacy threshold of the settings; taking part is told wherever reach tells it of"
        " everybody, for it is the same number. A step of 1 to 4 people is withheld, and so is one"
        " that 1 to 4 people of the step before it did not come to."
    ),
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("A path that everybody should walk: who reads and says nothing may gain as much."),
        _lazy(
            "Who read what: of reading a mark for a person and day is kept, that they were here,"
            " and dropped with the other rows about single people. No post is noted."
        ),
    ),
    source=_lazy(
        "The people list, the marks of days, the activity log. What an import brought has no marks:"
        " for weeks of which none are kept, the first two steps are left out."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.STEPS,
    changes=(
        Change(
            date(2026, 11, 26),
            _lazy(
                "Words put right, nothing counted otherwise: whoever replies to somebody in their"
                " own thread answers somebody, too."
            ),
        ),
        Change(
            date(2026, 11, 26),
            _lazy(
                "Nothing counted otherwise: taking part is told also after a quiet week, where"
                " reach tells the same number."
            ),
        ),
    ),
    nested=tuple(name for name, _ in STEPS),
)
