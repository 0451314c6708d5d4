"""Words as databases cannot fold them: SQLite's `lower()` knows ASCII alone."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose, as readers of these languages would type them.
PLAIN = str.maketrans(
    {"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
SPACES = re.compile(r"\s+")
# Vowel signs and accents belong to their word, though `\w` leaves them out (Devanagari, Arabic).
MARKS = "".join(
    letter for letter in map(chr, range(0x300, 0xAC00)) if unicodedata.category(letter)[0] == "M"
)
# A nukta, a kana's voicing and a virama are spelling, not ornament: ガ is not カ.
SPELLING = {7, 8, 9}
# Soft hyphens, joiners and marks of direction are not seen; "Dampf\u00adschiff" is one word.
UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def fold(text: str) -> str:
    """`text` without case, diacritics and doubled spaces, for sorting, comparing and finding."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not _is_ornament(letter))
    return SPACES.sub(" ", unicodedata.normalize("NFKC", bare).translate(PLAIN)).strip()


def _is_ornament(letter: str) -> bool:
    kind = unicodedata.combining(letter)
    return bool(kind) and kind not in SPELLING


def handle_from(name: str) -> str:
    """A handle within Mastodon's alphabet (`a-z0-9_`) made from a name; may be empty."""
    return re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:24].strip("_")
