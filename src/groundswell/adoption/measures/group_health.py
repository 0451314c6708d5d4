"""Health of a group: whether its members take part, and whether who asks or is new is answered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from groundswell.adoption.measures.figures import Figures, Unit, Value
from groundswell.adoption.measures.measure import PARTICIPATION_DAYS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.waits import band_of, half_within

FEW = 4  # what is counted so seldom is not told closer


@dataclass(frozen=True, slots=True)
class Begun:
    """A thread: what it is, and how many working hours it waited for an answer, or waits still."""

    is_question: bool
    is_first: bool
    is_answered: bool
    waited: float


@dataclass(frozen=True, slots=True)
class Talk:
    """What happened in a group: its members, the posts of each who took part, the threads."""

    members: int
    posts: Sequence[int]
    begun: Sequence[Begun]


def count(talk: Talk) -> Figures:
    """Who took part, what was answered and how soon, how much the most active tenth wrote."""
    active = len(talk.posts)
    questions = [one for one in talk.begun if one.is_question]
    first = [one for one in talk.begun if one.is_first]
    return Figures(
        [
            Value(
                name="took_part",
                title=_lazy("Members who took part"),
                unit=Unit.SHARE,
                value=active / talk.members if talk.members else None,
                numerator=active,
                denominator=talk.members,
                people=active,
                counts_people=True,
            ),
            _answered("answered", _lazy("Questions answered"), questions, active),
            _median(questions, active),
            _answered("first_posts", _lazy("First posts answered"), first, active),
            _busiest(sorted((posts for posts in talk.posts if posts), reverse=True)),
        ]
    )


def _answered(name: str, title: str, begun: Sequence[Begun], active: int) -> Value:
    answered, of = sum(one.is_answered for one in begun), len(begun)
    is_few = 1 <= of <= FEW
    return Value(
        name=name,
        title=title,
        unit=Unit.SHARE,
        value=answered / of if of else None,
        numerator=answered,
        denominator=None if is_few else of,
        people=0 if is_few else active,
        counts_people=True,
    )


def _median(questions: Sequence[Begun], active: int) -> Value:
    found = band_of([(one.waited, one.is_answered) for one in questions])
    # How many are answered says the share above, where these are not 1 to 4.
    of = len(questions)
    return half_within(found, active if of > FEW else 0, asked=of)


def _busiest(posts: Sequence[int]) -> Value:
    tenth = math.ceil(len(posts) / 10)
    return Value(
        name="busiest",
        title=_lazy("Posts by the most active tenth"),
        unit=Unit.SHARE,
        value=sum(posts[:tenth]) / sum(posts) if posts else None,
        numerator=sum(posts[:tenth]),
        denominator=sum(posts),
        people=tenth,
    )


MEASURE = Measure(
    name="group_health",
    topic=Topic.GROUPS,
    title=_lazy("Health of a group"),
    definition=_lazy(
        "How many members of a group took part in four weeks, how many questions and first posts "
        "were answered and how soon, and how much of all the most active tenth wrote: beside the "
        "four weeks before, and the middle of the groups of like size."
    ),
    formula=(
        _lazy("members who took part, questions answered, first posts answered"),
        _lazy("members, questions asked, first posts"),
    ),
    numerator=_lazy(
        "Members who posted, replied, voted by name, or reacted to somebody in the group: what"
        " others see in it too. Who voted anonymously does not count here. Questions and first"
        " posts that somebody other than the author, and no bot, answered by the end of the four"
        " weeks. Posts and replies of the tenth of members who wrote most."
    ),
    denominator=_lazy(
        "Those who were members in the night after the four weeks, and had joined by then. They are"
        " counted once: who leaves or joins later makes no difference. Questions that "
        "began a thread; the threads that were the first of their author in the group. All posts "
        "and replies by members."
    ),
    unit=_lazy(
        "Shares, 0 to 1. Waiting in the working hours of the organisation’s settings: the time by "
        "which half of the questions were answered (Kaplan-Meier)."
    ),
    window_days=PARTICIPATION_DAYS,
    population=_lazy(
        "Bots are left out, and what delegates wrote. Groups of like size have the same number of "
        "digits in their number of members; secret and archived ones are left out, and so is the "
        "group itself."
    ),
    minimum_group=_lazy(
        "The privacy threshold of the settings: where fewer members took part (10, never under 5) "
        "no figure is shown; in the most active tenth as many people are needed. Of 1 to 4 "
        "questions or first posts nothing is shown, and of 1 to 4 that were answered “1–4”. Other "
        "groups are told as their middle, where for at least five the figure could be shown."
    ),
    uncertainty=_lazy("Nothing is sampled. The time of waiting has its 95 % interval."),
    not_to_be_read_as=(
        _lazy("Better or worse: a group that announces has few questions, and needs none."),
        _lazy("Nobody reads: reading is not counted."),
        _lazy("Not answered ever: what was asked in the last days may have its answer by now."),
    ),
    source=_lazy(
        "The posts, reactions and votes themselves, counted once, in the night after the period."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.GROUP,
    seen_by=_lazy("The owners of the group, of their own group alone."),
)
