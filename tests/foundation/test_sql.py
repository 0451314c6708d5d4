"""Named SQL: one file for both databases, or a pair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from groundswell.foundation import clock, sql

QUERIES = sql.folder("tests.foundation.queries")


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    name: str
    created_at: datetime


def test_rows_are_frozen_and_their_instants_aware(cast: Any) -> None:
    lines = QUERIES.rows("both", Line, ids=[cast.mira.pk, cast.joan.pk])

    assert {line.name for line in lines} == {cast.mira.name, cast.joan.name}
    assert all(line.created_at.utcoffset() is not None for line in lines)
    assert all(line.created_at <= clock.now() for line in lines)


@pytest.mark.django_db
def test_an_empty_list_finds_nothing() -> None:
    assert QUERIES.rows("both", Line, ids=[]) == []


@pytest.mark.django_db
def test_of_a_pair_the_file_of_the_database_is_read() -> None:
    [(vendor, since)] = QUERIES.tuples("pair", since=datetime(2026, 1, 5, 12, tzinfo=UTC))

    assert vendor == connection.vendor
    assert "2026-01-05 12:00:00" in str(since)


@pytest.mark.django_db
def test_a_query_is_put_around_another(cast: Any) -> None:
    [(name, count)] = QUERIES.tuples("counted.both", ids=[cast.mira.pk, cast.joan.pk])

    assert (name, count) == ("both", 2)


@pytest.mark.django_db
def test_a_fixed_number_stands_in_the_text() -> None:
    texts: list[str] = []

    def noted(execute: Any, text: str, *rest: Any) -> Any:
        texts.append(text)
        return execute(text, *rest)

    with connection.execute_wrapper(noted):
        [(found,)] = QUERIES.tuples("number", number=sql.Fixed(7), more=1)

    assert (found, texts[0].strip()) == (8, "SELECT 7 + %(more)s")


@pytest.mark.django_db
def test_a_query_without_a_file_is_named() -> None:
    with pytest.raises(LookupError, match=r"missing\.sql"):
        QUERIES.tuples("missing")
