"""Signing in and out, one-time links and PINs, guessing slowed down, the doors, presence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from groundswell.activity.models import Outbox
from groundswell.config import settings as ours
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.people.persons.models import Person, Presence, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.roles.queries import Permission
from groundswell.people.signin import actions, doors, guessers, links, presence, queries
from groundswell.people.signin.models import OneTimeLink, Purpose, Session, SignInFailure

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PASSWORD = "three blades and a shaft"
FROM_HERE = {"device": "Firefox, Linux", "address": "192.0.2.1"}


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """Argon2 takes its time by design; what is tested here is around it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def at_nine():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def mira(cast):
    """Mira with a password."""
    secret = links.issue_link(person=cast.mira, purpose=Purpose.INVITATION)
    actions.use_link(secret=secret, password=PASSWORD, **FROM_HERE)
    actions.end_all_sessions(cast.mira.pk)
    return Person.objects.get(pk=cast.mira.pk)


def sign_in(name, password=PASSWORD, **more):
    return actions.sign_in(name=name, password=password, **FROM_HERE | more)


def fail(name="mira_lindqvist", times=1, **more):
    for _ in range(times):
        with pytest.raises(actions.WrongNameOrPassword):
            sign_in(name, "wrong", **more)


@pytest.mark.parametrize(
    "name", ["mira_lindqvist", "@Mira_Lindqvist", "mira@halden.example", " MIRA@Halden.Example "]
)
def test_one_signs_in_by_handle_or_email(mira, name):
    found = queries.signed_in(sign_in(name))

    assert found is not None
    assert found.viewer == mira
    assert found.handle == "mira_lindqvist"


def test_a_wrong_name_and_a_wrong_password_sound_the_same(mira, cast):
    cast.otto  # noqa: B018 - he is invited and has no password
    sentences = set()
    for name, password in (("mira_lindqvist", "x"), ("nobody", PASSWORD), ("otto_berg", "")):
        with pytest.raises(actions.WrongNameOrPassword) as refusal:
            sign_in(name, password)
        sentences.add(str(refusal.value))

    assert len(sentences) == 1


def test_the_time_taken_does_not_tell_who_exists(mira, monkeypatch):
    fail("nobody")
    computed = []
    for name in ("check_password", "make_password"):
        real = getattr(actions, name)
        monkeypatch.setattr(
            actions, name, lambda *given, real=real: computed.append(real) or real(*given)
        )

    fail("mira_lindqvist")
    for_mira = len(computed)
    fail("nobody else")

    assert len(computed) == 2 * for_mira


@pytest.mark.parametrize("state", [State.SUSPENDED, State.LEFT])
def test_who_is_shut_out_signs_in_nowhere(mira, state):
    token = sign_in("mira_lindqvist")
    secret = links.issue_link(person=mira, purpose=Purpose.RESET)
    Person.objects.filter(pk=mira.pk).update(state=state)

    assert queries.signed_in(token) is None
    with pytest.raises(actions.WrongNameOrPassword):
        sign_in("mira_lindqvist")
    with pytest.raises(links.LinkIsUsedOrOver):
        actions.use_link(secret=secret, password=PASSWORD, **FROM_HERE)


def test_ten_failures_close_an_account_for_a_quarter_of_an_hour(mira, cast):
    fail("mira_lindqvist", 5)
    fail("mira@halden.example", 5, address="192.0.2.2")

    with pytest.raises(guessers.TooManyAttempts):
        sign_in("mira_lindqvist", address="192.0.2.3")
    fail("joan_whitfield")
    with clock.frozen(NOW + timedelta(minutes=15, seconds=1)):
        assert sign_in("mira_lindqvist")


def test_signing_in_forgives_the_failures_before(mira):
    for _ in range(3):
        fail(times=9)
        assert sign_in("mira_lindqvist")


def test_an_address_has_fifty_guesses_whoever_it_guesses(mira):
    for number in range(50):
        fail(f"somebody {number}")

    with pytest.raises(guessers.TooManyAttempts):
        sign_in("mira_lindqvist")
    assert sign_in("mira_lindqvist", address="192.0.2.2")


def test_failures_keep_no_name_and_no_address_and_are_dropped(mira):
    fail("mira_lindqvist")
    for failure in SignInFailure.objects.all():
        assert "mira" not in failure.key
        assert "192.0.2" not in failure.key
    with clock.frozen(NOW + timedelta(minutes=16)):
        guessers.forget_old()

    assert not SignInFailure.objects.exists()


def test_a_session_lasts_ninety_days_and_its_token_is_not_kept(mira):
    token = sign_in("mira_lindqvist")

    kept = Session.objects.get()
    assert token not in (kept.token_hash, kept.device, kept.address)
    with clock.frozen(NOW + timedelta(days=89)):
        assert queries.signed_in(token)
    with clock.frozen(NOW + timedelta(days=91)):
        assert queries.signed_in(token) is None
        assert list(queries.sessions(mira)) == []
    assert queries.signed_in(token[:-1]) is None
    assert queries.signed_in(kept.token_hash) is None


def test_one_query_brings_person_and_roles(mira, django_assert_num_queries):
    roles.grant(person=mira, role=Role.MODERATOR)
    roles.grant(person=mira, role=Role.ANALYST)
    token = sign_in("mira_lindqvist")

    with django_assert_num_queries(1):
        found = queries.signed_in(token)

    assert found is not None
    assert found.roles == {"moderator", "analyst"}
    assert found.permissions == {Permission.MODERATE, Permission.SEE_ADOPTION}


