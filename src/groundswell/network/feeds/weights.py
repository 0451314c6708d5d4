"""For you: what counts, how much, and what each reason is told as. All of its numbers stand here.

A thread's score is what its reasons weigh together, halved with every `HALF_LIFE` since something
was last said in it, and lowered by the `FACTORS`. The heaviest reason is the sentence above it.
Questions of the viewer's field are not left to the score: see `ranking.ordered`.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Why(StrEnum):
    """Why a thread stands in somebody's For you."""

    # An enumeration hashes in Python, and weights are looked up for each of some hundred threads.
    __hash__ = str.__hash__

    ASKED = "asked"  # a question about what the viewer likes to be asked
    SKILL = "skill"  # about one of their skills
    TOPIC = "topic"  # under a topic that they follow
    ANSWERED = "answered"  # under a topic of questions that they answered before
    MENTION = "mention"
    MANAGER = "manager"
    FOLLOWED = "followed"  # the viewer follows who wrote it
    REPORT = "report"
    TEAM = "team"  # who wrote it has the same manager
    WAITING = "waiting"  # any other question without an answer
    SITE_REACTED = "site_reacted"
    REACTED = "reacted"
    TALK = "talk"  # answers
    GROUP = "group"
    EVERYBODY = "everybody"
    OWN = "own"


# One answer of the right person is worth more than what is merely liked; a manager's words more
# than a neighbour's; where a thread stands is the least of its reasons.
WEIGHTS = {
    Why.ASKED: 10.0,
    Why.SKILL: 8.0,
    Why.TOPIC: 6.0,
    Why.ANSWERED: 5.0,
    Why.MENTION: 6.0,
    Why.MANAGER: 5.0,
    Why.FOLLOWED: 4.0,
    Why.REPORT: 3.0,
    Why.TEAM: 2.5,
    Why.WAITING: 3.0,
    Why.SITE_REACTED: 1.2,  # these three times log2(1 + people or answers)
    Why.REACTED: 0.6,
    Why.TALK: 0.8,
    Why.GROUP: 1.0,
    Why.EVERYBODY: 0.6,
    Why.OWN: 0.6,
}
FIELD = (Why.ASKED, Why.SKILL, Why.TOPIC, Why.ANSWERED)

HALF_LIFE = timedelta(days=2)
LATELY = timedelta(days=1)  # reactions and answers older than this move nothing any more
FIELD_SPAN = timedelta(days=14)  # so long a question of one's field always stands in front

READ_FACTOR = 0.3  # opened by the viewer, and nothing said since
OWN_FACTOR = 0.3
SAME_AUTHOR_FACTOR = 0.7  # for each thread of the same author above it

NEWEST = 200  # threads of the viewer's streams that are looked at
MOST_WAITING = 500  # questions whose words are compared with what the viewer knows, at a time
MOST_ANSWERED = 12  # topics that count as one's field because one answered there
# Questions of one's field outside one's streams that are ranked, the newest: with every second
# place they reach to the fourth page, and hardly anybody reads on. Older ones follow what was
# ranked, in the order of time.
MOST_ELSEWHERE = 40
