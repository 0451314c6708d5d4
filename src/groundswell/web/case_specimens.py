"""Made-up cases of moderators, for the gallery."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from groundswell.network.groups.models import Group
from groundswell.network.moderation.models import Act, Case, Deed, Reason, State
from groundswell.network.moderation.queries import Reported
from groundswell.network.posts.models import Post
from groundswell.network.rules.models import Decider, HeldState
from groundswell.people.persons.models import Account, Person

THEN = datetime(2026, 11, 23, 11, 31, tzinfo=UTC)
LUZ = Person(account_id=8, name="Luz Herrera")
HENRIK = Person(account_id=9, name="Henrik Dahl")
SAID = "<p>Whoever fitted that seal should go back to school.</p>"


def cases() -> list[Case]:
    """One that was reported, and one whose author asks for another look."""
    return [_case(1, State.OPEN, 1), _case(2, State.APPEALED, 3)]


def _case(number: int, state: State, count: int) -> Case:
    case = Case(
        id=number, post=Post(id=1), author=HENRIK, html=SAID, files=2, state=state, changed_at=THEN
    )
    case.report_count = count  # type: ignore[attr-defined]
    return case


def reports() -> list[Reported]:
    """One that waits, one that led to something, one that did not."""
    return [
        Reported(
            case_id=number,
            post_id=1,
            thread_id=1,
            reason=Reason.HARM,
            words="It is not the first time." if number == 1 else "",
            at=THEN,
            is_waiting=number == 0,
            was_acted_on=number == 1,
            may_open=number != 1,
        )
        for number in range(3)
    ]


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


def held() -> list[SimpleNamespace]:
    """One to decide of each sort, and one of each state."""
    group = Group(account=Account(id=7), name="Thruster service")
    place = SimpleNamespace(kind="group", group=group)
    sorts: list[dict[str, object]] = [
        {},
        {"reply_to_id": 1, "acted_by": LUZ},
        {"edits_id": 1, "word": "school", "decider": Decider.MODERATORS, "may_open": False},
    ]
    waiting = [_held(number, HeldState.WAITING, place, **sort) for number, sort in enumerate(sorts)]
    return waiting + [_held(9 + number, state, place) for number, state in enumerate(HeldState)]


def _held(number: int, state: HeldState, place: SimpleNamespace, **sort: object) -> SimpleNamespace:
    plain = {"decider": Decider.OWNERS, "word": "", "reply_to_id": None, "edits_id": None}
    return SimpleNamespace(
        **plain | {"acted_by": None, "may_open": True} | sort,
        pk=900 + number,
        author=HENRIK,
        stream=place,
        title="A seal that is not one",
        html=SAID,
        files=SimpleNamespace(all=_files),
        descriptions={"7": "A seal on a quay, asleep"} if sort.get("edits_id") else {},
        held_at=THEN,
        state=state,
        words="Please ask the crew first." if state == HeldState.TURNED_DOWN else "",
        post_id=1,
    )


def _files() -> list[SimpleNamespace]:
    file = SimpleNamespace(pk=1, name="Seals of the year.xlsx", description="")
    return [SimpleNamespace(file=file, is_dropped=is_dropped) for is_dropped in (False, True)]
