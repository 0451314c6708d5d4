"""How somebody comes across, by what they gave and got: for their own eyes alone."""

from __future__ import annotations

from enum import StrEnum
from math import log2

WINDOW_DAYS = 90
FEW = 3  # contributions: whoever gave fewer is an observer
BALANCED = 0.585  # binary logarithm of a factor of 1.5


class Persona(StrEnum):
    OBSERVER = "observer"
    ENGAGER = "engager"
    CATALYST = "catalyst"
    RESPONDER = "responder"
    BROADCASTER = "broadcaster"


def persona(*, posts: int, replies: int, reactions: int, received: int) -> Persona:
    """The persona of somebody who gave and got so much in 90 days.

    Args:
        posts, replies, reactions: what they gave.
        received: replies and reactions that others gave them.

    Source: the five personas of SWOOP Analytics, whose bounds are not published; these are ours.
    """
    given = posts + replies + reactions
    if given < FEW:
        return Persona.OBSERVER
    balance = log2((received + 1) / (given + 1))
    if abs(balance) <= BALANCED:
        return Persona.ENGAGER
    if balance > 0:
        return Persona.CATALYST
    return Persona.RESPONDER if replies >= posts else Persona.BROADCASTER
