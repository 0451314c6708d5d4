"""Invitations and resets, as a real mail server on loopback receives them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from groundswell.activity import outbox
from groundswell.activity.models import Outbox
from groundswell.foundation import clock
from groundswell.people.persons.models import Person, State
from groundswell.people.signin import doors
from groundswell.people.signin import links as onetime
from tests.letterbox import letterbox_of, said

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def letterbox(settings):
    with letterbox_of(settings) as box:
        yield box


def links(letterbox):
    return [re.search(r"/welcome/(\w+)/", said(letter))[1] for letter in letterbox.letters]


@pytest.fixture
def invited(cast):
    person = cast.joan
    Person.objects.filter(pk=person.pk).update(state=State.INVITED, language="en")
    return person


def test_nothing_leaves_before_the_doors_are_open(letterbox, invited):
    outbox.work_off()

    assert letterbox.letters == []


def test_opening_the_doors_invites_everybody_once(letterbox, cast, invited):
    doors.open_doors(opened_by=cast.mira)
    doors.open_doors(opened_by=cast.mira)

    assert outbox.work_off() == 1
    assert outbox.work_off() == 0
    (letter,) = letterbox.letters
    assert letter["To"] == "Joan Whitfield <joan@halden.example>"
    assert letter["From"] == "Halden Marine Systems <net@halden.example>"
    assert "@joan_whitfield" in said(letter)
    (secret,) = links(letterbox)
    assert onetime.link_of(secret, address="").person == invited


def test_without_a_mail_server_letters_stay_owed(cast, invited):
    doors.open_doors(opened_by=cast.mira)

    assert outbox.work_off() == 0
    assert Outbox.objects.get().done_at is None


def test_a_refused_letter_is_tried_again_later_with_the_same_link(letterbox, cast, invited):
    letterbox.refuses = "451 come back later"
    with clock.frozen(NOW):
        doors.open_doors(opened_by=cast.mira)
        assert outbox.work_off() == 1
        assert outbox.work_off() == 0
    owed = Outbox.objects.get()
    assert "come back later" in owed.last_error

    letterbox.refuses = ""
    with clock.frozen(NOW + timedelta(minutes=2)):
        assert outbox.work_off() == 1
        assert onetime.link_of(links(letterbox)[0], address="").person == invited


def test_a_letter_sent_twice_by_a_kill_names_itself_and_holds_one_link(letterbox, cast, invited):
    with clock.frozen(NOW):
        doors.open_doors(opened_by=cast.mira)
        outbox.work_off()
    # The process was killed between the mail server's answer and our mark.
    Outbox.objects.update(done_at=None)

    with clock.frozen(NOW + outbox.CLAIM + timedelta(seconds=1)):
        outbox.work_off()

    first, second = letterbox.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert len(set(links(letterbox))) == 1


def test_who_came_in_meanwhile_gets_no_invitation(letterbox, cast, invited):
    doors.open_doors(opened_by=cast.mira)
    Person.objects.filter(pk=invited.pk).update(state=State.ACTIVE)

    outbox.work_off()

    assert letterbox.letters == []
    assert Outbox.objects.get().done_at is not None


def test_a_mail_server_that_never_takes_a_letter_is_given_up(letterbox, cast, invited):
    letterbox.refuses = "550 no such person"
    with clock.frozen(NOW):
        doors.open_doors(opened_by=cast.mira)
    for day in range(12):
        with clock.frozen(NOW + timedelta(days=day)):
            outbox.work_off()

    owed = Outbox.objects.get()
    assert owed.tries == len(outbox.PAUSES) + 1
    assert owed.last_error.startswith("given up")

    letterbox.refuses = ""
    assert doors.open_doors(opened_by=cast.mira) == 1
    assert doors.open_doors(opened_by=cast.mira) == 0
    assert outbox.work_off() == 1
    assert doors.open_doors(opened_by=cast.mira) == 0
    assert len(letterbox.letters) == 1


def test_a_reset_is_sent_in_the_persons_language_and_grows_stale(letterbox, cast):
    Person.objects.filter(pk=cast.otto.pk).update(language="de")
    with clock.frozen(NOW):
        doors.owe_reset(name="otto@halden.example")
        outbox.work_off()
        doors.owe_reset(name="nobody@halden.example")
    with clock.frozen(NOW + timedelta(hours=2)):
        doors.owe_reset(name="otto_berg")
    with clock.frozen(NOW + timedelta(hours=27)):
        outbox.work_off()

    (letter,) = letterbox.letters
    assert letter["To"].startswith("Otto Berg")
    assert Outbox.objects.filter(done_at=None).count() == 0


def test_a_name_cannot_write_a_header(letterbox, cast, invited):
    Person.objects.filter(pk=invited.pk).update(name="Joan\r\nBcc: all@halden.example")
    doors.open_doors(opened_by=cast.mira)

    outbox.work_off()

    (letter,) = letterbox.letters
    assert letter["Bcc"] is None
