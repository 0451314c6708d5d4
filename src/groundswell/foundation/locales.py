"""How a language writes days and numbers."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError, dates, numbers
from django.utils import translation


@cache
def locale_of(language: str | None) -> Locale:
    """The conventions of a language."""
    # British order of day and month for English: an organisation of several countries.
    return Locale.parse("en_GB" if not language or language.startswith("en") else language[:2])


def here() -> Locale:
    """Those of the language that is active."""
    return locale_of(translation.get_language())


def day(on: date) -> str:
    """A day with its month in words, in the language that is active."""
    return str(dates.format_date(on, "long", locale=here()))


def number(value: float) -> str:
    """A number with the language's grouping of thousands."""
    return _number(value, translation.get_language())


@lru_cache(maxsize=10_000)
def _number(value: float, language: str | None) -> str:
    # A page of figures writes 700 numbers, most of them small: a fifth of its time without this.
    return str(numbers.format_decimal(value, locale=locale_of(language)))


def decimal(value: float, places: int) -> str:
    """A number with just so many places behind its point."""
    # Rounded to nothing it has no sign, whichever was written first.
    return _decimal(round(value, places) + 0.0, places, translation.get_language())


@lru_cache(maxsize=10_000)
def _decimal(value: float, places: int, language: str | None) -> str:
    pattern = f"#,##0.{'0' * places}"
    return str(numbers.format_decimal(value, format=pattern, locale=locale_of(language)))


def percent(share: float) -> str:
    """A share as whole per cent, with the gap before the sign that other texts have."""
    return f"{number(round(share * 100))}\u00a0%"


def language(code: str) -> str:
    """What a language is called; of one that is not known its code."""
    try:
        spoken = Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return code
    return spoken.get_display_name(here()) or code
