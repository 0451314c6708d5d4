"""Pushes: what calls somebody and was not seen here shortly after reaches their devices.

The second channel of three: after the inbox, before mail. Each device is told at most once of a
notice; its words say who and where, or only that there is news, never what was said.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from groundswell.activity.models import Outbox
from groundswell.activity.outbox import NotNeededAnyMore, NotNow, Owed
from groundswell.foundation import clock, outside, webpush
from groundswell.network.notifications import devices, letters, preferring, queries, wording
from groundswell.network.notifications.bundles import Bundle, bundles
from groundswell.network.notifications.models import Kind, Notice, Preferences, PushDevice
from groundswell.network.streams.models import Stream, StreamKind
from groundswell.people.persons.models import Person

WORKER = "pushes"
CALLING = (Kind.MENTION, Kind.ANSWER, Kind.ANNOUNCEMENT, Kind.CALL)
SOON = timedelta(minutes=1)  # who has the pages open has seen it by then
TOO_OLD = timedelta(days=3)  # as for mails
LIFE = timedelta(hours=12)  # a push that could not be delivered for longer is none any more
STEP = timedelta(minutes=15)  # by which the beginning of quiet hours is looked for
GONE = frozenset({404, 410})
TOO_MUCH = 429
MAILED = "a mail was faster"
LONGEST_PAUSE = timedelta(hours=2)  # whatever a push service asks for


def owe_due() -> int:
    """Owe a push to each device of those whom something has called in vain; to how many."""
    if not devices.are_possible():
        return 0
    now = clock.now()
    theirs = PushDevice.objects.living(now).filter(
        person=OuterRef("person"), added_at__lte=OuterRef("opened_at")
    )
    waiting = list(
        Notice.objects.unread()
        .filter(Exists(theirs), kind__in=CALLING, pushed_at=None, told_at=None)
        .filter(opened_at__gt=now - TOO_OLD, opened_at__lte=now - SOON)
        .select_related("person")
    )
    chosen = preferring.of_all({notice.person_id for notice in waiting})
    due = [one for one in waiting if not _is_quiet(one.person, chosen[one.person_id], now)]
    return _owe(due, now) if due else 0


def _is_quiet(person: Person, chosen: Preferences, at: datetime) -> bool:
    return preferring.is_quiet(chosen, at.astimezone(preferring.zone_of(person)))


@transaction.atomic
def _owe(due: Sequence[Notice], now: datetime) -> int:
    held = Notice.objects.unread().filter(pushed_at=None, told_at=None).unchanged(due)
    Notice.objects.filter(pk__in=[notice.pk for notice in held]).update(pushed_at=now)
    living = PushDevice.objects.living(now)
    theirs = living.filter(person_id__in={notice.person_id for notice in held})
    known = list(theirs.order_by("pk").values_list("person_id", "pk", "added_at"))
    owed = [
        Outbox(
            key=f"push:{notice.pk}:{notice.since_id}:{device_id}",
            kind="push",
            facts={"notice_id": notice.pk, "since_id": notice.since_id, "device_id": device_id},
            owed_at=now,
            next_try_at=now,
        )
        for notice in held
        for person_id, device_id, added_at in known
        if person_id == notice.person_id and added_at <= notice.opened_at
    ]
    Outbox.objects.bulk_create(owed, ignore_conflicts=True, batch_size=500)
    return len(owed)


def send(owed: Owed) -> None:
    """Tell one device of one notice, if that still waits.

    Raises:
        NotNeededAnyMore: it was seen or mailed, its cause is gone, or there is nobody to tell.
        NotNow: the push service did not take it.
    """
    now = clock.now()
    living = PushDevice.objects.living(now).filter(pk=owed.facts["device_id"])
    device = living.select_related("person").first()
    if device is None or now - owed.owed_at > LIFE:
        raise NotNeededAnyMore("no such device, or too late")
    chosen = preferring.preferences(device.person)
    if _is_quiet(device.person, chosen, now):
        raise NotNeededAnyMore("it is quiet there")
    same = queries.still_waiting(
        device.person, owed.facts["notice_id"], since_id=owed.facts["since_id"]
    )
    if any(notice.told_at for notice in same):
        raise NotNeededAnyMore(MAILED)
    found = bundles(same)
    if not found:
        raise NotNeededAnyMore("it was seen, or its cause is gone")
    _deliver(device, found[0], chosen, now)


def _deliver(device: PushDevice, bundle: Bundle, chosen: Preferences, now: datetime) -> None:
    with letters.in_language_of(device.person):
        told = message(device.person, bundle, says_who=chosen.pushes_say_who)
    keys = webpush.keys(device.p256dh, device.auth)
    body = webpush.encrypt(webpush.padded(json.dumps(told).encode()), keys)
    headers = _headers(device, now, topic=told["tag"], ttl=_awake_for(device.person, chosen, now))
    try:
        answer = outside.post(
            device.endpoint, headers=headers, body=body, inside=settings.OPTIONS.push.inside
        )
    except outside.AddressIsInside as reason:
        devices.forget(device)
        raise NotNeededAnyMore(str(reason)) from reason
    except outside.NotReached as reason:
        devices.note_failure(device)
        raise NotNow(str(reason)) from reason
    except outside.NoAnswer as reason:
        devices.note_failure(device)
        raise NotNeededAnyMore(f"perhaps told: {reason}") from reason
    _hear(device, answer, now)


def _hear(device: PushDevice, answer: outside.Answer, now: datetime) -> None:
    """What the push service says to it."""
    said = f"the push service answered {answer.status}"
    if answer.status in GONE:
        devices.forget(device)
        raise NotNeededAnyMore(said)
    if answer.status == TOO_MUCH or answer.status >= 500:
        devices.note_failure(device)
        raise NotNow(said, pause=_pause(answer.headers.get("retry-after", ""), now))
    if not 200 <= answer.status < 300:
        devices.note_failure(device)
        raise NotNeededAnyMore(said)
    devices.note_success(device)


def message(person: Person, bundle: Bundle, *, says_who: bool) -> dict[str, str]:
    """What a device shows, and where a click leads."""
    text = _sentence(person, bundle) if says_who else _("You have news")
    return {
        "title": settings.OPTIONS.organisation,
        "text": text,
        "address": wording.address(bundle),
        "tag": topic(person, bundle),
        "language": translation.get_language(),
    }


def _sentence(person: Person, bundle: Bundle) -> str:
    """Who and where, not in which thread: its title is part of what was said."""
    place = _place(person, bundle.thread_id)
    if bundle.kind == Kind.ANNOUNCEMENT:
        place = _("something in %(place)s") % {"place": place}
    return wording.sentence(bundle, title=lambda _title: place)


def _place(person: Person, thread_id: int) -> str:
    """What a thread's place is called, of those that the person may read: a group before others."""
    streams = Stream.objects.visible_to(person).filter(placements__post_id=thread_id)
    stream = streams.select_related("group", "person").order_by("kind", "pk").first()
    if stream is None or stream.kind == StreamKind.ORGANISATION:
        return str(settings.OPTIONS.organisation)
    if stream.kind == StreamKind.GROUP:
        return stream.group.name
    return _("a conversation") if stream.person is None else stream.person.name


