"""Words as databases cannot fold them: SQLite's `lower()` knows ASCII alone."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose, as readers of these languages would type them.
PLAIN = str.maketrans(
    {"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """`text` without case, diacritics and doubled spaces, for sorting, comparing and finding."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return SPACES.sub(" ", unicodedata.normalize("NFKC", bare).translate(PLAIN)).strip()


def handle_from(name: str) -> str:
    """A handle within Mastodon's alphabet (`a-z0-9_`) made from a name; may be empty."""
    return re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:24].strip("_")
