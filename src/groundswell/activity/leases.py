"""Numbers for processes, leased for a while, so that no two mint the same ids."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from groundswell.activity.models import ProcessLease
from groundswell.foundation import clock
from groundswell.foundation.ids import PROCESSES

LEASE = timedelta(minutes=10)
FIRST = 2  # 0 belongs to imports, 1 to commands that lease none


class AllNumbersAreTaken(Exception):
    """More processes are at work than ids can tell apart."""


def take() -> int:
    """A number that no living process has, leased to this one.

    Raises:
        AllNumbersAreTaken: a thousand processes are at work.
    """
    me = holder()
    now = clock.now()
    until = now + LEASE
    for number in range(FIRST, PROCESSES):
        with transaction.atomic():
            lease, is_new = ProcessLease.objects.select_for_update().get_or_create(
                number=number, defaults={"leased_by": me, "leased_until": until}
            )
            if is_new:
                return number
            if lease.leased_until < now or is_gone(lease.leased_by):
                lease.leased_by, lease.leased_until = me, until
                lease.save()
                return number
    raise AllNumbersAreTaken


def keep(number: int) -> bool:
    """Lease the number on; False when another process has it now."""
    mine = Q(number=number, leased_by=holder())
    return bool(ProcessLease.objects.filter(mine).update(leased_until=clock.now() + LEASE))


def give_back(number: int) -> None:
    """Let others have the number at once."""
    ProcessLease.objects.filter(number=number, leased_by=holder()).delete()


def holder() -> str:
    """The name under which this process holds leases."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


def is_gone(name: str) -> bool:
    """Whether the holder is certainly dead: a process of this machine that is no more."""
    host, _, pid = name.rpartition(":")
    if host != socket.gethostname()[:40] or not pid.isdigit() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
