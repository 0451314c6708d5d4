"""Finding a watched word in a text, in a time that grows with the text and not with the pattern.

RE2 does not go back in a text, so no pattern hangs; what would need it (`\\1`, `(?=…)`) is
refused when it is typed. Its memory is bounded, and with it how large a pattern may become.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused
from groundswell.network.rules.models import WatchWord

MEMORY = 4 << 20  # bytes for one pattern
# Letters of any script; RE2's \\b knows ASCII alone, and would find “ass” before “ä”.
EDGE = r"[^\pL\pM\pN_]"
# Whatever stands between two words on a page: a line that is broken reads as a space.
SPACE = r"[\s\pZ]+"


class ThatPatternCannotBeRead(Refused):
    """Not every pattern that other programs take can be searched safely."""

    message = _lazy(
        "This is no pattern that can be searched: %(why)s. Looking back and ahead, as in \\1 or"
        " (?=…), is not possible here."
    )


def found(word: WatchWord, text: str) -> str:
    """What in the text is the watched word, or nothing.

    Raises:
        ThatPatternCannotBeRead: its pattern is none.
    """
    match = compiled(word.pattern, is_regex=word.is_regex).search(text)
    return str(match.group("found")) if match else ""


@lru_cache(maxsize=512)
def compiled(pattern: str, *, is_regex: bool) -> Any:
    """A pattern ready to search, upper and lower case alike.

    Raises:
        ThatPatternCannotBeRead: it is none.
    """
    options = re2.Options()
    options.max_mem, options.log_errors, options.case_sensitive = MEMORY, False, False
    inner = pattern if is_regex else SPACE.join(map(re2.escape, pattern.split()))
    whole = f"(?P<found>{inner})" if is_regex else f"(?:^|{EDGE})(?P<found>{inner})(?:$|{EDGE})"
    try:
        return re2.compile(whole, options)
    except re2.error as error:
        why = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise ThatPatternCannotBeRead(why=why) from None
