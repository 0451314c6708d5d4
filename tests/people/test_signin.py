"""Signing in and out, sessions, passwords, and guessing slowed down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.config import settings as ours
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.people.persons.models import Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.roles.queries import Permission
from groundswell.people.signin import actions, guessers, links, queries
from groundswell.people.signin.models import Purpose, Session, SignInFailure
from tests.people.door import FROM_HERE, NOW, PASSWORD, fail, sign_in

pytestmark = pytest.mark.usefixtures("quick_hashes", "at_nine")


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
    assert found.permissions >= {Permission.MODERATE, Permission.SEE_ADOPTION}


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
