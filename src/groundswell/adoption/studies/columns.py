"""Which column of a file is what: by our names, or those that logs and directories use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from groundswell.adoption.studies.refusals import ColumnsAreUnclear
from groundswell.foundation.tables import plain


def understand(
    file: str, headings: Sequence[str], fields: Mapping[str, str], *, needed: Sequence[str]
) -> dict[str, str]:
    """The heading of each field that the file has; `fields` holds the names of each, the first
    ours, and an earlier name goes before a later one.

    Raises:
        ColumnsAreUnclear: a field that is `needed` has no column, or any has two of one name.
    """
    seen: dict[str, str] = {}
    for heading in headings:
        seen.setdefault(plain(heading), heading)
    of: dict[str, str] = {}
    for field, names in fields.items():
        known = [seen[name.strip()] for name in names.split(";") if name.strip() in seen]
        if known:
            of[field] = known[0]
            refuse_twice(file, known[0], headings)
    for field in needed:
        if field not in of:
            reason = f"no column '{field}'. Seen: {', '.join(filter(None, headings))}."
            raise ColumnsAreUnclear(file=file, reason=f"{reason} Name the column '{field}'.")
    return of


def refuse_twice(file: str, name: str, headings: Sequence[str]) -> None:
    """Refuse a column of which there are two.

    Raises:
        ColumnsAreUnclear: always then.
    """
    if sum(plain(heading) == plain(name) for heading in headings) > 1:
        reason = f"two columns '{name}'. Give the one that is not meant another name."
        raise ColumnsAreUnclear(file=file, reason=reason)
