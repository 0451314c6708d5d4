"""Figures line by line as files to take along."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from groundswell.adoption import files
from groundswell.adoption.lines import Line

PARQUET = "application/vnd.apache.parquet"


def csv(name: str, found: Sequence[Line]) -> HttpResponse:
    """As CSV."""
    return _file(f"{name}.csv", files.as_csv(found), "text/csv; charset=utf-8")


def parquet(name: str, found: Sequence[Line]) -> HttpResponse:
    """As Parquet."""
    return _file(f"{name}.parquet", files.as_parquet(found), PARQUET)


def _file(name: str, body: str | bytes, sort: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=sort)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
