"""Which columns name bytes of the store: what they name belongs to a backup, the rest to nobody."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from groundswell.foundation.blobs import KEY

# Table and column; a column may hold one key, or JSON in which keys are the values.
KEEPERS = (
    ("network_file", "key"),
    ("network_file", "sizes"),
    ("people_person", "photo"),
)

type Ask = Callable[[str], Iterable[tuple[Any, ...]]]


def keys(ask: Ask) -> set[str]:
    """All keys that rows name; `ask` answers a query."""
    return {
        key
        for table, column in KEEPERS
        for (value,) in ask(f"SELECT {column} FROM {table}")  # noqa: S608 - named above
        for key in _keys_in(value)
    }


def _keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.startswith("{"):
        value = json.loads(value)
    for key in value.values() if isinstance(value, dict) else (value,):
        if isinstance(key, str) and KEY.fullmatch(key):
            yield key
