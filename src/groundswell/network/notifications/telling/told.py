"""That somebody is to be told of something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from groundswell.network.notifications.models import Kind


@dataclass(frozen=True, slots=True)
class Told:
    """A person is to be told that something waits since that moment."""

    person_id: int
    kind: Kind
    subject_id: int
    thread_id: int | None
    since_id: int
    since_at: datetime
