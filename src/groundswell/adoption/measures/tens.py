"""Counts of longer than a period, told in tens, so that they tie no two periods together.

Who took part in a quarter took part in one of its periods. Were both counted exactly, the one less
the other would tell how many took part twice, and so give away who is hidden in either.
"""

from __future__ import annotations

from groundswell.adoption.measures.figures import Unit, Value, share
from groundswell.adoption.measures.measure import later as _lazy

STEP = 10  # people
IN_TENS = _lazy(
    "Told for the whole organisation only, for quarters that never overlap, in tens, and only where"
    " at least as many people as the privacy threshold of the settings (10, never under 5) took"
    " part, and as many did not, whatever the ten stands for: beside the figures of its periods a"
    " quarter would otherwise give away who is hidden in these. Of fewer than twice as many people"
    " it is not even listed."
)


def value(name: str, title: str, by: str, *, active: int, of: int, behind: int) -> Value:
    """So many of so many, to the nearest ten; as many stand behind it as did, or as did not, at
    the least: were it told nearer to a border than ten, the border would tell more than the ten."""
    told = (active + STEP // 2) // STEP * STEP
    least, most = told - STEP // 2, told + STEP // 2 - 1
    return Value(
        name=name,
        title=title,
        unit=Unit.SHARE,
        value=share(told, of),
        people=min(behind, least, of - most),
        numerator=told,
        denominator=of,
        counts_people=True,
        has_two_sides=True,
        by=by,
        cell=name,
    )