def topic(person: Person, bundle: Bundle) -> str:
    """One name for all that is told of a thread, so that newer news replace what is on its way."""
    about = f"{person.pk}:{bundle.thread_id}"
    return webpush.quoted(salted_hmac("push topic", about, algorithm="sha256").digest()[:24])


def _headers(device: PushDevice, now: datetime, *, topic: str, ttl: timedelta) -> dict[str, str]:
    mail = settings.OPTIONS.mail.sender
    return {
        "Authorization": webpush.authorization(
            device.endpoint,
            directory=Path(settings.DIRECTORY),
            subject=f"mailto:{mail}" if mail else settings.OPTIONS.origin,
            now=now,
        ),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(ttl.total_seconds())),
        "Topic": topic,
        "Urgency": "normal",
    }


def _awake_for(person: Person, chosen: Preferences, now: datetime) -> timedelta:
    """How long the push service may wait for the device: not into its person's quiet hours."""
    ahead = STEP
    while ahead < LIFE and not _is_quiet(person, chosen, now + ahead):
        ahead += STEP
    return ahead


def _pause(retry_after: str, now: datetime) -> timedelta:
    """How long a push service wants to be left alone: in seconds, or until a date."""
    if retry_after.isdecimal():
        return min(timedelta(seconds=int(retry_after[:9])), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return timedelta(0)
    return min(max(until - now, timedelta(0)), LONGEST_PAUSE) if until.tzinfo else timedelta(0)
