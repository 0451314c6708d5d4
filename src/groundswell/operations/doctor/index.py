"""The search index against the posts that stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import batched

from django.db import transaction

from groundswell.activity import readers
from groundswell.config.findings import Finding, wrong
from groundswell.foundation.sentences import some, stated, stated_many
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
        (stated("posts"), checking.posts, actions.index_posts),
        (stated("people and groups"), checking.accounts, actions.index_accounts),
    ):
        found = check(None if is_full else SAMPLE)
        ids = sorted({*found.missing, *found.left_over, *found.different})
        if ids:
            yield wrong(
                stated_many(
                    "%(count)s document of %(what)s in the search index is not right: %(missing)s"
                    " missing, %(gone)s of what is gone, %(different)s with other words.",
                    "%(count)s documents of %(what)s in the search index are not right: %(missing)s"
                    " missing, %(gone)s of what is gone, %(different)s with other words.",
                    count=len(ids),
                    what=what,
                    missing=len(found.missing),
                    gone=len(found.left_over),
                    different=len(found.different),
                ),
                stated("`groundswell doctor --mend` indexes them again."),
                lambda ids=ids, mend=mend: _each(ids, mend),  # type: ignore[misc]
                which=stated("Their numbers: %(ids)s.", ids=some(ids)),
            )


def _each(ids: list[int], mend: object) -> None:
    for part in batched(ids, AT_ONCE, strict=False):
        with transaction.atomic():
            mend(list(part))  # type: ignore[operator]
