"""How large a company is, and how long it has been talking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

SPAN = timedelta(days=700)
# It goes on until now: what moves For you is of the last days.
BEGINNING = datetime.now(UTC) - SPAN
READER = 1  # who reads the pages


@dataclass(frozen=True, slots=True)
class Size:
    """How large a company is."""

    people: int
    groups: int
    posts: int


SIZES = {
    "SHORT": Size(people=300, groups=40, posts=10_000),
    "SMALL": Size(people=1_200, groups=150, posts=100_000),
    "MEDIUM": Size(people=10_000, groups=600, posts=500_000),
    "LARGE": Size(people=50_000, groups=3_000, posts=5_000_000),
}
