"""The two databases, set as measured: what was acknowledged is kept, and writers queue."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# FULL: an acknowledged post survives a power cut. NORMAL is 2 to 3 times faster and does not.
PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY"
)

# Data in memory or on a solid disk: at 4, the default, a few rows are sought by reading all groups,
# and pages slow down as a company grows.
PLANNING = "-c jit=off -c random_page_cost=1.1 "

LONGEST_STATEMENT = 16_384  # letters


def settings(url: str, directory: Path) -> dict[str, Any]:
    """Django's settings of the database at `url`; an empty one is SQLite in the data directory."""
    return postgresql(url) if url else sqlite(str(directory / "groundswell.db"))


def sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
    }


def postgresql(url: str) -> dict[str, Any]:
    _keep_what_is_parsed()
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 1,
            "options": PLANNING + "-c idle_in_transaction_session_timeout=60000",
        },
    }


def _keep_what_is_parsed() -> None:
    """Let the driver keep the parsed form of our longest statements, which never change.

    It keeps those of at most 4,096 letters, as longer ones are mostly made up anew each time; the
    home page's is longer, and was parsed for each page in a tenth of an empty view's time.
    """
    from psycopg import _queries  # noqa: PLC0415 - only where PostgreSQL is used

    _queries.MAX_CACHED_STATEMENT_LENGTH = LONGEST_STATEMENT
