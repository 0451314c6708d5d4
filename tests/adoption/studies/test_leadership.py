"""Whether what managers say is answered."""

from __future__ import annotations

import pytest

from groundswell.adoption.studies.section import Choices
from groundswell.adoption.studies.sections import leadership
from tests.adoption.studies.files import ties_of

LINE = "id,manager chief, boss,chief a,boss b,boss"


def test_what_may_be_answered_yet_is_not_unanswered():
    """The boss wrote to a and b on 1 March; a answered. On 9 March the boss wrote to both again."""
    rows = (
        "boss,a,2026-03-01 boss,b,2026-03-01 a,boss,2026-03-02 boss,a,2026-03-09 boss,b,2026-03-09"
    )
    told = leadership.SECTION.measure(ties_of(rows, LINE), Choices())

    assert told.unanswered_of_managers == pytest.approx(1 / 2)
