"""Whether somebody who comes with a list was erased here."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings

from groundswell.people.erasure.models import Erasure
from groundswell.people.persons.actions import fold_email


def marks_of(*, email: str | None, external_id: str | None) -> list[str]:
    """The keyed hashes of what a list would know somebody by."""
    known = {"email": fold_email(email), "external id": fold_id(external_id)}
    return [_mark(kind, value) for kind, value in known.items() if value]


def erased_by_mark() -> dict[str, int]:
    """The ids of all who were erased, by each of their marks."""
    rows = Erasure.objects.values_list("person_id", "marks")
    return {mark: person_id for person_id, marks in rows for mark in marks}


def erased_by_email(emails: Iterable[str]) -> dict[str, int]:
    """Those of the folded addresses that belonged to somebody who was erased, with their ids."""
    return _erased("email", emails)


def erased_by_external_id(external_ids: Iterable[str]) -> dict[str, int]:
    """The same for folded ids that a people list had."""
    return _erased("external id", external_ids)


def fold_id(external_id: str | None) -> str:
    """The form in which two external ids are one."""
    return (external_id or "").strip().casefold()


def _erased(kind: str, values: Iterable[str]) -> dict[str, int]:
    erased = erased_by_mark()
    if not erased:
        return {}
    found = {value: erased.get(_mark(kind, value)) for value in values}
    return {value: person_id for value, person_id in found.items() if person_id is not None}


def _mark(kind: str, value: str) -> str:
    said = f"erased {kind}:{value}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()
