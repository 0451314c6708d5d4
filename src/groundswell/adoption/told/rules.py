"""By which settings figures are judged: what was judged by others is not shown beside."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings


def judged_by() -> str:
    """A short name of all settings that decide what is withheld, the same while they are."""
    options = settings.OPTIONS
    said = [options.privacy_threshold, sorted(options.comms_functions), [*settings.LEADER_LEVELS]]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
