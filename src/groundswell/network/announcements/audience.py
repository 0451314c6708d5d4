"""Whom an announcement is for: a function, a site, a level, as the directory has them."""

from __future__ import annotations

from difflib import get_close_matches

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused
from groundswell.foundation.sentences import stated
from groundswell.foundation.words import fold
from groundswell.people.org import queries as org

COLUMNS: dict[str, str | Promise] = {
    "function": _lazy("Function"),
    "site": _lazy("Site"),
    "level": _lazy("Level"),
}
FEW = 12  # values that a refusal names


class TheDirectoryHasNone(Refused):
    """A word that nobody stands under addresses nobody."""

    message = _lazy("Under “%(column)s” nobody stands at “%(value)s”. There is: %(known)s.")


def within(**typed: str) -> dict[str, str]:
    """What was typed for each column, written as the directory has it.

    Raises:
        TheDirectoryHasNone: nobody stands under one of them.
    """
    return {column: _known(column, value.strip()) for column, value in typed.items()}


def _known(column: str, value: str) -> str:
    if not value:
        return ""
    by_fold = {fold(known): known for known in org.values(column)}
    if found := by_fold.get(fold(value)):
        return found
    near = get_close_matches(fold(value), by_fold, FEW) or list(by_fold)
    names = [by_fold[word] for word in near]
    told = ", ".join(names[:FEW])
    more = len(names) - FEW
    known = stated("%(named)s and %(more)s more", named=told, more=more) if more > 0 else told
    raise TheDirectoryHasNone(column=COLUMNS[column], value=value, known=known)
