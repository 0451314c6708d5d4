"""Which answers were found again: linked to from another thread, or kept by somebody.

Who opened a thread from search or read it again is not kept, so it cannot be counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from groundswell.foundation import ids, sql

FOLDER = sql.folder(__package__)
DAY = timedelta(days=1)
ADDRESS = re.compile(r"/posts/(\d{1,19})(?!\d)")


def found_again(questions: Collection[int], ends: datetime) -> set[int]:
    """Those of the questions that a later thread leads to, or that somebody else keeps."""
    asked = set(questions)
    starts = ids.instant_of(min(asked))
    kept = FOLDER.tuples("kept", questions=sorted(asked), ends=ends)
    found = {question for (question,) in kept}
    rows = FOLDER.tuples("linked", low=ids.floor(starts - DAY), starts=starts, ends=ends)
    for thread, written in rows:
        led = {int(number) for number in ADDRESS.findall(written)}
        found |= {question for question in led & asked if question < thread}
    return found
