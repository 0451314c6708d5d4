"""Short names of emoji."""

from __future__ import annotations

import pytest

from groundswell.foundation import emojis


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("+1", "👍"),
        ("+1::skin-tone-3", "👍🏼"),
        ("saluting_face", "🫡"),
        ("flag-mx", "🇲🇽"),
        ("woman-bowing", "🙇‍♀️"),
        ("male-technologist", "👨‍💻"),
        ("simple_smile", "🙂"),
        ("our_own_parrot", ""),
        ("30", ""),
        ("", ""),
    ],
)
def test_a_short_name_is_its_character_or_nothing(name, shown):
    assert emojis.character(name) == shown
