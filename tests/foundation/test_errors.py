"""Refusals store facts and are put into words when somebody reads them."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext_lazy

from groundswell.foundation.errors import Refused


class NameIsTaken(Refused):
    """Names are unique."""

    message = _lazy("“%(name)s” is taken.")


class CasesAreMissing(Refused):
    """A plural."""

    message = ngettext_lazy("One case is missing.", "%(count)s cases are missing.", "count")


class MonthIsOver(Refused):
    """In words that Django itself translates."""

    message = _lazy("March")


def test_a_refusal_says_its_facts() -> None:
    assert str(NameIsTaken(name="Pilots")) == "“Pilots” is taken."


def test_a_refusal_chooses_its_plural_by_the_facts() -> None:
    assert str(CasesAreMissing(count=1)) == "One case is missing."
    assert str(CasesAreMissing(count=3)) == "3 cases are missing."


def test_a_fact_with_a_percent_sign_stays_as_it_is() -> None:
    assert str(NameIsTaken(name="100%s")) == "“100%s” is taken."


def test_a_refusal_is_read_in_the_readers_language_not_the_writers() -> None:
    with translation.override("en"):
        refusal = MonthIsOver()
    with translation.override("de"):
        assert str(refusal) == "März"


def test_a_day_is_written_as_the_readers_language_does_and_an_address_as_it_is() -> None:
    with translation.override("de"):
        assert str(NameIsTaken(name=date(2026, 11, 22))) == "“22. November 2026” is taken."
        assert str(NameIsTaken(name="2026-11-22")) == "“2026-11-22” is taken."