def test_one_signs_out_of_ones_own_devices_alone(mira, cast):
    here, there = sign_in("mira_lindqvist"), sign_in("mira_lindqvist", device="Phone")
    first, second = queries.sessions(mira).order_by("pk")
    with pytest.raises(NotFound):
        actions.end_session(person=cast.joan, session_id=first.pk)

    actions.end_session(person=mira, session_id=first.pk)

    assert queries.signed_in(here) is None
    assert queries.signed_in(there)
    assert queries.living([first.pk, second.pk]) == {second.pk}
    with pytest.raises(NotFound):
        actions.end_session(person=mira, session_id=first.pk)


def test_the_first_sign_in_makes_an_invited_person_active(cast):
    Person.objects.filter(pk=cast.otto.pk).update(state=State.INVITED)
    secret = links.issue_link(person=cast.otto, purpose=Purpose.INVITATION)

    token = actions.use_link(secret=secret, password=PASSWORD, **FROM_HERE)

    otto = Person.objects.get(pk=cast.otto.pk)
    assert (otto.state, otto.joined_at) == (State.ACTIVE, NOW)
    assert queries.signed_in(token)


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


def test_changing_a_password_asks_for_the_old_one(mira):
    token = sign_in("mira_lindqvist")
    change = {"person": mira, "new": "another long word"} | FROM_HERE
    for _ in range(3):
        with pytest.raises(actions.WrongNameOrPassword):
            actions.change_password(old="wrong", **change)
    assert queries.signed_in(token)

    fresh = actions.change_password(old=PASSWORD, **change)

    assert queries.signed_in(token) is None
    assert queries.signed_in(fresh)
    assert sign_in("mira_lindqvist", "another long word")


def test_guessing_an_old_password_is_slowed_down(mira):
    change = {"person": mira, "new": "another long word"} | FROM_HERE
    for _ in range(10):
        with pytest.raises(actions.WrongNameOrPassword):
            actions.change_password(old="wrong", **change)

    with pytest.raises(guessers.TooManyAttempts):
        actions.change_password(old=PASSWORD, **change)


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


def test_presence_is_a_row_a_person_and_day_and_writing_stays_written(mira, settings):
    settings.TIME_ZONE = "Europe/Oslo"
    session = queries.signed_in(sign_in("mira_lindqvist"))
    assert session is not None
    presence.write()
    Presence.objects.all().delete()
    for at, has_written in ((NOW, False), (NOW, True), (NOW, False)):
        with clock.frozen(at):
            presence.note(mira.pk, session.session_id, has_written=has_written)
            presence.write()
    with clock.frozen(datetime(2026, 3, 2, 23, 30, tzinfo=UTC)):
        presence.note(mira.pk, session.session_id, has_written=False)
        presence.write()

    rows = Presence.objects.order_by("on").values_list("on", "has_read", "has_written")
    assert [(str(on), read, wrote) for on, read, wrote in rows] == [
        ("2026-03-02", True, True),
        ("2026-03-03", True, False),
    ]
    assert Session.objects.get().last_seen_at == datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert presence.write() == 0


def test_passwords_are_hashed_with_argon2(cast, settings):
    settings.PASSWORD_HASHERS = ours.PASSWORD_HASHERS
    secret = links.issue_link(person=cast.mira, purpose=Purpose.RESET)
    actions.use_link(secret=secret, password=PASSWORD, **FROM_HERE)

    assert Person.objects.get(pk=cast.mira.pk).password.startswith("argon2$argon2id$")
    assert sign_in("mira_lindqvist")


def test_a_whole_network_of_one_guesser_counts_as_one_address(mira):
    for number in range(50):
        fail(f"nobody{number}", address=f"2001:db8:1:2::{number:x}")

    with pytest.raises(guessers.TooManyAttempts):
        sign_in("nobody", "wrong", address="2001:db8:1:2:ffff::1")
    with pytest.raises(actions.WrongNameOrPassword):
        sign_in("nobody", "wrong", address="2001:db8:1:3::1")


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


def test_presence_that_could_not_be_written_is_kept(mira, monkeypatch):
    presence.note(mira.pk, 1, has_written=True)
    with monkeypatch.context() as broken:
        broken.setattr(presence, "_write_days", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            presence.write()

    presence.write()

    assert Presence.objects.get(person=mira).has_written


def test_presence_of_somebody_who_is_gone_stands_in_nobodys_way(mira):
    presence.note(mira.pk, 1, has_written=False)
    presence.note(10**9, 2, has_written=True)

    presence.write()

    assert list(Presence.objects.values_list("person", flat=True)) == [mira.pk]


def test_letters_go_on_with_those_who_have_none_yet(mira, cast):
    anna, berit, carl = (cast.person(name) for name in ("Anna Aas", "Berit Borg", "Carl Cato"))
    Person.objects.exclude(pk=mira.pk).update(state=State.INVITED, email=None)

    assert queries.to_write_to(mira, limit=2) == [anna, berit]
    for person in (anna, berit):
        links.issue_pin(person=person, issued_by=mira)
    assert queries.to_write_to(mira, limit=2) == [carl, anna]

    with clock.frozen(NOW + timedelta(days=31)):
        assert queries.to_write_to(mira, limit=2) == [anna, berit]
