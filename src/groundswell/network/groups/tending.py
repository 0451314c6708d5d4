"""What the house does for groups by itself, now and then, so that they live or come to rest.

Each step looks at one group under its lock and finds what is to do from what is stored: a kill in
the middle leaves whole steps, and a second run does nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from groundswell.foundation import clock
from groundswell.network.groups import condition
from groundswell.network.groups.actions.offering import care_for
from groundswell.network.groups.actions.owning import record
from groundswell.network.groups.models import PATIENCE, QUIET, RENEWED_EVERY, Group
from groundswell.network.streams import actions as streams


def tend(is_over: Callable[[], bool] = lambda: False) -> None:
    """Ask for renewals, tell and archive sleeping groups, find owners; stops once it `is_over`."""
    now = clock.now()
    asleep_since = now - timedelta(days=settings.OPTIONS.group_sleep_days)
    asleep = set(condition.asleep(asleep_since)) if settings.OPTIONS.group_sleep_days else set()
    steps: list[tuple[Callable[[Group], None], list[int]]] = [
        (_ask_to_renew, condition.due(now - RENEWED_EVERY)),
        (_wake, condition.awake_again(asleep)),
        (_notice, condition.unnoticed(asleep)),
        (_put_to_rest, condition.noticed_before(now - PATIENCE, among=asleep)),
        (_note_owner, condition.owned_again()),
        (_note_orphan, condition.orphaned()),
        (care_for, condition.to_care_for(now - QUIET)),
    ]
    for step, group_ids in steps:
        for group_id in group_ids:
            if is_over():
                return
            _do(step, group_id)


@transaction.atomic
def _do(step: Callable[[Group], None], group_id: int) -> None:
    group = Group.objects.filter(pk=group_id).first()
    if group is None:
        return
    streams.lock(group.stream_id)
    # Read again now that it is ours: somebody may just have renewed or archived it.
    group.refresh_from_db()
    step(group)


def _note_owner(group: Group) -> None:
    Group.objects.filter(pk=group.pk).update(orphaned_at=None)


def _note_orphan(group: Group) -> None:
    Group.objects.filter(pk=group.pk).update(orphaned_at=clock.now())


def _ask_to_renew(group: Group) -> None:
    if group.renewal_asked_at is None and not group.is_archived:
        Group.objects.filter(pk=group.pk).update(renewal_asked_at=clock.now())
        record(None, "renewal_due", group)


def _wake(group: Group) -> None:
    if not group.is_archived:
        Group.objects.filter(pk=group.pk).update(sleep_noticed_at=None)


def _notice(group: Group) -> None:
    if group.sleep_noticed_at is None and not group.is_archived:
        Group.objects.filter(pk=group.pk).update(sleep_noticed_at=clock.now())
        record(None, "sleep_noticed", group)


def _put_to_rest(group: Group) -> None:
    since = group.sleeps_from
    if since is not None and since <= clock.now():
        Group.objects.filter(pk=group.pk).update(archived_at=clock.now(), renewal_asked_at=None)
        record(None, "archived", group)
