"""What keeps rows of the audit log from being changed or taken out, in the database itself.

Whoever may change the schema can take these away; the chain of hashes is what finds that out.
"""

from __future__ import annotations

from django.db import connection, transaction

TABLE = "people_auditentry"
SAID = "the audit log is append-only"
MAKE = {
    "sqlite": tuple(
        f"CREATE TRIGGER {TABLE}_no_{deed} BEFORE {deed} ON {TABLE}"
        f" BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        for deed in ("update", "delete")
    ),
    "postgresql": (
        f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$BEGIN RAISE EXCEPTION '{SAID}'; END$$",
        f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
    ),
}
DROP = {
    "sqlite": tuple(f"DROP TRIGGER IF EXISTS {TABLE}_no_{deed}" for deed in ("update", "delete")),
    "postgresql": (f"DROP TRIGGER IF EXISTS {TABLE}_append_only ON {TABLE}",),
}
FOUND = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT 2 * count(*) FROM pg_trigger"
    " WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled <> 'D'",
}


def make() -> None:
    """Let the database refuse every change of an entry, also where half of that is there."""
    with transaction.atomic():
        _execute(DROP)
        _execute(MAKE)


def drop() -> None:
    """Let entries be changed: for tests, which start anew, and for those who test the chain."""
    _execute(DROP)


def is_there() -> bool:
    """Whether the database refuses changes."""
    with connection.cursor() as cursor:
        cursor.execute(FOUND[connection.vendor], [TABLE])
        row = cursor.fetchone()
    return bool(row and row[0] >= len(MAKE["sqlite"]))


def _execute(statements: dict[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
