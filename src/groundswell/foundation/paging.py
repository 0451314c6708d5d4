"""Keyset pages: an older page starts below the last id shown, so nothing repeats or is skipped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import ids
from groundswell.foundation.errors import Refused

CURSOR = re.compile(r"[0-9]{1,19}", re.ASCII)


class CursorIsNotANumber(Refused):
    """A page begins below or above an id."""

    message = _lazy(
        "“%(cursor)s” is no place in this list. Open the list again from its beginning."
    )


@dataclass(frozen=True, slots=True)
class Page[Line]:
    """One page, newest first, and below which id the older one starts (None on the last)."""

    lines: Sequence[Line]
    older_than: int | None


def page[Line](lines: Sequence[Line], size: int, id_of: Callable[[Line], int]) -> Page[Line]:
    """The first `size` of lines that were read with a limit of `size` + 1.

    The one line more tells whether there is an older page, without counting.
    """
    shown = lines[:size]
    return Page(shown, id_of(shown[-1]) if len(lines) > size else None)


def cursor(text: str | None) -> int | None:
    """The id that a request names as the edge of its page; None when it names none.

    Raises:
        CursorIsNotANumber: it is not an id.
    """
    if not text:
        return None
    if not CURSOR.fullmatch(text) or int(text) > ids.MAX:
        raise CursorIsNotANumber(cursor=text[:40])
    return int(text)
