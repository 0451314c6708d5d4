"""One-time links, PINs and letters, and who is owed one when the doors open."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.activity.models import Outbox
from groundswell.foundation import clock
from groundswell.people.persons.models import Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin import actions, doors, guessers, links, queries
from groundswell.people.signin.models import OneTimeLink, Purpose, SignInFailure
from tests.people.door import FROM_HERE, NOW, PASSWORD, sign_in

pytestmark = pytest.mark.usefixtures("quick_hashes", "at_nine")


def test_a_link_works_once_and_ends_every_session(mira):
    before = sign_in("mira_lindqvist")
    secret = links.issue_link(person=mira, purpose=Purpose.RESET)

    after = actions.use_link(secret=secret, password="another long word", **FROM_HERE)

    assert queries.signed_in(before) is None
    assert queries.signed_in(after)
    assert sign_in("mira_lindqvist", "another long word")
    with pytest.raises(links.LinkIsUsedOrOver):
        actions.use_link(secret=secret, password="a third long word", **FROM_HERE)


def test_only_the_newest_link_works_and_none_for_ever(mira):
    old, new = (links.issue_link(person=mira, purpose=Purpose.RESET) for _ in range(2))

    def works(secret):
        try:
            return bool(links.link_of(secret, address="192.0.2.1"))
        except links.LinkIsUsedOrOver:
            return False

    assert (works(old), works(new), works("")) == (False, True, False)
    with clock.frozen(NOW + timedelta(hours=25)):
        assert not works(new)
    invitation = links.issue_link(person=mira, purpose=Purpose.INVITATION)
    with clock.frozen(NOW + timedelta(days=29)):
        assert works(invitation)
    with clock.frozen(NOW + timedelta(days=31)):
        assert not works(invitation)
    assert not OneTimeLink.objects.filter(secret_hash__contains=invitation).exists()


@pytest.mark.parametrize("password", ["short", "password1234", ""])
def test_a_weak_password_is_refused_and_the_link_goes_on_working(mira, password):
    secret = links.issue_link(person=mira, purpose=Purpose.RESET)

    with pytest.raises(actions.PasswordIsTooWeak):
        actions.use_link(secret=secret, password=password, **FROM_HERE)

    assert actions.use_link(secret=secret, password=PASSWORD, **FROM_HERE)


def test_a_pin_is_typed_as_people_type(cast):
    pin = links.issue_pin(person=cast.otto)

    assert [len(part) for part in pin.split("-")] == [4, 4, 4]
    for typed in (pin, pin.lower(), pin.replace("-", ""), pin.replace("-", " ")):
        assert links.link_of(typed, address="192.0.2.1").person == cast.otto


def test_guessing_links_is_slowed_down_by_address(cast):
    secret = links.issue_link(person=cast.otto, purpose=Purpose.RESET)
    for number in range(50):
        with pytest.raises(links.LinkIsUsedOrOver):
            links.link_of(f"guess {number}", address="192.0.2.1")

    with pytest.raises(guessers.TooManyAttempts):
        links.link_of(secret, address="192.0.2.1")
    assert links.link_of(secret, address="192.0.2.2")
    with pytest.raises(guessers.TooManyAttempts):
        links.link_seen(secret, address="192.0.2.1")


def test_a_link_that_is_only_looked_at_counts_no_guess(cast):
    before = SignInFailure.objects.count()

    with pytest.raises(links.LinkIsUsedOrOver):
        links.link_seen("guess", address="192.0.2.1")

    assert SignInFailure.objects.count() == before


def test_invitations_are_owed_when_the_doors_open_and_to_each_once(cast):
    for name in ("Otto Berg", "Joan Whitfield"):
        person = cast.person(name)
        Person.objects.filter(pk=person.pk).update(state=State.INVITED)
    without = cast.person("Tuva Moen")
    Person.objects.filter(pk=without.pk).update(state=State.INVITED, email=None)
    assert not queries.doors_are_open()
    assert not Outbox.objects.exists()

    assert doors.open_doors(opened_by=cast.mira) == 2
    late = cast.person("Late Comer")
    Person.objects.filter(pk=late.pk).update(state=State.INVITED)
    assert doors.open_doors(opened_by=cast.mira) == 1

    assert queries.doors_are_open()
    assert Outbox.objects.count() == 3


def test_a_reset_is_owed_once_an_hour_to_who_exists_and_may_sign_in(mira, cast):
    for name in ("nobody", "nobody@halden.example", "", "mira_lindqvist", "mira@halden.example"):
        doors.owe_reset(name=name)
    Person.objects.filter(pk=cast.joan.pk).update(state=State.SUSPENDED)
    doors.owe_reset(name="joan_whitfield")

    assert [owed.facts for owed in Outbox.objects.all()] == [{"person_id": mira.pk}]


def test_who_is_known_from_an_import_alone_is_nobody_to_become(cast):
    Person.objects.filter(pk=cast.otto.pk).update(is_listed=False)

    doors.owe_reset(name="otto@halden.example")

    assert not Outbox.objects.exists()


def test_nobody_becomes_somebody_with_more_power_by_a_link(mira, cast):
    roles.grant(person=mira, role=Role.ADMINISTRATOR)
    roles.grant(person=cast.joan, role=Role.PEOPLE_ADMINISTRATOR)
    roles.grant(person=cast.otto, role=Role.LEGAL)

    with pytest.raises(links.TheyMayMoreThanYou, match="Mira"):
        links.issue_link(person=mira, purpose=Purpose.RESET, issued_by=cast.joan)

    assert links.issue_link(person=cast.joan, purpose=Purpose.RESET, issued_by=cast.joan)
    assert links.issue_link(person=cast.otto, purpose=Purpose.RESET, issued_by=mira)


def test_nor_by_a_pin_on_a_letter(mira, cast):
    roles.grant(person=mira, role=Role.ADMINISTRATOR)
    roles.grant(person=cast.joan, role=Role.PEOPLE_ADMINISTRATOR)

    with pytest.raises(links.TheyMayMoreThanYou, match="Mira"):
        links.issue_pin(person=mira, issued_by=cast.joan)


def test_a_changed_password_ends_the_links_that_were_on_their_way(mira):
    secret = links.issue_link(person=mira, purpose=Purpose.RESET)

    actions.change_password(person=mira, old=PASSWORD, new="a long new one", **FROM_HERE)

    with pytest.raises(links.LinkIsUsedOrOver):
        links.link_of(secret, address="192.0.2.1")


def test_letters_go_on_with_those_who_have_none_yet(mira, cast):
    anna, berit, carl = (cast.person(name) for name in ("Anna Aas", "Berit Borg", "Carl Cato"))
    Person.objects.exclude(pk=mira.pk).update(state=State.INVITED, email=None)

    assert queries.to_write_to(mira, limit=2) == [anna, berit]
    for person in (anna, berit):
        links.issue_pin(person=person, issued_by=mira)
    assert queries.to_write_to(mira, limit=2) == [carl, anna]

    with clock.frozen(NOW + timedelta(days=31)):
        assert queries.to_write_to(mira, limit=2) == [anna, berit]
