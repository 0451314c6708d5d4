"""How figures are said and drawn: numbers, and what is withheld."""

from __future__ import annotations

import pytest

from groundswell.web import wording
from groundswell.web.insight import panel


@pytest.mark.parametrize(
    ("of", "number", "said"),
    [
        ("evenness", 0.94, "0.94"),
        ("gini", 0.8, "0.80"),
        ("ei_ties", 0.27, "+0.27"),
        ("inward", -0.1, "−0.10"),
        ("ari", -0.01, "−0.01"),
    ],
)
def test_only_what_goes_below_nothing_has_a_plus(of, number, said):
    assert panel.in_unit("index", number, of=of) == said


def test_per_cent_has_the_gap_that_texts_have_and_no_line_ends_in_it():
    assert wording.percent(0.364) == "36\u00a0%"
