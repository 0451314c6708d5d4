"""Programs ask as often as one minute bears; each process counts for itself."""

from __future__ import annotations

import threading
from collections import Counter

from groundswell.foundation import clock

A_MINUTE = 120  # requests of one token, or of one address without a token that is good

_lock = threading.Lock()
_minute = 0
_asked: Counter[str] = Counter()


def seconds_to_wait(key: str) -> int:
    """0 for whoever may ask now; otherwise the seconds until the next minute begins."""
    global _minute  # noqa: PLW0603 - one window for all
    now = int(clock.now().timestamp())
    with _lock:
        if now // 60 != _minute:
            _minute = now // 60
            _asked.clear()
        _asked[key] += 1
        return 60 - now % 60 if _asked[key] > A_MINUTE else 0
