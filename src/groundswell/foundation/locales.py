"""How a language writes days and numbers."""

from __future__ import annotations

from datetime import date
from functools import cache

from babel import Locale, dates
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
