"""The raw tables of search. All in them follows from other tables, so they may be made anew.

`network_search` keeps the tokens of posts, `network_searchaccount` those of people and groups,
`network_searchfile` those of the pages of files (`FilePart`).
`network_searchword` is the vocabulary of posts: on SQLite a view of the index, on PostgreSQL, which
has none, a table that the index keeps. Plain FTS5 and not contentless: that cannot DELETE before
SQLite 3.43. The tokenizer takes all that is not ASCII as letters, and leaves cutting to us.
"""

from __future__ import annotations

from django.db import OperationalError, connection

FTS5 = "USING fts5(terms, tokenize=\"ascii tokenchars '~='\")"
DOCUMENTS = ("network_search", "network_searchaccount", "network_searchfile")
MAKE = {
    "sqlite": (
        *(f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} {FTS5}" for name in DOCUMENTS),
        "CREATE VIRTUAL TABLE IF NOT EXISTS network_searchword"
        " USING fts5vocab(network_search, row)",
    ),
    "postgresql": (
        *(
            f"CREATE TABLE IF NOT EXISTS {name} (id bigint PRIMARY KEY, terms tsvector NOT NULL)"
            for name in DOCUMENTS
        ),
        'CREATE TABLE IF NOT EXISTS network_searchword (term text COLLATE "C" PRIMARY KEY)',
    ),
}  # fmt: skip
INDEXES = {
    "sqlite": (),
    "postgresql": tuple(
        f"CREATE INDEX IF NOT EXISTS {name}_terms ON {name} USING gin (terms)" for name in DOCUMENTS
    ),
}
TABLES = ("network_searchword", *DOCUMENTS)
# Where FTS5 keeps each of its tables.
SHADOWS = tuple(
    f"{name}_{part}"
    for name in DOCUMENTS
    for part in ("data", "idx", "content", "docsize", "config")
)
SIZES = {
    "sqlite": "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN ({})",
    "postgresql": "SELECT sum(pg_total_relation_size(name::regclass))"
    " FROM unnest(ARRAY[{}]::text[]) AS name",
}


def make() -> None:
    """Make the tables that are not there, empty, with their indexes."""
    make_tables()
    make_indexes()


def make_tables() -> None:
    """Make the tables alone, to be filled at once."""
    _execute(*MAKE[connection.vendor])


def make_indexes() -> None:
    """Make the indexes that are not there, of what there is."""
    _execute(*INDEXES[connection.vendor])


def drop() -> None:
    """Drop the tables, if they are there."""
    _execute(*(f"DROP TABLE IF EXISTS {table}" for table in TABLES))


def size_bytes() -> int | None:
    """What the index takes of the database; nothing where SQLite was built without telling."""
    names = TABLES if connection.vendor == "postgresql" else SHADOWS
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        try:
            cursor.execute(SIZES[connection.vendor].format(places), names)
        except OperationalError:
            return None
        return int(cursor.fetchone()[0] or 0)


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
