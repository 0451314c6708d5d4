"""Short names of emoji, as chat products write them, to the characters themselves."""

from __future__ import annotations

import re
from functools import cache

import emoji

TONES = {f"skin-tone-{number}": chr(0x1F3F9 + number) for number in range(2, 7)}
# How Slack names what others name the other way round.
OTHER_NAMES = {
    "simple_smile": "slightly_smiling_face",
    "smiling_face_with_3_hearts": "smiling_face_with_hearts",
    "large_orange_circle": "orange_circle",
    "large_yellow_circle": "yellow_circle",
    "large_green_circle": "green_circle",
    "large_purple_circle": "purple_circle",
    "large_brown_circle": "brown_circle",
}
FLAG = re.compile(r"flag-([a-z])([a-z])")


def character(name: str) -> str:
    """The emoji called `name`, such as `+1` or `wave::skin-tone-3`; empty if there is none."""
    base, _, tone = name.partition("::")
    found = _base(base)
    return found + TONES.get(tone, "") if found else ""


@cache
def _base(name: str) -> str:
    if flag := FLAG.fullmatch(name):
        return "".join(chr(0x1F1E6 + ord(letter) - ord("a")) for letter in flag.groups())
    turned = re.sub(r"^male[-_]", "man_", re.sub(r"^female[-_]", "woman_", name))
    for candidate in (name, OTHER_NAMES.get(name, name), turned.replace("-", "_")):
        shown = emoji.emojize(f":{candidate}:", language="alias")
        if emoji.is_emoji(shown):
            return shown
    return ""
