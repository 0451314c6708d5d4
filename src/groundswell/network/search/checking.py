"""Whether the index holds what it should: for those who look after the instance."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched

from django.db import connection
from django.db.models import Model, QuerySet

from groundswell.network.posts.models import Post
from groundswell.network.search import documents
from groundswell.network.search.actions import tsvector
from groundswell.network.search.documents import Document
from groundswell.people.persons.models import Account

AT_ONCE = 500
KEY = {"sqlite": "rowid", "postgresql": "id"}


@dataclass(frozen=True, slots=True)
class Faults:
    """Ids whose document is missing, is of something that is gone, or says other words."""

    missing: list[int]
    left_over: list[int]
    different: list[int]


def posts(sample: int | None = None) -> Faults:
    """The documents of posts; of `sample` of them (None: of all) the words are compared."""
    return _faults("network_search", Post.objects.filter(removed_at=None), documents.posts, sample)


def accounts(sample: int | None = None) -> Faults:
    """The same for people and groups."""
    return _faults("network_searchaccount", Account.objects.all(), documents.accounts, sample)


def _faults[Row: Model](
    table: str,
    rows: QuerySet[Row],
    make: Callable[[Sequence[int]], dict[int, Document]],
    sample: int | None,
) -> Faults:
    should = set(rows.order_by().values_list("pk", flat=True).iterator())
    with connection.cursor() as cursor:
        # Table and key are named above, never by anybody who asks.
        cursor.execute(f"SELECT {KEY[connection.vendor]} FROM {table}")  # noqa: S608
        there = {id_ for (id_,) in cursor.fetchall()}
    both = should & there
    looked = both if sample is None else random.sample(sorted(both), min(sample, len(both)))
    different = [
        id_
        for part in batched(sorted(looked), AT_ONCE, strict=False)
        for id_ in _different(table, part, make(part))
    ]
    missing = [id_ for part in batched(sorted(should - there), AT_ONCE, strict=False)
               for id_ in sorted(make(part))]  # fmt: skip
    return Faults(missing, sorted(there - should), different)


def _different(table: str, ids: Collection[int], made: Mapping[int, Document]) -> list[int]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT s.id FROM {table} s JOIN unnest(%s::bigint[], %s::text[])"  # noqa: S608
                " AS made (id, terms) ON made.id = s.id AND made.terms::tsvector <> s.terms",
                [list(made), [tsvector(text) for text in made.values()]],
            )
            return [id_ for (id_,) in cursor.fetchall()]
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, terms FROM {table} WHERE rowid IN ({marks})", list(ids))  # noqa: S608
        return [
            id_
            for id_, terms in cursor.fetchall()
            if id_ in made and sorted(terms.split()) != sorted([*made[id_].words, *made[id_].marks])
        ]
