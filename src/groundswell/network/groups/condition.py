"""In what condition groups are. For the house itself, which tends them; no viewer asks here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from groundswell.foundation import ids, sql
from groundswell.network.groups.models import Group, OwnershipOffer
from groundswell.network.groups.ownership import owning

QUERIES = sql.folder(__package__)


def asleep(since: datetime) -> list[int]:
    """Living groups in which nobody has written since an instant, nor renewed them."""
    rows = QUERIES.tuples("asleep", since=since, since_id=ids.floor(since))
    return [group_id for (group_id,) in rows]


def due(before: datetime) -> list[int]:
    """Groups whose purpose was last confirmed before an instant, and whose owners are not asked."""
    confirmed = Q(renewed_at__lt=before) | Q(renewed_at=None, created_at__lt=before)
    return _ids(_living().filter(confirmed, renewal_asked_at=None))


def unnoticed(group_ids: Collection[int]) -> list[int]:
    """Those of some groups whose members were not yet told that they sleep."""
    return _ids(_living().filter(pk__in=group_ids, sleep_noticed_at=None))


def awake_again(asleep: Collection[int]) -> list[int]:
    """Groups that were told they sleep and are none of those that do."""
    noticed = _ids(_living().exclude(sleep_noticed_at=None))
    return [group_id for group_id in noticed if group_id not in asleep]


def noticed_before(until: datetime, *, among: Collection[int]) -> list[int]:
    """Those of some groups that were told until an instant that they sleep."""
    noticed = _ids(_living().filter(sleep_noticed_at__lte=until))
    return [group_id for group_id in noticed if group_id in among]


def orphaned() -> list[int]:
    """Groups that have no owner who can sign in, and were not seen so before."""
    return _ids(_living().filter(~Exists(owning()), orphaned_at=None))


def owned_again() -> list[int]:
    """Groups that were seen without an owner, and have one."""
    return _ids(_living().filter(Exists(owning())).exclude(orphaned_at=None))


def to_care_for(until: datetime) -> list[int]:
    """Groups without an owner since an instant or longer, and those that still ask for one."""
    asking = OwnershipOffer.objects.filter(group=OuterRef("pk"), is_open=True)
    alone = Q(~Exists(owning()), orphaned_at__lte=until)
    return _ids(_living().filter(alone | Exists(asking)))


def _living() -> QuerySet[Group]:
    return Group.objects.filter(archived_at=None)


def _ids(found: QuerySet[Group]) -> list[int]:
    return list(found.order_by("pk").values_list("pk", flat=True))
