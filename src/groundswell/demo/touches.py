"""What happens to posts afterwards: a slip is corrected, some are taken back, some pinned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from random import Random

from groundswell.demo import world
from groundswell.demo.hours import Hours
from groundswell.demo.talk import Said, Talk

EDITED, REMOVED, PINNED = 70, 16, 20
PINNED_WEEKS = 30  # how old a pinned thread is at most
WORD = re.compile(r"(?<![\w#@*/.-])[a-z]{6,}(?![\w*/.-])")


def finish(hours: Hours, talk: Talk, dice: Random) -> None:
    """Give what was said its edits, removals and pins."""
    said = talk.everything()
    _edit(said, hours, dice)
    _remove(said, talk, hours, dice)
    _pin(talk, hours, dice)


def _edit(said: Sequence[Said], hours: Hours, dice: Random) -> None:
    long = [each for each in said if each.sort == "scene" and WORD.search(each.source)]
    for each in dice.sample(long, min(EDITED, len(long))):
        edited_at = each.at + timedelta(minutes=2 + dice.expovariate(1 / 12))
        if edited_at < hours.weeks[-1].ends_at:
            each.source_before = _with_slip(each.source, dice)
            each.edited_at = edited_at


def _with_slip(source: str, dice: Random) -> str:
    """The text with two letters of a word in the wrong order, as fingers do it."""
    word = dice.choice(list(WORD.finditer(source)))
    places = [at for at, (one, other) in enumerate(pairwise(word[0])) if one != other]
    at = word.start() + dice.choice(places)
    return source[:at] + source[at + 1] + source[at] + source[at + 2 :]


def _remove(said: Sequence[Said], talk: Talk, hours: Hours, dice: Random) -> None:
    # Whoever took back all that they said in a week would not have taken part in it.
    answered = [each for each in said if each.sort == "note" and each.replies]
    short = [each for each in said if each.sort == "short"]
    for kind in (answered, short):
        dice.shuffle(kind)
        removed: Counter[int] = Counter()
        for each in kind:
            week = hours.week_of(each.at)
            is_all = talk.by_person[week][each.author.number] < 3
            if removed.total() < REMOVED // 2 and not is_all and not removed[each.author.number]:
                last = max([each.at, *(reply.at for reply in each.replies)])
                each.removed_at = min(
                    last + timedelta(minutes=5 + dice.expovariate(1 / 90)), hours.weeks[-1].ends_at
                )
                removed[each.author.number] += 1


def _pin(talk: Talk, hours: Hours, dice: Random) -> None:
    oldest = hours.weeks[world.WEEKS - PINNED_WEEKS].starts_at
    best: dict[str, Said] = {}
    for thread in talk.threads:
        is_worth_it = thread.best is not None and thread.removed_at is None
        if thread.at > oldest and is_worth_it and _weight(thread) > _weight(best.get(thread.room)):
            best[thread.room] = thread
    for thread in sorted(best.values(), key=_weight)[-PINNED:]:
        pinned_at = thread.at + timedelta(days=1, minutes=dice.randrange(300))
        thread.pinned_at = min(pinned_at, hours.weeks[-1].ends_at)


def _weight(thread: Said | None) -> int:
    return len(thread.reactions) + len(thread.replies) if thread else 0
