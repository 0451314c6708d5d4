"""Who may be named, and which leaders' own figures are shown: only who agreed, only as long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from groundswell.activity import log
from groundswell.adoption.consents import actions, queries
from groundswell.adoption.consents.models import Consent, RosterPlace, ShownBefore, What
from groundswell.exchange.merging import actions as merging
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.notifications import queries as notices
from groundswell.network.notifications import reading, wording
from groundswell.network.notifications.models import Kind, Notice
from groundswell.people.audit.models import AuditEntry
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person, State
from tests.adoption.company import ALWAYS

pytestmark = pytest.mark.usefixtures("news")
NOW = datetime(2026, 3, 31, 9, tzinfo=UTC)


def may_be_named(person, what=What.BRIDGE) -> bool:
    return person.pk in queries.opted_in([person.pk], what)


def hears_that_it_ended() -> set[int]:
    found = Notice.objects.unread().filter(kind=Kind.CONSENT)
    return set(found.values_list("person_id", flat=True))


def test_nobody_may_be_named_before_they_agree_or_after_they_take_it_back(cast):
    assert not may_be_named(cast.joan)
    actions.agree(person=cast.joan, what=What.BRIDGE)
    actions.agree(person=cast.joan, what=What.BRIDGE)
    assert may_be_named(cast.joan)
    assert not may_be_named(cast.joan, What.CHAMPION)
    assert queries.everybody(What.BRIDGE) == {cast.joan.pk}

    actions.withdraw(person=cast.joan, what=What.BRIDGE)
    actions.withdraw(person=cast.joan, what=What.BRIDGE)
    assert not may_be_named(cast.joan)
    actions.agree(person=cast.joan, what=What.BRIDGE)
    assert may_be_named(cast.joan)
    assert [one.withdrawn_at is None for one in queries.own(cast.joan)] == [True, False]
    assert AuditEntry.objects.filter(verb__contains="to be named").count() == 3


def test_who_agreed_to_their_name_alone_is_asked_anew(cast):
    for what in What:
        actions.agree(person=cast.joan, what=what)
    actions.agree(person=cast.mira, what=What.BRIDGE)
    Consent.objects.filter(person=cast.mira).update(given_at=clock.now() + timedelta(days=1))

    actions.agree(person=cast.otto, what=What.BRIDGE)
    actions.withdraw(person=cast.otto, what=What.BRIDGE)
    import_module("groundswell.adoption.migrations.0015_agree_anew").agree_anew(apps, None)
    before = log.newest()
    import_module("groundswell.adoption.migrations.0016_say_what_ended").say_what_ended(apps, None)
    reading.follow(log.after(before))

    assert hears_that_it_ended() == {cast.joan.pk, cast.mira.pk}
    assert queries.everybody(What.BRIDGE) == frozenset()
    assert may_be_named(cast.joan, What.CHAMPION)
    actions.agree(person=cast.joan, what=What.BRIDGE)
    assert may_be_named(cast.joan)


def test_who_left_is_named_no_more(cast):
    actions.agree(person=cast.joan, what=What.CHAMPION)
    Person.objects.filter(pk=cast.joan.pk).update(state=State.LEFT)

    assert not may_be_named(cast.joan, What.CHAMPION)
    assert Consent.objects.exists()


def test_a_leader_is_shown_once_told_and_agreed_and_only_until_they_say_no(cast):
    Assignment.objects.create(person=cast.otto, manager=cast.joan, from_on=ALWAYS)
    with pytest.raises(NotFound):
        actions.answer(leader=cast.joan, agrees=True)
    actions.tell(leader=cast.joan, told_by=cast.mira)
    actions.tell(leader=cast.joan, told_by=cast.otto)
    assert queries.own_place(cast.joan).told_by == cast.mira
    assert queries.shown_leaders([cast.joan.pk]) == frozenset()

    actions.answer(leader=cast.joan, agrees=True)
    assert queries.shown_leaders([cast.joan.pk, cast.otto.pk]) == {cast.joan.pk}
    assert queries.places([cast.joan.pk])[cast.joan.pk].is_shown
    first = queries.own_place(cast.joan).agreed_at
    actions.answer(leader=cast.joan, agrees=True)
    assert queries.own_place(cast.joan).agreed_at == first

    actions.answer(leader=cast.joan, agrees=False)
    ended = queries.own_place(cast.joan).withdrawn_at
    actions.answer(leader=cast.joan, agrees=False)
    assert queries.own_place(cast.joan).withdrawn_at == ended
    assert queries.shown_leaders([cast.joan.pk]) == frozenset()
    with pytest.raises(actions.TheyTookItBack):
        actions.tell(leader=cast.joan, told_by=cast.mira)
    actions.answer(leader=cast.joan, agrees=True)
    assert queries.shown_leaders([cast.joan.pk]) == {cast.joan.pk}
    before = ShownBefore.objects.values_list("leader", "agreed_at", "withdrawn_at")
    assert list(before) == [(cast.joan.pk, first, ended)]
    assert AuditEntry.objects.filter(verb__contains="to the roster").count() == 3


def test_the_roster_is_for_those_who_lead(cast):
    with pytest.raises(actions.OnlyLeadersHaveAPlaceOnTheRoster, match="Joan Whitfield leads"):
        actions.tell(leader=cast.joan, told_by=cast.mira)


def test_a_no_wins_when_two_accounts_become_one_person(cast):
    RosterPlace.objects.create(leader=cast.joan, told_at=NOW, agreed_at=NOW, withdrawn_at=NOW)
    RosterPlace.objects.create(leader=cast.mira, told_at=NOW, agreed_at=NOW)
    for person, what in ((cast.joan, What.BRIDGE), (cast.mira, What.BRIDGE),
                         (cast.mira, What.CHAMPION)):  # fmt: skip
        actions.agree(person=person, what=what)
    actions.withdraw(person=cast.joan, what=What.BRIDGE)

    before = log.newest()
    merging.merge(gone_id=cast.joan.pk, kept_id=cast.mira.pk, merged_by=None)
    reading.follow(log.after(before))

    assert hears_that_it_ended() == {cast.mira.pk}
    told = [one for one in notices.inbox(cast.mira).unread if one.kind == Kind.CONSENT]
    leads_to = {wording.address(one): wording.sentence(one) for one in told}
    named, place = (f"/adoption/about-me/#{part}" for part in ("named", "own-roster"))
    assert leads_to.keys() == {named, place}
    assert leads_to[named].startswith("A consent of yours ended, so you are named no more")
    assert leads_to[place].startswith("A consent of yours ended, so analysts see your figures")
    assert queries.roster() == frozenset()
    later = (NOW + timedelta(days=1)).date()
    assert queries.shown_between(later, clock.today()) == {cast.mira.pk}  # until just now
    assert not may_be_named(cast.mira)
    assert may_be_named(cast.mira, What.CHAMPION)


def test_what_was_shown_of_one_account_was_shown_of_the_person_whose_it_becomes(cast):
    days = [NOW + number * timedelta(days=1) for number in range(6)]
    ShownBefore.objects.create(leader=cast.joan, agreed_at=days[0], withdrawn_at=days[0])
    RosterPlace.objects.create(leader=cast.joan, told_at=NOW, agreed_at=days[2])
    RosterPlace.objects.create(
        leader=cast.mira, told_at=NOW, agreed_at=days[1], withdrawn_at=days[1]
    )

    with clock.frozen(days[3]):
        merging.merge(gone_id=cast.joan.pk, kept_id=cast.mira.pk, merged_by=None)

    known = [queries.shown_between(day.date(), day.date()) for day in days]
    assert known == [{cast.mira.pk}] * 4 + [set()] * 2
    assert queries.roster() == frozenset()


def test_a_no_of_another_account_leaves_known_until_when_figures_were_shown(cast):
    later = NOW + timedelta(days=9)
    RosterPlace.objects.create(leader=cast.joan, told_at=NOW, withdrawn_at=NOW)
    times = {"agreed_at": NOW, "withdrawn_at": later}
    RosterPlace.objects.create(leader=cast.mira, told_at=NOW, **times)

    merging.merge(gone_id=cast.joan.pk, kept_id=cast.mira.pk, merged_by=None)

    assert queries.own_place(cast.mira).withdrawn_at == later


def test_a_no_holds_for_who_was_never_asked_under_the_account_that_stays(cast):
    RosterPlace.objects.create(leader=cast.joan, told_at=NOW, withdrawn_at=NOW)

    merging.merge(gone_id=cast.joan.pk, kept_id=cast.mira.pk, merged_by=None)

    assert queries.own_place(cast.mira).withdrawn_at == NOW
