"""Folding words, and handles from names."""

from __future__ import annotations

import pytest

from groundswell.foundation.words import fold, handle_from


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Bjørnstad", "bjornstad"),
        ("MÜLLER  und\tSöhne", "muller und sohne"),
        ("Straße", "strasse"),
        ("Łukasz Ćwik", "lukasz cwik"),
        ("ＨＴ９００", "ht900"),
        ("バス", "バス"),
        ("ｶﾞｽ", "ガス"),
        ("हिन्दी", "हिन्दी"),
        ("최민준", "최민준"),
    ],
)
def test_case_and_ornaments_go_and_spelling_stays(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("name", "handle"), [("Ask the Executive team", "ask_the_executive_team"), ("최민준", "")]
)
def test_a_handle_stays_within_mastodons_alphabet(name, handle):
    assert handle_from(name) == handle
