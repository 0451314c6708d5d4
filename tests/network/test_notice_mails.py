"""Mails about notices, as a real mail server on loopback receives them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from groundswell.activity import outbox, readers
from groundswell.activity.models import Outbox
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import actions as groups
from groundswell.network.models import Preferences, Stream
from groundswell.network.notifications import (
    actions,
    digesting,
    mailing,
    preferring,
    unsubscribing,
)
from groundswell.network.notifications.models import Digest
from groundswell.network.notifications.unsubscribing import What
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.streams import actions as streams
from groundswell.network.streams import queries as stream_queries
from groundswell.people.persons.models import Person, State
from groundswell.people.signin import doors
from tests.letterbox import letterbox_of, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]
WEEK = [0, 1, 2, 3, 4, 5, 6]


@pytest.fixture
def letterbox(settings):
    with letterbox_of(settings) as box:
        yield box


@pytest.fixture
def answered(cast, letterbox):
    """Otto asked and Mira answered; it has waited for an hour, and nothing is quiet."""
    doors.open_doors(opened_by=cast.mira)
    Preferences.objects.create(person=None, is_quiet_at_night=False, digest=Digest.NEVER)
    thread = posts.publish(
        author=cast.otto,
        stream_ids=[cast.pilots.stream_id],
        kind="question",
        title="Who knows?",
        source="Blade three",
    )
    posts.reply(author=cast.mira, to_id=thread.pk, source="Measure **all four**. <script>")
    read()
    return thread


def read():
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    readers.catch_up(reader)


def in_an_hour():
    return clock.frozen(clock.now() + timedelta(hours=1))


def send():
    mailing.owe_due()
    digesting.owe_due()
    while outbox.work_off():
        pass


def test_what_was_not_seen_for_a_while_is_mailed_once(cast, letterbox, answered):
    send()
    assert letterbox.letters == []
    with in_an_hour():
        send()
        send()

    (letter,) = letterbox.letters
    assert letter["To"] == "Otto Berg <otto@halden.example>"
    assert letter["Subject"] == "Mira Lindqvist answered you in Who knows?"
    assert "Measure all four." in said(letter)
    assert f"/posts/{answered.pk}/?at=" in said(letter)
    assert "<b>Mira Lindqvist</b>" in said(letter, "html")
    assert "<script" not in said(letter, "html")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Auto-Submitted"] == "auto-generated"


def test_mails_about_one_thread_hang_together(cast, letterbox, answered):
    with in_an_hour():
        send()
    actions.mark_all_read(reader=cast.otto)
    posts.reply(author=cast.joan, to_id=answered.pk, source="Or three")
    read()
    with in_an_hour():
        send()

    first, second = letterbox.letters
    assert first["References"] == second["References"]
    assert first["Message-ID"] != second["Message-ID"]


@pytest.mark.parametrize("why", ["seen", "removed", "left", "suspended", "stopped", "shut"])
def test_who_saw_it_or_must_not_gets_no_mail(cast, letterbox, answered, why):
    with in_an_hour():
        mailing.owe_due()
        {
            "seen": lambda: actions.mark_all_read(reader=cast.otto),
            "removed": lambda: changing.remove(remover=cast.otto, post_id=answered.pk),
            "left": lambda: Person.objects.filter(pk=cast.otto.pk).update(state=State.LEFT),
            "suspended": lambda: Person.objects.update(state=State.SUSPENDED),
            "stopped": lambda: Person.objects.update(email=None, email_folded=None),
            "shut": lambda: shut_out(cast.otto, cast.pilots),
        }[why]()
        if why == "removed":
            changing.remove(remover=cast.mira, post_id=answered.replies.get().pk)
        outbox.work_off()

    assert letterbox.letters == []
    assert Outbox.objects.filter(kind="notice", done_at=None).count() == 0


def shut_out(person, group):
    Stream.objects.filter(pk=group.stream_id).update(is_open=False)
    groups.leave(person=person, group_id=group.pk)


def test_nobody_gets_a_mail_before_the_doors_are_open(cast, letterbox, answered):
    from groundswell.people.signin.models import Doors

    Doors.objects.all().delete()
    with in_an_hour():
        send()

    assert letterbox.letters == []


def test_in_quiet_hours_a_mail_waits(cast, letterbox, answered):
    quiet = {"is_quiet_at_night": True, "working_days": [(clock.now().weekday() + 3) % 7]}
    preferring.prefer(person=cast.otto, **quiet)
    with in_an_hour():
        send()
        assert letterbox.letters == []
        preferring.prefer(person=cast.otto, is_quiet_at_night=False)
        send()

    assert len(letterbox.letters) == 1


def test_a_kill_between_server_and_mark_repeats_the_letter_by_its_name(cast, letterbox, answered):
    with in_an_hour():
        send()
        Outbox.objects.update(done_at=None, next_try_at=clock.now())
        outbox.work_off()

    first, second = letterbox.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_a_mail_speaks_the_language_of_its_reader(cast, letterbox, answered):
    Person.objects.update(language="de")
    with in_an_hour():
        send()

    assert letterbox.letters[0]["Subject"] == "Mira Lindqvist hat dir geantwortet in Who knows?"


class TestDigest:
    @pytest.fixture
    def wanting(self, cast, answered):
        """Joan is in the group, follows Mira, and wants a digest at this hour."""
        groups.join(person=cast.joan, group_id=cast.pilots.pk)
        Preferences.objects.filter(person=None).update(mails_at_once=False)
        preferring.prefer(
            person=cast.joan,
            digest=Digest.DAILY,
            digest_hour=0,
            working_days=WEEK,
            mails_at_once=False,
        )
        storyline = stream_queries.storyline_of(cast.mira.pk)
        streams.follow(follower=cast.joan, stream_id=storyline.pk)
        posts.publish(author=cast.mira, stream_ids=[storyline.pk], source="Crane is free")
        posts.publish(
            author=cast.otto,
            stream_ids=[cast.pilots.stream_id],
            kind="question",
            title="Who has the key?",
            source="The blue one",
        )
        posts.publish(
            author=cast.mira,
            stream_ids=[cast.merger.stream_id],
            source=f"Not for @{cast.joan.account.handle}",
        )
        read()
        return cast.joan

    def test_it_tells_what_waits_what_people_did_and_nothing_secret(self, cast, letterbox, wanting):
        posts.publish(
            author=cast.mira,
            stream_ids=[cast.organisation.pk],
            source=f"Thanks @{cast.joan.account.handle}",
        )
        read()

        send()
        send()

        (letter,) = letterbox.letters
        text = said(letter)
        assert "Mira Lindqvist mentioned you in Thanks" in text
        assert "Who has the key?" in text
        assert "Crane is free" in text
        assert "Not for" not in text
        assert "Who knows?" not in text  # it has its answer

    def test_the_next_comes_the_next_day_and_tells_only_what_is_new(self, cast, letterbox, wanting):
        send()
        with clock.frozen(clock.now() + timedelta(days=1)):
            send()

        first, second = letterbox.letters
        assert "Crane is free" in said(first)
        assert "Crane is free" not in said(second)
        assert "Who has the key?" in said(second)

    def test_with_nothing_to_tell_none_is_sent(self, cast, letterbox, answered):
        actions.mark_all_read(reader=cast.otto)
        preferring.prefer(person=cast.otto, digest=Digest.DAILY, digest_hour=0, working_days=WEEK)
        send()

        assert letterbox.letters == []
        assert Outbox.objects.get(kind="digest").done_at is not None


class TestUnsubscribing:
    def test_one_click_stops_what_it_says_and_nothing_else(self, cast, letterbox, answered):
        with in_an_hour():
            send()
        # As it went over the line: a folded or encoded address would lead nowhere.
        address = re.search(r"\r\nList-Unsubscribe: <(http\S+)>\r\n", letterbox.raw[0])[1]
        token = re.search(r"/unsubscribe/([^/]+)/", address)[1]
        before = preferring.preferences(cast.otto)

        assert unsubscribing.unsubscribe(token) == What.AT_ONCE
        unsubscribing.unsubscribe(token)

        after = preferring.preferences(cast.otto)
        assert (after.mails_at_once, after.digest) == (False, before.digest)
        assert preferring.preferences(cast.mira).mails_at_once

    def test_a_forged_address_is_not_there(self, cast):
        address = unsubscribing.address(cast.otto, What.DIGEST)
        token = address.split("/")[2]

        for forged in (token[:-1], "x" + token, "", "x:y:z"):
            with pytest.raises(NotFound):
                unsubscribing.unsubscribe(forged)
