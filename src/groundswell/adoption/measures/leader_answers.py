"""Leaders' answers: how many answer what they are asked, and how soon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from groundswell.adoption.measures.figures import Figures, Unit, Value, share
from groundswell.adoption.measures.led import LED, AskedLeaders
from groundswell.adoption.measures.measure import (
    STRUCTURE_DAYS,
    WHO_COUNTS,
    Measure,
    Needs,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.waits import band_of, half_within

if TYPE_CHECKING:
    from groundswell.adoption.measures.survival import Band

ONLY_THE_ROSTER = _lazy(
    "Only leaders who were told and agreed to show their figures. Of any other leader nothing is in"
    " it: a figure of all of them, less those shown, would give the others away. What they wrote,"
    " what they were asked, and who turned to whom, before the four weeks in which they agreed is"
    " left out."
)

ANALYSTS_SEE = _lazy("Analysts, to whom leaders agreed to be shown, and nobody else.")


def count(rows: AskedLeaders) -> Figures:
    """Leaders who answered somebody; questions that they answered; how long one waits."""
    answering = {leader for leader, _, _, is_answered in rows.asked if is_answered}
    answered = sum(is_answered for *_, is_answered in rows.asked)
    askers = len({asker for _, asker, *_ in rows.asked})
    found = _band(rows.asked)
    values = [
        Value(
            name="answering",
            title=_lazy("Leaders who answered somebody"),
            unit=Unit.SHARE,
            value=share(len(answering), len(rows.leaders)),
            numerator=len(answering),
            denominator=len(rows.leaders),
            people=rows.employed,
        ),
        Value(
            name="answered",
            title=_lazy("Questions to leaders, answered by them"),
            unit=Unit.SHARE,
            value=share(answered, len(rows.asked)),
            numerator=answered,
            denominator=len(rows.asked),
            people=askers,
        ),
        half_within(found, askers, asked=len(rows.asked), answered=answered),
    ]
    each = [_of_one(rows, place) for place in range(len(rows.leaders))]
    return Figures(values, {LED: each})


def _of_one(rows: AskedLeaders, place: int) -> list[Any]:
    own = [asked for asked in rows.asked if asked[0] == place]
    found = _band(own)
    half = found.half()[0] if found else None
    return [rows.leaders[place], len(own), sum(is_answered for *_, is_answered in own), half]


def _band(asked: Sequence[tuple[int, int, float, bool]]) -> Band | None:
    return band_of([(waited, is_answered) for _, _, waited, is_answered in asked])


MEASURE = Measure(
    name="leader_answers",
    topic=Topic.LEADERSHIP,
    title=_lazy("Leaders’ answers"),
    definition=_lazy(
        "How many of the leaders who show their figures answered a question put to them in 90 days,"
        " how many of these questions they answered, and how long one waits, in working hours."
    ),
    formula=(
        _lazy("questions to these leaders that the leader asked answered"),
        _lazy("questions to these leaders in 90 days"),
    ),
    numerator=_lazy(
        "Questions under which the leader wrote something themselves, up to the last day. What a"
        " delegate wrote in their name, and what others answered, does not count."
    ),
    denominator=_lazy(
        "Questions in groups, on storylines or to the whole organisation in which somebody else"
        " names the leader, and that still stand. One that names two leaders counts for each."
    ),
    unit=_lazy(
        "Shares 0 to 1; hours within the working days and hours of the settings, wherever the"
        " leader works."
    ),
    window_days=STRUCTURE_DAYS,
    population=WHO_COUNTS,
    minimum_group=ONLY_THE_ROSTER,
    uncertainty=_lazy(
        "95 % interval of the Kaplan-Meier median: what is not yet answered is censored, not left"
        " out."
    ),
    not_to_be_read_as=(
        _lazy("Service by all who lead: those who agreed to be shown may be the keenest."),
        _lazy("A rule that leaders answer everything: an expert’s answer may be the better one."),
    ),
    source=_lazy(
        "The posts and their mentions. Kaplan & Meier (1958), J. Am. Stat. Ass. 53, 457-481; the"
        " interval by Brookmeyer & Crowley (1982), Biometrics 38, 29-41."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.ASKED_LEADERS,
    seen_by=ANALYSTS_SEE,
)
