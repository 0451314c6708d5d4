"""When tokens were last used. Kept in the process, written each minute: a GET never writes."""

from __future__ import annotations

import threading
from datetime import datetime

from django.db import transaction

from groundswell.foundation import clock
from groundswell.people.signin.tokens.models import AccessToken

_lock = threading.Lock()
_used: dict[int, datetime] = {}


def note(token_id: int) -> None:
    """Keep in mind that a token was used now."""
    with _lock:
        _used[token_id] = clock.now()


def write() -> int:
    """Write what was kept; how many tokens."""
    with _lock:
        used = dict(_used)
        _used.clear()
    if used:
        with transaction.atomic():
            for token_id, at in used.items():
                AccessToken.objects.filter(pk=token_id).update(last_used_at=at)
    return len(used)
