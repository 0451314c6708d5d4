"""`python -m bench.attacks [FIRST LAST] [--steady]`: what made-up companies give away.

Each is a company of its own, in which people join, move, leave and take part; in steady ones nearly
everybody does, and nearly the same people each time. Somebody gathers all that is told of it and
computes on: see tests/adoption/attack. The fast version is tests/long/test_attack.py; the numbers
of docs/adoption.md come from here.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from random import Random

COMPANIES = 300
STEADY = "--steady"
PAGES_OF_EVERY = 10  # all pages of a day are read in one of so many companies: they cost the most


def main(first: int, last: int, *, is_steady: bool = False) -> int:
    """Attack the companies of these numbers; how many gave something away."""
    _prepare()
    from django.db import transaction  # noqa: PLC0415 - settings come first

    hidden = small = given_away = 0
    for number in range(first, last):
        began = time.process_time()
        with transaction.atomic():
            withheld, read_1_to_4, learned = _attack(number, is_steady=is_steady)
            transaction.set_rollback(True)
        hidden, small = hidden + withheld, small + read_1_to_4
        given_away += bool(learned)
        took = time.process_time() - began
        print(f"{number}: {withheld} withheld, {read_1_to_4} of them 1-4, {took:.0f} s", *learned)
        sys.stdout.flush()
    print(f"{last - first} companies, {hidden} withheld numbers, {small} of them 1-4;"
          f" {given_away} companies gave something away")  # fmt: skip
    return given_away


def _prepare() -> None:
    os.environ["GROUNDSWELL_DIR"] = tempfile.mkdtemp(prefix="groundswell-attacks-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"
    import django  # noqa: PLC0415 - settings come first
    from django.core.management import call_command  # noqa: PLC0415 - settings come first
    from django.test.utils import setup_test_environment  # noqa: PLC0415 - settings come first

    django.setup()
    setup_test_environment()
    call_command("migrate", verbosity=0)


def _attack(number: int, *, is_steady: bool) -> tuple[int, int, list[str]]:
    from django.conf import settings  # noqa: PLC0415 - settings come first

    from tests.adoption.attack import announcement  # noqa: PLC0415 - settings come first
    from tests.adoption.attack.analyst import SUNDAYS, analyst  # noqa: PLC0415 - settings come first
    from tests.adoption.attack.reader import NobodyReads  # noqa: PLC0415 - settings come first

    days: list[date] = SUNDAYS[-1:] if number % PAGES_OF_EVERY == 0 else []
    settings.SECRET_KEY = f"of company {number}"  # which cells are withheld is drawn by it
    chance = Random(number)  # noqa: S311 - made-up companies, no secrets
    try:
        attacker = analyst(chance, looks_at=days, is_steady=is_steady).computes()
    except NobodyReads as unread:
        return 0, 0, ["nobody reads:", *map(str, unread.args)]
    if attacker.solve({}) is None:
        return 0, 0, ["contradiction:", *attacker.contradiction()]
    author = announcement.author(chance)
    small = sum(one.is_small for one in attacker.hidden)
    return len(attacker.hidden), small, [*attacker.learned(), *author.learned()]


if __name__ == "__main__":
    bounds = [int(one) for one in sys.argv[1:] if one != STEADY] or [0, COMPANIES]
    sys.exit(main(*bounds, is_steady=STEADY in sys.argv))
