"""Random people do random things, in the product and in the plain company beside it."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import NamedTuple

from groundswell.foundation import clock
from tests.network.plain.belonging import TOPICS, Grouping, Hearing, Staying
from tests.network.plain.both import BEGINNING, Nothing, pick
from tests.network.plain.counting import Counting
from tests.network.plain.deciding import Deciding
from tests.network.plain.speaking import Speaking

__all__ = ["BEGINNING", "DEEDS", "TOPICS", "Acting", "Step"]

PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=5), timedelta(days=1))
OFTEN = ("publish", "ask", "reply", "react")
SOMETIMES = ("publish", "reply", "reply", "react", "edit", "remove", "open_thread", "write", "say")
# What follows from each other: of a world each scene is a part, with others in between.
SCENES = (
    ("poll", "all_vote", "vote", "end_poll"),
    ("poll", "vote", "vote", "all_vote", "close_due", "vote"),
    ("announce", "acknowledge", "acknowledge", "remind"),
    ("announce", "mute", "acknowledge", "remind"),
    ("ask_approval", "publish", "publish", "reply", "approve", "edit", "turn_down"),
    ("ask_approval", "publish", "edit", "approve", "take_back_held", "reply", "approve"),
    ("watch", "publish", "reply", "approve", "edit", "approve", "watch"),
    ("name_delegate", "publish_for", "reply", "reply_for", "reply_for", "take_right_back"),
    ("name_delegate", "ask", "reply_for", "mark_best", "react", "publish_for"),
    ("ask", "reply", "mark_best", "mark_best", "edit_of_another"),
    ("ask", "reply", "reply", "remove", "hide", "appeal"),
    ("publish", "reply", "open_thread", "reply", "open_thread", "read_all"),
    ("write", "say", "react", "read_talk", "let_into", "say", "mute_talk", "leave_talk", "say"),
    ("join", "answer_request", "choose_level", "publish", "leave"),
    ("invite", "join", "decline", "appoint", "dismiss"),
    ("change_visibility", "publish", "change_visibility", "archive", "reply", "archive"),
    ("follow", "follow_person", "follow_topic", "publish", "keep", "pin", "lock"),
    ("suspend", "publish", "reinstate", "arrive", "follow_topic"),
)
# What readers of the log may find together, with the same to tell as one after the other.
TOGETHER = {"publish", "ask", "reply", "react", "remove", "mark_best", "write", "say", "poll"}
TOGETHER_MOST = 4  # deeds
DEEDS = (*OFTEN * 4, *SOMETIMES, *(deed for scene in SCENES for deed in scene))


def in_between(dice: Random) -> list[str]:
    """The deeds of all scenes, each scene in its order and the others in between."""
    left = [list(scene) for scene in SCENES]
    deeds = []
    while left := [scene for scene in left if scene]:
        weights = [len(scene) for scene in left]
        deeds.append(dice.choices(left, weights)[0].pop(0))
    return deeds


class Step(NamedTuple):
    """Who does what to what: places in lists, as far as they go, and around."""

    deed: str
    who: int
    what: int
    other: int


class Acting(Counting, Deciding, Speaking, Hearing, Grouping, Staying):
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

    def catch_up(self, *names: str) -> None:
        """Let the readers of the log take what happened."""
        with clock.frozen(self.plain.now):
            self.read("notices", *names)
        self.unread = 0
