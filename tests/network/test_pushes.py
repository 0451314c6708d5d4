"""Pushes to closed browsers: the second channel, as a real push service on loopback has them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from groundswell.activity import outbox, readers
from groundswell.activity.models import Outbox
from groundswell.foundation import clock, webpush
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import actions as groups
from groundswell.network.models import Preferences
from groundswell.network.notifications import actions, devices, mailing, pushing
from groundswell.network.notifications.devices import PushServiceIsNotKnown, TooManyDevices
from groundswell.network.notifications.models import Digest, Notice, PushDevice
from groundswell.network.posts import actions as posts
from groundswell.network.streams import queries as stream_queries
from groundswell.people.persons.models import Person, State
from groundswell.people.signin import actions as signin
from groundswell.people.signin import doors, queries
from tests.letterbox import letterbox_of
from tests.push_service import claims, push_service_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]
WEEK = [0, 1, 2, 3, 4, 5, 6]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def service(settings):
    with push_service_of(settings) as service:
        yield service


def everybody():
    return stream_queries.organisation().pk


def signed_in(person):
    token = signin.open_session(person=person, device="Firefox, Linux", address="127.0.0.1")
    return queries.signed_in(token).session_id


def subscribe(person, browser):
    return devices.add(person=person, session_id=signed_in(person), **browser.subscription)


@pytest.fixture
def browser(cast, service):
    """Otto's browser is told; nothing is quiet, and no digest comes in between."""
    Preferences.objects.create(person=None, is_quiet_at_night=False, digest=Digest.NEVER)
    browser = service.subscribe("otto")
    subscribe(cast.otto, browser)
    return browser


@pytest.fixture
def asked(cast, browser):
    """Otto asked, and Mira answered."""
    thread = posts.publish(
        author=cast.otto,
        stream_ids=[cast.pilots.stream_id],
        kind="question",
        title="Who knows about the takeover?",
        source="Blade three",
    )
    posts.reply(author=cast.mira, to_id=thread.pk, source="Measure all four.")
    read()
    return thread


def read():
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    readers.catch_up(reader)


def later(**span):
    return clock.frozen(clock.now() + timedelta(**span))


def send():
    pushing.owe_due()
    while outbox.work_off(pushing.WORKER):
        pass


def test_what_was_not_seen_for_a_minute_is_told_once(cast, service, browser, asked):
    send()
    assert service.taken == []
    with later(minutes=2):
        send()
        send()

    ((path, headers, body),) = service.taken
    assert path == "/otto"
    told = browser.read(body)
    assert told["text"] == "Mira Lindqvist answered you in Pilots"
    assert told["address"].startswith(f"/posts/{asked.pk}/?at=")
    assert b"Mira" not in body
    assert headers["content-encoding"] == "aes128gcm"
    assert 0 < int(headers["ttl"]) <= 12 * 3600


def test_the_push_service_learns_who_sends_and_nothing_else(cast, service, browser, asked):
    with later(minutes=2):
        send()
        now = clock.now()

    ((_path, headers, body),) = service.taken
    said, key = claims(headers["authorization"])
    assert key == devices.public_key()
    assert said["aud"] == f"http://{service.host}"
    assert said["sub"] == django_settings.OPTIONS.origin
    assert now.timestamp() < said["exp"] <= now.timestamp() + 24 * 3600
    assert str(asked.pk) not in headers["topic"]
    assert len(headers["topic"]) == 32
    assert len(body) == 86 + 512 + 17


def test_whoever_wants_it_is_told_only_that_there_is_news(cast, service, browser, asked):
    Preferences.objects.update(pushes_say_who=False)
    Person.objects.filter(pk=cast.otto.pk).update(language="de")
    with later(minutes=2):
        send()

    told = browser.read(service.taken[0][2])
    assert told["text"] == "Es gibt Neues für dich"
    assert told["language"] == "de"


