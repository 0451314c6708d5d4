"""Whether leaders take part, and whether what managers say is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.adoption.measures import leadership
from groundswell.adoption.measures.replies import WEEK, seconds_to_reply
from groundswell.adoption.measures.structure.hierarchy import Line as ReportingLine
from groundswell.adoption.measures.structure.hierarchy import line_of
from groundswell.adoption.measures.structure.reciprocity import two_way
from groundswell.adoption.studies.numerals import count, share
from groundswell.adoption.studies.section import Choices, Line, Refusal, Section
from groundswell.adoption.studies.sections.hierarchy import NO_LINE
from groundswell.adoption.studies.ties import NOBODY, Ties


@dataclass(frozen=True, slots=True)
class Leadership:
    """Counts of leaders and of those they reach; shares are None where nobody is counted."""

    leaders: int
    leaders_who_write: int
    others: int
    others_reached: int
    reach: float | None
    reach_by_chance: float
    unanswered_of_managers: float | None
    unanswered_of_others: float | None


def measure(ties: Ties, choices: Choices) -> Leadership | Refusal:
    """Leaders are the head of the line and the head's direct reports."""
    if ties.manager is None or not (ties.manager != NOBODY).any():
        return NO_LINE
    line = line_of(ties.manager)
    leaders = int(leadership.leaders(line).sum())
    others = int(line.is_inside.sum()) - leaders
    mutual = two_way(ties.arcs)
    reached = leadership.reached(mutual, line)
    of_managers, of_others = _unanswered(ties, line)
    return Leadership(
        leaders=leaders,
        leaders_who_write=leadership.who_write(ties.arcs, line),
        others=others,
        others_reached=reached,
        reach=reached / others if others else None,
        reach_by_chance=leadership.reach_by_chance(mutual, line),
        unanswered_of_managers=of_managers,
        unanswered_of_others=of_others,
    )


def _unanswered(ties: Ties, line: ReportingLine) -> tuple[float | None, float | None]:
    if ties.at is None:
        return None, None
    waited = seconds_to_reply(ties.source, ties.target, ties.at)
    # Whoever turned to somebody in the last seven days may hear of them yet.
    old = ties.at.max() - ties.at >= WEEK
    found = leadership.broadcasts(ties.source[old], ties.target[old], waited[old], WEEK, line)
    return found.of_managers, found.of_others


def page(figures: Leadership) -> Sequence[Line | str]:
    """Lines of the page."""
    lines = [
        Line(
            "Leaders who write",
            f"{figures.leaders_who_write} of {figures.leaders}",
            key="leaders_who_write",
        ),
        Line(
            "Others with a two-way tie to a leader",
            f"{count(figures.others_reached)} of {count(figures.others)}",
            ""
            if figures.reach is None
            else f"{share(figures.reach)}, by chance {share(figures.reach_by_chance)}",
            "reach",
        ),
    ]
    if figures.unanswered_of_managers is None:
        return lines
    beside = figures.unanswered_of_others
    return [
        *lines,
        Line(
            "Unanswered, of what managers say",
            share(figures.unanswered_of_managers),
            "" if beside is None else f"of others {share(beside)}",
            "unanswered_of_managers",
        ),
    ]


SECTION = Section(
    name="leadership",
    title="Do leaders take part?",
    measure=measure,
    page=page,
    definition={
        "leaders": "The head of the line and the head's direct reports.",
        "leaders_who_write": "Those of them who turned to anybody of the line at least once.",
        "others": "Everybody else of the line.",
        "others_reached": "Those of them who have a two-way tie to any leader.",
        "reach": (
            "Others who have a two-way tie to any leader, of all others. By chance: the same of as"
            " many people of the line, whoever they are."
        ),
        "reach_by_chance": (
            "The share that as many people as there are leaders would reach on average, if they"
            " were anybody of the line."
        ),
        "unanswered_of_managers": (
            "Rows inside the line by people with direct reports after which the addressee did not"
            " turn back within seven days, of all such rows; null where there are no times. Rows of"
            " the last seven days of the log do not count: their answer may be still to come."
        ),
        "unanswered_of_others": "The same of people without direct reports.",
    },
)
