"""Made-up cases of moderators, for the gallery."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from groundswell.network.moderation.models import Act, Case, Deed, State
from groundswell.people.persons.models import Person

THEN = datetime(2026, 11, 23, 11, 31, tzinfo=UTC)
LUZ = Person(account_id=8, name="Luz Herrera")
HENRIK = Person(account_id=9, name="Henrik Dahl")
SAID = "<p>Whoever fitted that seal should go back to school.</p>"


def cases() -> list[Case]:
    """One that was reported, and one whose author asks for another look."""
    return [_case(1, State.OPEN, 1), _case(2, State.APPEALED, 3)]


def _case(number: int, state: State, count: int) -> Case:
    case = Case(id=number, author=HENRIK, html=SAID, files=2, state=state, changed_at=THEN)
    case.report_count = count  # type: ignore[attr-defined]
    return case


def acts() -> list[Act]:
    """One of each deed."""
    return [
        Act(
            person=HENRIK if deed == Deed.APPEALED else LUZ,
            deed=deed,
            words="We talk about work, not about people." if number else "",
            until=THEN + timedelta(days=7) if deed == Deed.LIMITED else None,
            at=THEN + timedelta(minutes=number),
        )
        for number, deed in enumerate(Deed)
    ]