def test_newer_news_of_a_thread_replace_what_is_on_its_way(cast, service, browser, asked):
    with later(minutes=2):
        send()
    posts.reply(author=cast.joan, to_id=asked.pk, source="Ask @otto_berg himself")
    posts.publish(author=cast.joan, stream_ids=[everybody()], source="Elsewhere, @otto_berg")
    read()
    with later(minutes=4):
        send()

    topics = [headers["topic"] for _path, headers, _body in service.taken]
    assert len(topics) == 3
    assert len(set(topics)) == 2
    tags = [browser.read(body)["tag"] for _path, _headers, body in service.taken]
    assert tags == topics


def test_mail_comes_only_when_the_push_was_in_vain(cast, service, browser, settings):
    with letterbox_of(settings) as letterbox:
        doors.open_doors(opened_by=cast.mira)
        thread = posts.publish(
            author=cast.otto, stream_ids=[cast.pilots.stream_id], source="Blade three"
        )
        posts.reply(author=cast.mira, to_id=thread.pk, source="Measure all four.")
        read()

        for minutes, letters in ((20, 0), (30, 0), (36, 1), (60, 1)):
            with later(minutes=minutes):
                mailing.owe_due()
                send()
                while outbox.work_off():
                    pass
                assert len(service.taken) == 1
                assert len(letterbox.letters) == letters


@pytest.mark.parametrize("why", ["seen", "signed out", "left", "shut out", "off", "mailed"])
def test_whoever_saw_it_or_must_not_is_not_told(cast, service, asked, why):
    with later(minutes=2):
        pushing.owe_due()
        {
            "seen": lambda: actions.mark_all_read(reader=cast.otto),
            "signed out": lambda: signin.end_all_sessions(cast.otto.pk),
            "left": lambda: Person.objects.filter(pk=cast.otto.pk).update(state=State.LEFT),
            "shut out": lambda: shut_out(cast.otto, cast.pilots),
            "off": lambda: devices.remove(person=cast.otto, device_id=PushDevice.objects.get().pk),
            "mailed": lambda: cast.otto.notices.update(told_at=clock.now()),
        }[why]()
        while outbox.work_off(pushing.WORKER):
            pass

    assert service.asked == 0


def shut_out(person, group):
    type(group.stream).objects.filter(pk=group.stream_id).update(is_open=False)
    groups.leave(person=person, group_id=group.pk)


def test_nobody_is_told_in_quiet_hours_and_nothing_may_arrive_in_them(cast, service, browser):
    Preferences.objects.update(is_quiet_at_night=True, working_days=WEEK)
    night = datetime.fromisoformat("2026-11-23T22:00:00+00:00")
    with clock.frozen(night):
        PushDevice.objects.update(added_at=night)
        posts.publish(author=cast.mira, stream_ids=[everybody()], source="Hey @otto_berg")
        read()
    with clock.frozen(night + timedelta(hours=1)):
        send()
        assert service.asked == 0
    with clock.frozen(night + timedelta(hours=18)):  # 16:00, and quiet from 18:00 on
        send()

    ((_path, headers, _body),) = service.taken
    assert int(headers["ttl"]) == 2 * 3600


