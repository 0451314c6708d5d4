"""The raw tables of search. All in them follows from other tables, so they may be made anew.

`network_search` keeps the tokens of posts, `network_searchaccount` those of people and groups.
`network_searchword` is the vocabulary of posts: on SQLite a view of the index, on PostgreSQL, which
has none, a table that the index keeps. Plain FTS5 and not contentless: that cannot DELETE before
SQLite 3.43. The tokenizer takes all that is not ASCII as letters, and leaves cutting to us.
"""

from __future__ import annotations

from django.db import connection

FTS5 = "USING fts5(terms, tokenize=\"ascii tokenchars '~='\")"
GIN = "USING gin (terms)"
MAKE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE network_search {FTS5}",
        f"CREATE VIRTUAL TABLE network_searchaccount {FTS5}",
        "CREATE VIRTUAL TABLE network_searchword USING fts5vocab(network_search, row)",
    ),
    "postgresql": (
        "CREATE TABLE network_search (id bigint PRIMARY KEY, terms tsvector NOT NULL)",
        f"CREATE INDEX network_search_terms ON network_search {GIN}",
        "CREATE TABLE network_searchaccount (id bigint PRIMARY KEY, terms tsvector NOT NULL)",
        f"CREATE INDEX network_searchaccount_terms ON network_searchaccount {GIN}",
        'CREATE TABLE network_searchword (term text COLLATE "C" PRIMARY KEY)',
    ),
}
TABLES = ("network_searchword", "network_searchaccount", "network_search")


def make() -> None:
    """Make the tables, empty."""
    _execute(*MAKE[connection.vendor])


def drop() -> None:
    """Drop the tables, if they are there."""
    _execute(*(f"DROP TABLE IF EXISTS {table}" for table in TABLES))


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
