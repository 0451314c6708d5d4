"""Devices that are told while they are closed: asked for on each, ended with its session."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock, outside, webpush
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.notifications.models import PushDevice
from groundswell.people.persons.models import Person
from groundswell.people.signin.models import Session

MOST = 20  # devices a person; nobody has more, and a page shows them all
LONGEST_FAILING = timedelta(days=14)  # a push service that is down comes back sooner


class PushServiceIsNotKnown(Refused):
    """Where a browser wants to be told is no public address, or its keys are none."""

    message = _lazy(
        "This browser named no push service that can be used. Nothing was changed:"
        " mail still reaches you."
    )


class TooManyDevices(Refused):
    """A page shows them all."""

    message = _lazy("You have %(most)s such devices. Take one away before you add another.")


def are_possible() -> bool:
    """Whether this instance tells devices at all."""
    return bool(settings.OPTIONS.push.is_on)


def public_key() -> str:
    """The key that a browser asks its push service to take our messages by."""
    return webpush.public_key(Path(settings.DIRECTORY))


def devices(viewer: Person) -> QuerySet[PushDevice]:
    """The viewer's own, the newest first, each with its session."""
    own = PushDevice.objects.living(clock.now()).filter(person=viewer)
    return own.select_related("session").order_by("-pk")


def told_since(person_ids: Collection[int]) -> dict[int, datetime]:
    """Who of some people is told on a device, and since when on the first."""
    if not are_possible():
        return {}
    living = PushDevice.objects.living(clock.now()).filter(person_id__in=person_ids)
    first = living.order_by().values("person_id").annotate(first=Min("added_at"))
    return dict(first.values_list("person_id", "first"))


def add(*, person: Person, session_id: int, endpoint: str, p256dh: str, auth: str) -> PushDevice:
    """Tell the browser of a session from now on.

    Raises:
        NotFound: no such session of this person.
        PushServiceIsNotKnown: the address is not public, or the keys are none.
        TooManyDevices: the person has enough.
    """
    try:
        outside.checked(endpoint, inside=settings.OPTIONS.push.inside)
        webpush.keys(p256dh, auth)
    except (outside.AddressIsInside, ValueError):
        raise PushServiceIsNotKnown from None
    return _add(person, session_id, endpoint=endpoint, p256dh=p256dh, auth=auth)


@transaction.atomic
def _add(person: Person, session_id: int, **columns: str) -> PushDevice:
    session = Session.objects.select_for_update().filter(pk=session_id, person=person).first()
    if session is None:
        raise NotFound
    others = PushDevice.objects.exclude(session=session)
    if others.filter(person=person).count() >= MOST:
        raise TooManyDevices(most=MOST)
    # Whoever sits at this browser now is told by it, and nobody who sat there before.
    others.filter(endpoint=columns["endpoint"]).delete()
    device, _is_new = PushDevice.objects.update_or_create(
        session=session,
        defaults={**columns, "person": person, "added_at": clock.now(), "failing_since": None},
    )
    log.record(actor_id=person.pk, verb="added", noun="device", noun_id=device.pk)
    return device


@transaction.atomic
def remove(*, person: Person, device_id: int) -> None:
    """Tell a device no more.

    Raises:
        NotFound: no such device of this person.
    """
    gone, _by_model = PushDevice.objects.filter(pk=device_id, person=person).delete()
    if not gone:
        raise NotFound
    log.record(actor_id=person.pk, verb="removed", noun="device", noun_id=device_id)


def forget(device: PushDevice) -> None:
    """Its push service knows it no more."""
    PushDevice.objects.filter(pk=device.pk, endpoint=device.endpoint).delete()


def note_success(device: PushDevice) -> None:
    """It was told."""
    if device.failing_since is not None:
        PushDevice.objects.filter(pk=device.pk).update(failing_since=None)


def note_failure(device: PushDevice) -> None:
    """It could not be told; once that has lasted too long, it is not tried any more."""
    now = clock.now()
    own = PushDevice.objects.filter(pk=device.pk, endpoint=device.endpoint)
    if device.failing_since is None:
        own.update(failing_since=now)
    elif now - device.failing_since > LONGEST_FAILING:
        own.delete()
