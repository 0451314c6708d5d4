"""The search index against the posts that stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import batched

from django.db import transaction

from groundswell.activity import readers
from groundswell.config.findings import Finding, counted, some, wrong
from groundswell.network.search import actions, checking
from groundswell.network.search.models import Renewal

AT_ONCE = 200
SAMPLE = 300  # documents that are compared word by word when not all are


def search(is_full: bool) -> Iterator[Finding]:
    """Posts, people and groups that are not found, or found though they are gone."""
    reader = next(one for one in readers.registered() if one.name == "search")
    if readers.lag_seconds(reader) or Renewal.objects.exists():
        return  # what it has not read or renewed yet is no fault; a lag is told as one
    for what, check, mend in (
        ("posts", checking.posts, actions.index_posts),
        ("people and groups", checking.accounts, actions.index_accounts),
    ):
        found = check(None if is_full else SAMPLE)
        ids = sorted({*found.missing, *found.left_over, *found.different})
        if ids:
            yield wrong(
                f"{counted(len(ids), 'document', 'documents')} of {what} in the search index are"
                f" not right: {len(found.missing):,} missing, {len(found.left_over):,} of what is"
                f" gone, {len(found.different):,} with other words ({some(ids)}).",
                "`groundswell doctor --mend` indexes them again.",
                lambda ids=ids, mend=mend: _each(ids, mend),  # type: ignore[misc]
            )


def _each(ids: list[int], mend: object) -> None:
    for part in batched(ids, AT_ONCE, strict=False):
        with transaction.atomic():
            mend(list(part))  # type: ignore[operator]
