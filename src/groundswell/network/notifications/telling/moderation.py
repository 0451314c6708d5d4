"""What waits for moderators and owners, and what they said about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Q

from groundswell.activity.log import Entry
from groundswell.foundation import ids
from groundswell.network.moderation.models import Case, Deed, Report
from groundswell.network.moderation.models import State as CaseState
from groundswell.network.notifications.models import Kind
from groundswell.network.notifications.telling.told import Told
from groundswell.network.rules.models import Decider, Held, HeldState
from groundswell.network.streams.models import MemberRole, Membership
from groundswell.people.roles.models import RoleGrant
from groundswell.people.roles.queries import MODERATING

WAITING = frozenset({"reported", "appealed"})
DECIDED = frozenset({"decided", "dismissed"})


def about_reports(entries: Sequence[Entry]) -> Iterator[Told]:
    """The moderators hear that a case waits for them; who decided it looks away from its appeal."""
    waiting = {e.noun_id: e for e in entries if e.noun == "case" and e.verb in WAITING}
    cases = Case.objects.filter(pk__in=waiting, state__in=[CaseState.OPEN, CaseState.APPEALED])
    known = list(cases.order_by("pk")) if waiting else []
    people = _moderators() if known else []
    for case in known:
        entry = waiting[case.pk]
        judges = [person for person in people if person not in {case.author_id, entry.actor_id}]
        others = [person for person in judges if person != case.decided_by_id]
        for person in (others or judges) if entry.verb == "appealed" else judges:
            at = entry.happened_at
            yield Told(person, Kind.REPORT, case.pk, None, ids.floor(at), at)


def about_outcomes(entries: Sequence[Entry]) -> Iterator[Told]:
    """Who reported a post hears that it was looked at; of an appeal, that it came out otherwise."""
    decided = {e.noun_id: e for e in entries if e.noun == "case" and e.verb in DECIDED}
    reports = Report.objects.filter(case__in=decided).exclude(case__state=CaseState.APPEALED)
    upheld = Q(case__state=CaseState.FINAL) & ~Q(case__acts__deed=Deed.LIFTED)
    rows = reports.exclude(upheld).order_by("pk") if decided else ()
    for report in rows:
        entry = decided[report.case_id]
        if report.person_id != entry.actor_id:
            at = entry.happened_at
            yield Told(report.person_id, Kind.OUTCOME, report.case_id, None, ids.floor(at), at)


def about_decisions(entries: Sequence[Entry]) -> Iterator[Told]:
    """Whom a moderator decided about hears of it."""
    decided = {e.noun_id: e for e in entries if e.noun == "case" and e.verb == "decided"}
    cases = Case.objects.filter(pk__in=decided).order_by("pk")
    for pk, author_id in cases.values_list("pk", "author_id") if decided else ():
        at = decided[pk].happened_at
        yield Told(author_id, Kind.DECISION, pk, None, ids.floor(at), at)


def about_held(entries: Sequence[Entry]) -> Iterator[Told]:
    """Owners of a group, or moderators, hear what waits for them; its writers what they said."""
    told = {e.noun_id: e for e in entries if e.noun == "held"}
    for held in Held.objects.filter(pk__in=told).order_by("pk") if told else ():
        at = told[held.pk].happened_at
        if held.state != HeldState.WAITING:
            writers = {held.author_id, held.acted_by_id or held.author_id}
            for person in sorted(writers):
                yield Told(person, Kind.VERDICT, held.pk, None, ids.floor(at), at)
            continue
        for person in _deciders(held):
            yield Told(person, Kind.HELD, held.pk, None, ids.floor(at), at)


def _deciders(held: Held) -> list[int]:
    if held.decider == Decider.MODERATORS:
        return [person for person in _moderators() if person != held.author_id]
    owners = Membership.objects.filter(stream_id=held.stream_id, role=MemberRole.OWNER)
    return list(owners.order_by("person_id").values_list("person_id", flat=True))


def _moderators() -> list[int]:
    moderators = RoleGrant.objects.filter(role__in=MODERATING)
    return sorted(set(moderators.values_list("person_id", flat=True)))
