"""Files that hang nowhere: a refused post's, or of an import that was taken back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from groundswell.foundation import blobs, clock
from groundswell.network.files.models import File
from groundswell.people.persons.models import Person

KEPT = timedelta(days=1)  # whoever was refused sends the text again within it
AT_ONCE = 200

type Kept = Sequence[tuple[str, dict[str, str]]]


def drop_forgotten() -> int:
    """Delete files that nothing points to since a day; how many. A chore: safe at any time."""
    old = _loose(File.objects.filter(created_at__lt=clock.now() - KEPT))
    total, is_more = 0, True
    while is_more:
        ids = list(old.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        with transaction.atomic():
            gone = drop(ids, untouched_for=KEPT)
        total += gone
        is_more = gone == AT_ONCE
    return total


def drop(file_ids: Collection[int], *, untouched_for: timedelta = timedelta()) -> int:
    """Delete those of the files that hang nowhere, and their bytes once this is committed.

    Bytes that somebody sent again within `untouched_for` stay.
    """
    loose = _loose(File.objects.filter(pk__in=file_ids))
    kept = list(loose.exclude(key="").values_list("key", "sizes"))
    _, gone = loose.delete()  # what was read in them goes along, and is not counted
    if kept:
        transaction.on_commit(lambda: _drop_bytes(kept, untouched_for))
    return gone.get(File._meta.label, 0)


def _loose(files: models.QuerySet[File]) -> models.QuerySet[File]:
    # Asked of every table that may ever point to a file: a new one is not forgotten here.
    for relation in File._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            continue  # what was read in a file is no place that it hangs on
        column = relation.field.attname
        pointing = relation.related_model._default_manager.filter(**{column: OuterRef("pk")})
        files = files.exclude(Exists(pointing))
    return files


def _drop_bytes(kept: Kept, untouched_for: timedelta) -> None:
    # The same bytes are kept once, so another file or a face may still need them.
    keys = {one for key, sizes in kept for one in (key, *sizes.values())}
    needed = set(File.objects.filter(key__in=keys).values_list("key", flat=True))
    needed |= set(Person.objects.filter(photo__in=keys).values_list("photo", flat=True))
    for sizes in File.objects.exclude(sizes={}).values_list("sizes", flat=True).iterator():
        needed |= keys.intersection(sizes.values())
    for key in keys - needed:
        blobs.drop(key, untouched_for=untouched_for)
