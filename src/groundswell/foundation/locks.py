"""Doing one after another what must not happen at once."""

from __future__ import annotations

from django.db import connection


def hold(number: int) -> None:
    """Let nobody else hold this number until the transaction at hand ends, and wait for who does.

    SQLite has one writer, so there whoever is in a transaction holds every number.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
