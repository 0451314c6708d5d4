"""Random people do random things, in the product and in the plain company beside it."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from groundswell.foundation import clock
from tests.network.plain.belonging import TOPICS, Grouping, Hearing, Staying
from tests.network.plain.both import BEGINNING, Nothing, pick
from tests.network.plain.talking import Talking

__all__ = ["BEGINNING", "DEEDS", "TOPICS", "Acting", "Step"]

PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=5), timedelta(days=1))
OFTEN = ("publish", "ask", "reply", "react")
SOMETIMES = ("publish", "reply", "reply", "react", "edit", "remove", "open_thread", "write", "say")
SELDOM = (
    "poll", "vote", "vote",
    "edit_of_another", "mark_best", "mark_best", "lock", "pin", "hide", "hide", "appeal", "follow",
    "follow_person", "follow_topic", "choose_level", "mute", "keep", "read_all", "join", "join",
    "answer_request", "invite", "decline", "leave", "dismiss", "appoint", "archive",
    "change_visibility", "let_into", "leave_talk", "mute_talk", "read_talk", "suspend",
    "reinstate", "arrive",
)  # fmt: skip
# What readers of the log may find together, with the same to tell as one after the other.
TOGETHER = {"publish", "ask", "reply", "react", "remove", "mark_best", "write", "say", "poll"}
TOGETHER_MOST = 4  # deeds
DEEDS = (*OFTEN * 4, *SOMETIMES, *SELDOM)


class Step(NamedTuple):
    """Who does what to what: places in lists, as far as they go, and around."""

    deed: str
    who: int
    what: int
    other: int


class Acting(Talking, Hearing, Grouping, Staying):
    """Everybody, and all that they may do. Slow readers take several deeds together."""

    is_slow = False
    unread = 0  # deeds that the readers have not taken yet

    def take(self, step: Step) -> None:
        """One step, some time later, in both; then the readers catch up, if they are not slow."""
        may_wait = self.is_slow and step.deed in TOGETHER
        if self.unread and not may_wait:
            self.catch_up()
        self.plain.now += pick(PAUSES, step.who + step.what + step.other)
        self.moved = set()
        with clock.frozen(self.plain.now):
            try:
                getattr(self, step.deed)(self.person(step.who), step.what, step.other)
            except Nothing:
                return
            self.plain.settle()
        self.unread += 1
        if not may_wait or self.unread == TOGETHER_MOST:
            self.catch_up()

    def catch_up(self) -> None:
        """Let the readers of the log take what happened."""
        with clock.frozen(self.plain.now):
            self.read()
        self.unread = 0
