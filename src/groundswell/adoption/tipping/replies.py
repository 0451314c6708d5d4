"""How likely each person is to be moved by each other, learned from how often they replied."""

from __future__ import annotations

from groundswell.adoption.tipping.kinds import Floats

LEAST, MOST = 1e-3, 0.999  # how unlike arcs are taken to be: nearly one rate, or each its own


def shrunken(tried: Floats, came: Floats) -> Floats:
    """The chance of a reply on each arc, drawn towards that of all the more, the less it rests on.

    (a + came) / (a + b + tried), where a / (a + b) is the rate of all and 1 / (1 + a + b) tells
    how unlike the arcs are, by the moments of the beta-binomial distribution.

    Raises:
        ValueError: nothing was tried, so nothing can be learned.

    Source: Kleinman (1973), Proportions with extraneous variance: single and independent samples,
    JASA 68(341), 46-54.
    """
    total = float(tried.sum())
    if not total > 0:
        raise ValueError("Where nothing was tried nothing can be learned.")
    rate = float(came.sum()) / total
    noise = rate * (1 - rate)
    unlike = LEAST
    room = noise * (total - float((tried**2).sum()) / total - (len(tried) - 1))
    if room > 0:
        varies = float((tried * (came / tried - rate) ** 2).sum())
        unlike = min(max((varies - (len(tried) - 1) * noise) / room, LEAST), MOST)
    strength = 1 / unlike - 1
    return (rate * strength + came) / (strength + tried)
