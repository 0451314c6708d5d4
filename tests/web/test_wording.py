"""Days and numbers stand as the reader's language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from groundswell.web import wording

OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "5 March 2026"), ("de", "5. März 2026"), (None, "5 March 2026")]
)
def test_a_day_stands_as_its_language_writes_it(language, words):
    assert wording.day(date(2026, 3, 5), language) == words


@pytest.mark.parametrize(
    ("language", "words"), [("en", "6 Nov 2026, 00:30"), ("de", "6. Nov. 2026, 00:30")]
)
def test_an_instant_is_told_in_the_zone_of_the_organisation(language, words):
    assert wording.instant(datetime(2026, 11, 5, 23, 30, tzinfo=UTC), OSLO, language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Answered in 19 min"), ("de", "Nach 19 Min. beantwortet")],
)
def test_german_reaches_the_page(language, words):
    with translation.override(language):
        asked, answered = (
            datetime(2026, 3, 5, 9, 0, tzinfo=UTC),
            datetime(2026, 3, 5, 9, 19, tzinfo=UTC),
        )

        assert wording.waited(asked, answered) == words


def test_thousands_are_grouped_as_the_language_does():
    with translation.override("de"):
        assert wording.number(12_345) == "12.345"