def test_what_happened_before_a_device_was_added_is_not_told_there(cast, service, asked):
    other = service.subscribe("other")
    subscribe(cast.otto, other)
    with later(minutes=2):
        send()

    assert [path for path, *_ in service.taken] == ["/otto"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten(cast, service, browser, asked, status):
    service.answers = [(status, {})]
    with later(minutes=2):
        send()

    assert not PushDevice.objects.exists()


def test_a_service_that_is_busy_is_asked_again_when_it_says(cast, service, browser, asked):
    service.answers = [(503, {}), (429, {"Retry-After": "600"})]
    for minutes, times in ((2, 1), (2.5, 1), (3.1, 2), (9, 2), (14, 3), (40, 3)):
        with later(minutes=minutes):
            send()
            assert service.asked == times

    assert len(service.taken) == 1
    assert PushDevice.objects.get().failing_since is None


def test_an_answer_that_never_came_is_not_asked_for_twice(cast, service, browser, asked):
    service.answers = [(0, {})]
    for minutes in (2, 20, 60):
        with later(minutes=minutes):
            send()

    assert service.asked == 1


def test_a_deed_of_which_only_the_beginning_is_known_is_not_repeated(cast, service, asked):
    with later(minutes=2):
        pushing.owe_due()
        (row,) = Outbox.objects.filter(kind="push")
        assert outbox._claim(row)
    with later(minutes=30):
        send()

    row.refresh_from_db()
    assert row.last_error == outbox.BEGUN
    assert service.asked == 0


def test_what_was_opened_anew_meanwhile_does_not_count_as_told(cast, service, asked):
    found = list(Notice.objects.filter(person=cast.otto))
    actions.mark_all_read(reader=cast.otto)
    assert Notice.objects.unread().unchanged(found) == []

    posts.reply(author=cast.mira, to_id=asked.pk, source="And the fifth.")
    read()
    assert Notice.objects.unread().unchanged(found) == []
    assert len(Notice.objects.unread().unchanged(list(Notice.objects.unread()))) == 1


def test_a_device_that_fails_for_long_is_dropped(cast, service, browser, asked):
    service.answers = [(400, {})] * 2
    with later(minutes=2):
        send()
    assert PushDevice.objects.get().failing_since is not None
    with later(days=15):
        posts.publish(author=cast.mira, stream_ids=[everybody()], source="Hey @otto_berg")
        read()
    with later(days=15, minutes=2):
        send()

    assert not PushDevice.objects.exists()


def test_deeds_that_were_done_are_forgotten_after_a_season(cast, service, asked):
    with later(minutes=2):
        send()
    with later(days=89):
        assert outbox.forget_old() == 0
    with later(days=91):
        assert outbox.forget_old() == 1


def test_a_browser_belongs_to_whoever_sits_there_now(cast, service, browser):
    subscribe(cast.joan, browser)

    assert [device.person_id for device in PushDevice.objects.all()] == [cast.joan.pk]
    assert list(devices.devices(cast.otto)) == []


def test_a_device_ends_with_its_session_and_only_by_its_person(cast, service, browser):
    device = PushDevice.objects.get()
    with pytest.raises(NotFound):
        devices.remove(person=cast.joan, device_id=device.pk)
    with pytest.raises(NotFound):
        devices.add(
            person=cast.joan, session_id=device.session_id, **service.subscribe("x").subscription
        )

    signin.end_session(person=cast.otto, session_id=device.session_id)

    assert not PushDevice.objects.exists()


def test_an_address_inside_or_a_made_up_key_is_refused(cast, service):
    session_id, good = signed_in(cast.otto), service.subscribe("otto").subscription
    for wrong in ({"endpoint": "https://127.0.0.1/a"}, {"p256dh": "B"}, {"auth": "é"}):
        with pytest.raises(PushServiceIsNotKnown):
            devices.add(person=cast.otto, session_id=session_id, **{**good, **wrong})

    assert not PushDevice.objects.exists()


def test_nobody_has_devices_without_end(cast, service):
    for number in range(devices.MOST):
        subscribe(cast.otto, service.subscribe(str(number)))

    with pytest.raises(TooManyDevices):
        subscribe(cast.otto, service.subscribe("more"))


def test_the_key_is_kept_among_the_secrets_for_its_owner_alone(tmp_path):
    key = webpush.public_key(tmp_path)

    file = tmp_path / "secrets" / "push-key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(webpush.unquoted(file.read_text())) == 32
    webpush._private.cache_clear()
    assert webpush.public_key(tmp_path) == key
    assert not list(Path(tmp_path).glob("push*"))
