"""What moderators and owners have to decide, and what they decided, by the usual actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from groundswell.demo.cast import lists
from groundswell.demo.member import key_of
from groundswell.foundation import clock
from groundswell.network.groups import ownership
from groundswell.network.groups.models import Group
from groundswell.network.moderation import deciding, reporting
from groundswell.network.moderation.models import Case, Reason
from groundswell.network.posts import actions as posts
from groundswell.network.rules import actions as rules
from groundswell.network.rules.holding import WaitsForApproval
from groundswell.network.streams.models import MemberRole, Membership
from groundswell.people.persons.models import Person

type Entry = Mapping[str, Any]


def write(planted: Mapping[str, int], *, ends_at: datetime) -> None:
    """Write it in the order of time; `planted` are the posts by the key that the list has."""
    told = lists("moderation")
    with _hours_before(ends_at, told["words"]["hours"]):
        for word in told["words"]["watched"]:
            _watch(word)
        Group.objects.filter(name__in=told["approval"]["groups"]).update(asks_approval=True)
    steps: list[Entry] = sorted(told["steps"].values(), key=lambda step: -step["hours"])
    for step in steps:
        with _hours_before(ends_at, step["hours"]):
            _take(step, planted)


def _watch(word: Entry) -> None:
    moderator = _person(word["by"])
    added = rules.add(
        moderator=moderator,
        pattern=word["pattern"],
        is_regex=word.get("is_regex", False),
        advice=word.get("advice", ""),
        holds=word.get("holds", False),
    )
    if word.get("is_on", True):
        rules.switch(moderator=moderator, word_id=added.pk, is_on=True)


def _take(step: Entry, planted: Mapping[str, int]) -> None:
    """One step: a report, a decision, an appeal, or something that has to wait."""
    words, by = step.get("words", ""), step["by"]
    match step["does"]:
        case "report":
            reason = Reason(step["reason"])
            reporting.report(
                reporter=_person(by), post_id=planted[step["about"]], reason=reason, words=words
            )
        case "decide":
            deciding.decide(
                moderator=_person(by),
                case_id=_case(planted[step["about"]]),
                words=words,
                hides=step.get("hides", False),
                warns=step.get("warns", False),
            )
        case "appeal":
            case_id = _case(planted[step["about"]])
            deciding.appeal(author=_person(by), case_id=case_id, words=words)
        case "answer":
            with suppress(WaitsForApproval):
                posts.reply(author=_person(by), to_id=planted[step["about"]], source=words)
        case "post":
            group = Group.objects.get(name=step["group"])
            with suppress(WaitsForApproval):
                posts.publish(author=_writer(by, group), stream_ids=[group.stream_id], source=words)


def _case(post_id: int) -> int:
    return Case.objects.values_list("pk", flat=True).get(post_id=post_id)


def _person(name: str) -> Person:
    return Person.objects.get(external_id=key_of(name))


def _writer(name: str, group: Group) -> Person:
    """The one who is named, or where nobody is, the most active member who owns it not."""
    if name:
        return _person(name)
    owners = Membership.objects.filter(stream=group.stream_id, role=MemberRole.OWNER)
    owner_ids = set(owners.values_list("person_id", flat=True))
    return Person.objects.get(pk=ownership.most_active(group, limit=1, but=owner_ids)[0].id)


@contextmanager
def _hours_before(end: datetime, hours: float) -> Iterator[None]:
    with clock.frozen(end - timedelta(hours=hours)):
        yield
