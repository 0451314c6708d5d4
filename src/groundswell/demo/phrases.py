"""Replies of a few words and notes of a line: short enough to be said again by others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from groundswell.demo import template
from groundswell.demo.cast import Member, lists
from groundswell.demo.scenes_file import Library
from groundswell.demo.slots import Values
from groundswell.demo.template import Parts, Voices

NOBODY = Voices({}, {})
MOST_WORDINGS = 3  # drawn for a note, to find one that its room has not read


class Phrases:
    """Draws short replies and notes, the least used of a few first."""

    def __init__(self, library: Library, dice: Random) -> None:
        self._short, self._dice = library.short, dice
        self._used: Counter[tuple[str, str]] = Counter()

    def reply(self, sort: str, member: Member, language: str) -> str:
        """A short reply of a sort; in English where the language has none."""
        phrases = self._short.get(language, {}).get(sort) or self._short["en"][sort]
        return self._render(self._dice.choice(phrases), member)

    def note(self, room: str, member: Member) -> tuple[str, str] | None:
        """The language and the text of a note that somebody might leave in a room."""
        by_language = notes().get(room, {})
        spoken = [language for language in by_language if language in member.languages]
        if not spoken:
            return None
        weights = [len(by_language[language]) for language in spoken]
        language = self._dice.choices(spoken, weights)[0]
        drawn = [
            self._render(self._dice.choice(by_language[language]), member)
            for _ in range(MOST_WORDINGS)
        ]
        text = min(drawn, key=lambda text: self._used[room, text])
        self._used[room, text] += 1
        return language, text

    def _render(self, parts: Parts, member: Member) -> str:
        text = template.render(parts, Values(self._dice, member.place, {}), NOBODY, self._dice)
        return text[:1].upper() + text[1:]


@cache
def notes() -> Mapping[str, Mapping[str, Sequence[Parts]]]:
    """The notes of each room by language."""
    return {
        room: {
            language: [template.parse(text) for text in texts]
            for language, texts in by_language.items()
        }
        for room, by_language in lists("notes").items()
    }
