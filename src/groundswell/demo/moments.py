"""Scenes whose time the world's page tells: when they happen, and how long the answer took."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """In the last days, or as the first thing that its asker asks; `turn` answers in `minutes`."""

    is_last: bool
    turn: int
    minutes: float


MOMENTS = {
    # Tomasz Wilk asks from Gdynia on the last working day; Busan answers in 19 minutes.
    "se-blade-rate": Moment(is_last=True, turn=4, minutes=19),
    # Tuva Moen's first question waits for three hours.
    "mf-app-tuva-first": Moment(is_last=False, turn=1, minutes=184),
}
FIRST_QUESTIONS = {"Tuva Moen": "mf-app-tuva-first"}
