"""Whether a database is the demo's, and how it is emptied for a new one."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command
from django.db import connection

from groundswell.demo import world
from groundswell.demo.member import key_of
from groundswell.people.persons.models import Person

SQLITE_FILES = ("", "-wal", "-shm")


def is_empty() -> bool:
    """Whether nobody is in the database yet."""
    return not Person.objects.exists()


def is_ours() -> bool:
    """Whether the people in it are the demo's, whole or not."""
    first = world.NAMED[0].name
    return Person.objects.filter(external_id=key_of(first), name=first).exists()


def empty() -> None:
    """Take everything out of the database and lay its tables anew."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        connection.close()
        for suffix in SQLITE_FILES:
            Path(name + suffix).unlink(missing_ok=True)
    else:
        _drop_tables()
    call_command("migrate", verbosity=0, interactive=False)


def _drop_tables() -> None:
    quote = connection.ops.quote_name
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {', '.join(map(quote, tables))} CASCADE")
