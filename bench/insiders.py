"""`python -m bench.insiders [COMPANIES]`: what follows for members, who also know themselves.

Made-up companies of few people; of each withheld number, filters too, everybody in it knows all
that is told and whether they took part themselves. Counted are the sorts of members for whom a
"1–4" can still be each of the four, and another withheld number another than it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tests.adoption.attacker import Attacker, Told

COMPANIES = 40


def main(companies: int) -> None:
    """Print how many sorts of members leave how many numbers open."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"
    import django  # noqa: PLC0415 - settings come first

    django.setup()
    from tests.adoption.attacker import Attacker  # noqa: PLC0415
    from tests.adoption.test_privacy import COMMS  # noqa: PLC0415
    from tests.adoption.test_within import all_told, crossed  # noqa: PLC0415

    found: dict[bool, list[bool]] = {True: [], False: []}
    for number in range(companies):
        people = crossed(Random(number))  # noqa: S311 - made-up companies, no secrets
        active, employed = sum(a.active for a in people), sum(a.employed for a in people)
        if active in {0, employed}:
            continue
        told = all_told(people, secret=str(number))
        knows = Attacker.of_one_window(people, COMMS, told)
        for one in told:
            if one.withheld is not None:
                found[one.withheld == "small"] += members(knows, one, [a.active for a in people])
    for is_small, words in ((True, '"1–4" is open'), (False, "another withheld number is")):
        print(f"{words} for {sum(found[is_small])} of {len(found[is_small])} sorts of members")


def members(knows: Attacker, told: Told, active: list[int]) -> Iterator[bool]:
    """For each sort of member of a withheld number whether it is open to them."""
    part = knows.part(told)
    for place, (kind, pattern) in enumerate(knows.columns):
        at = knows.kinds.index(kind)
        did = active[at] if pattern else kind.size - active[at]
        stands_in = kind.stands_in(told.what, knows.comms)
        if not did or not stands_in:
            continue
        own = np.zeros(knows.width)
        own[place] = 1
        sure = (own, 1.0, np.inf)
        if told.withheld == "small":
            yield all(_can(knows, (part, value, value), sure) for value in (1, 2, 3, 4))
        else:
            least, most = (knows._solve(sign * part, sure) for sign in (1, -1))
            yield round(least.fun) != round(-most.fun)


def _can(knows: Attacker, *more: tuple[np.ndarray, float, float]) -> bool:
    return knows._solve(np.zeros(knows.width), *more).status == 0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COMPANIES)
