"""What the index is asked: a small tree, written down for FTS5 or as a tsquery.

In the index a plain token is a word of the text; one that begins with `~` is an inner part of a
word, or its other spelling; one that begins with `=` is a fact of the post (see `facts.sql`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow each other; of the last one the beginning is enough when `is_prefix`."""

    terms: Sequence[str]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the parts; there is at least one."""

    parts: Sequence[Match]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the parts at least; there is at least one."""

    parts: Sequence[Match]


@dataclass(frozen=True, slots=True)
class Without:
    """The wanted, as far as it is not among the unwanted."""

    wanted: Match
    unwanted: Match


type Match = Phrase | AllOf | AnyOf | Without


def written(match: Match) -> str:
    """The tree in the language of the database at hand."""
    return _fts5(match) if connection.vendor == "sqlite" else _tsquery(match)


def _fts5(match: Match) -> str:
    match match:
        case Phrase(terms, is_prefix):
            return f'"{" ".join(terms)}"{" *" if is_prefix else ""}'
        case AllOf(parts):
            return f"({' AND '.join(map(_fts5, parts))})"
        case AnyOf(parts):
            return f"({' OR '.join(map(_fts5, parts))})"
        case Without(wanted, unwanted):
            return f"({_fts5(wanted)} NOT {_fts5(unwanted)})"


def _tsquery(match: Match) -> str:
    match match:
        case Phrase(terms, is_prefix):
            return f"({' <-> '.join(map(quoted, terms))}{':*' if is_prefix else ''})"
        case AllOf(parts):
            return f"({' & '.join(map(_tsquery, parts))})"
        case AnyOf(parts):
            return f"({' | '.join(map(_tsquery, parts))})"
        case Without(wanted, unwanted):
            return f"({_tsquery(wanted)} & !{_tsquery(unwanted)})"


def quoted(term: str) -> str:
    """A token as PostgreSQL reads it in a tsquery or tsvector."""
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
