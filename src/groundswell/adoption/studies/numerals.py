"""Numbers as the page writes them: thousands with a comma, minus as a minus."""

from __future__ import annotations


def count(number: float) -> str:
    """A whole number: 16,064."""
    return f"{number:,.0f}"


def share(number: float) -> str:
    """A share as per cent: 71.1 %."""
    return f"{100 * number:.1f} %"


def signed(number: float, digits: int = 3) -> str:
    """A number that may fall below zero: +0.329, −0.010."""
    return f"{number:+.{digits}f}".replace("-", "−")


def plain(number: float, digits: int = 3) -> str:
    """A number that stays above zero: 0.616."""
    return f"{number:.{digits}f}".replace("-", "−")
