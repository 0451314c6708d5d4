"""By which rules figures are judged: what was judged by others is not shown beside."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.db.models import Q

from groundswell.adoption.days import DAY, HALF_YEAR, week_end
from groundswell.adoption.privacy import GATE
from groundswell.foundation import clock


def judged_by() -> str:
    """A short name of the gate and of all settings that decide what is withheld."""
    return f"{_settings()}.{GATE}"


def holds() -> Q:
    """Which kept figures are shown: those of this gate and these settings.

    Of weeks that are not counted any more nothing can be judged anew: what an earlier gate told of
    them under these settings stays told, for whoever read it then has it.
    """
    is_old = Q(on__lte=week_end(clock.today() - DAY) - HALF_YEAR)
    return Q(judged_by=judged_by()) | is_old & Q(judged_by__startswith=_settings())


def _settings() -> str:
    options = settings.OPTIONS
    said = [options.privacy_threshold, sorted(options.comms_functions), [*settings.LEADER_LEVELS]]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]
