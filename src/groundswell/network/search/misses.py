"""What people looked for and did not find, counted without the person.

Words are dangerous: they may name somebody, and a rare one tells who asked. So

- whoever is still typing is not counted: only what they stayed with, and once a day;
- operators (they hold names), numbers of five digits and more, and addresses are not counted;
- until three people asked, the words are not kept: a keyed digest stands for them, with a count by
  day and up to three marks of eight. A mark is one of eight parts of the organisation, drawn by the
  same key anew for each text, so that it is no person, and texts cannot be joined by it. Three
  marks are three people for sure; two people may share one, so it can take more to be shown;
- with the third mark the words are kept and the marks forgotten; all goes 90 days after the last.

Whoever holds the server's secret key can still ask whether a text that they guess was looked for.
"""

from __future__ import annotations

import hmac
import re
import secrets
import threading
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Max, Sum

from groundswell.foundation import clock
from groundswell.foundation.words import fold
from groundswell.network.search.asking import Question
from groundswell.network.search.models import Missed, MissedDay

PEOPLE = 3  # who must have asked before the words are kept
MARKS = 8
STAYS_SECONDS = 10.0  # who searches again within it was still typing
KEPT_DAYS, SHOWN_DAYS = 90, 28
MOST_WORDS, LONGEST = 6, 60
MOST_NOTED = 2_000  # in one process and minute; a flood is not worth more
MOST_SHOWN = 100
PERSONAL = re.compile(r"\d{5}|@")

type Asking = tuple[str, int]  # words, mark

_lock = threading.Lock()
_typing: dict[int, tuple[str, float]] = {}
_counted: set[str] = set()
_noted: Counter[Asking] = Counter()
_counted_on: list[date] = []
# Who was counted today is remembered under a key that dies with the process.
_own_key = secrets.token_bytes(32)


@dataclass(frozen=True, slots=True)
class Miss:
    """Words that nobody found, how often and on how many days they were asked, and when last."""

    words: str
    asked: int
    days: int
    last_on: date


def note(person_id: int, question: Question, *, is_found: bool) -> None:
    """Keep in mind what somebody searched last; it is not written, since reading writes nothing."""
    now = clock.now().timestamp()
    with _lock:
        before = _typing.pop(person_id, None)
        if before and now - before[1] >= STAYS_SECONDS:
            _count(person_id, before[0])
        words = "" if is_found else countable(question)
        if words and len(_typing) < MOST_NOTED:
            _typing[person_id] = (words, now)


def countable(question: Question) -> str:
    """The folded words of a question that may be counted; "" for one that may not."""
    if question.refusals or question.is_narrowed or len(question.words) > MOST_WORDS:
        return ""
    folded = " ".join(fold(run) for part in question.words for run in part.runs)
    is_fit = 0 < len(folded) <= LONGEST and not PERSONAL.search(question.typed)
    return folded if is_fit else ""


def _count(person_id: int, words: str) -> None:
    today = clock.today()
    if _counted_on != [today]:
        _counted_on[:] = [today]
        _counted.clear()
    once = _digest(_own_key, f"{person_id} {words}")
    if once not in _counted and len(_noted) < MOST_NOTED:
        _counted.add(once)
        mark = int(_digest(_key(), f"mark {person_id} {words}"), 16) % MARKS
        _noted[words, mark] += 1


def write() -> int:
    """Write what was noted and stayed; how many texts. Called each minute."""
    now = clock.now().timestamp()
    with _lock:
        for person_id, (words, at) in list(_typing.items()):
            if now - at >= STAYS_SECONDS:
                del _typing[person_id]
                _count(person_id, words)
        noted = dict(_noted)
        _noted.clear()
    by_words: dict[str, dict[int, int]] = defaultdict(dict)
    for (words, mark), times in noted.items():
        by_words[words][mark] = times
    for words in sorted(by_words):
        _write(words, by_words[words])
    return len(by_words)


@transaction.atomic
def _write(words: str, times: Mapping[int, int]) -> None:
    digest = _digest(_key(), words)
    Missed.objects.get_or_create(digest=digest)
    missed = Missed.objects.select_for_update().get(digest=digest)
    if not missed.words:
        for mark in times:
            missed.marks |= 1 << mark
        if missed.marks.bit_count() >= PEOPLE:
            missed.words, missed.marks = words, 0
        missed.save(update_fields=["words", "marks"])
    day, _ = MissedDay.objects.get_or_create(missed=missed, on=clock.today())
    MissedDay.objects.filter(pk=day.pk).update(asked=F("asked") + sum(times.values()))


def forget_old() -> None:
    """Let go of what was not asked for long."""
    MissedDay.objects.filter(on__lt=clock.today() - timedelta(days=KEPT_DAYS)).delete()
    Missed.objects.filter(days=None).delete()


def most_asked() -> list[Miss]:
    """What three people at least looked for in vain, in the last weeks, the most often first."""
    since = clock.today() - timedelta(days=SHOWN_DAYS)
    known = MissedDay.objects.filter(on__gt=since).exclude(missed__words="")
    summed = known.values("missed__words").annotate(
        times=Sum("asked"), on_days=Count("on"), last=Max("on")
    )
    rows = summed.order_by("-times", "missed__words")[:MOST_SHOWN]
    return [
        Miss(row["missed__words"], row["times"], row["on_days"], row["last"])
        for row in rows
        if row["times"] >= PEOPLE
    ]


def _key() -> bytes:
    return f"search misses {settings.SECRET_KEY}".encode()


def _digest(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()
