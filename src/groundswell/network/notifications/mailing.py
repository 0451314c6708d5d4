"""Mails at once: for a mention or an answer that was not seen here, nor on a device, after a while.

Whoever has a device that is told gets the mail only when that was in vain: the wait begins then.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from groundswell.activity.models import Outbox
from groundswell.activity.outbox import NotNeededAnyMore, NotNow, Owed
from groundswell.foundation import clock, mail
from groundswell.foundation.mail import Letter, MailNotTaken
from groundswell.network.notifications import devices, letters, preferring, queries
from groundswell.network.notifications.bundles import bundles
from groundswell.network.notifications.models import Kind, Notice, Preferences
from groundswell.people.persons.models import Person, State
from groundswell.people.signin.queries import doors_are_open

URGENT = (Kind.MENTION, Kind.ANSWER)
# Who was away for longer finds it in the digest: yesterday's news are not sent at once.
TOO_OLD = timedelta(days=3)


def owe_due() -> int:
    """Owe a mail for each urgent notice that has waited long enough; how many."""
    if not (mail.can_send() and doors_are_open()):
        return 0
    now = clock.now()
    waiting = list(
        Notice.objects.unread()
        .filter(told_at=None, kind__in=URGENT, opened_at__gt=now - TOO_OLD)
        .filter(person__state=State.ACTIVE, person__email__isnull=False)
        .select_related("person")
    )
    people = {notice.person_id for notice in waiting}
    chosen, reached = preferring.of_all(people), devices.told_since(people)
    due = [
        notice
        for notice in waiting
        if _is_due(notice, chosen[notice.person_id], reached.get(notice.person_id))
    ]
    return _owe(due) if due else 0


def _is_due(notice: Notice, chosen: Preferences, told_since: datetime | None) -> bool:
    now = clock.now()
    is_pushed_first = told_since is not None and told_since <= notice.opened_at
    since = notice.pushed_at if is_pushed_first else notice.opened_at
    if since is None:
        return False
    has_waited = now - since >= timedelta(minutes=chosen.after_minutes)
    local = now.astimezone(preferring.zone_of(notice.person))
    return chosen.mails_at_once and has_waited and not preferring.is_quiet(chosen, local)


@transaction.atomic
def _owe(due: Sequence[Notice]) -> int:
    now = clock.now()
    held = Notice.objects.unread().filter(told_at=None).unchanged(due)
    Notice.objects.filter(pk__in=[notice.pk for notice in held]).update(told_at=now)
    owed = [
        Outbox(
            key=f"notice:{notice.pk}:{notice.since_id}",
            kind="notice",
            facts={"notice_id": notice.pk, "since_id": notice.since_id},
            owed_at=now,
            next_try_at=now,
        )
        for notice in held
    ]
    Outbox.objects.bulk_create(owed, ignore_conflicts=True, batch_size=500)
    return len(owed)


def send(owed: Owed) -> None:
    """Send the mail about one notice, if it still waits.

    Raises:
        NotNeededAnyMore: it was seen, or is not there for its person any more.
        NotNow: the mail server did not take it.
    """
    told = Notice.objects.filter(pk=owed.facts["notice_id"]).select_related("person").first()
    person = told.person if told else None
    if person is None or not may_get_mail(person):
        raise NotNeededAnyMore("nobody to write to")
    found = bundles(
        queries.still_waiting(person, owed.facts["notice_id"], since_id=owed.facts["since_id"])
    )
    if not found:
        raise NotNeededAnyMore("it was seen, or its cause is gone")
    with letters.in_language_of(person):
        hand_over(letters.about(person, found[0], key=owed.key))


def hand_over(letter: Letter) -> None:
    """Give a letter to the mail server.

    Raises:
        NotNow: it did not take it.
    """
    try:
        mail.send(letter)
    except MailNotTaken as reason:
        raise NotNow(str(reason)) from reason


def may_get_mail(person: Person) -> bool:
    """Whether mails go out to somebody at all."""
    return person.state == State.ACTIVE and bool(person.email) and doors_are_open()
