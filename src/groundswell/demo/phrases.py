"""Replies of a few words and notes of a line: short enough to be said again by others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from groundswell.demo import template
from groundswell.demo.cast import lists
from groundswell.demo.member import Member
from groundswell.demo.scenes_file import Library
from groundswell.demo.slots import Scenery, Values
from groundswell.demo.template import Parts, Voices

NOBODY = Voices({}, {})
MOST_DRAWN = 4  # phrases, to find one that was seldom read


class Phrases:
    """Draws short replies and notes, the least used of a few first."""

    def __init__(self, library: Library, dice: Random) -> None:
        self._short, self._dice = library.short, dice
        self._used: Counter[tuple[str, Parts]] = Counter()

    def thanks(self, member: Member, language: str, *, month: int) -> str:
        """What somebody says who was helped."""
        return self._one_of(self._short[language]["thanks"], "thanks", member, language, month)

    def welcome(self, member: Member, language: str, *, month: int) -> str:
        """What somebody says to who is new in the company."""
        return self._one_of(self._short[language]["welcome"], "welcome", member, language, month)

    def echo(self, occasion: str, member: Member, language: str, *, month: int) -> str:
        """A short reply that fits an occasion: see the list of echoes."""
        return self._one_of(texts("echoes")[occasion][language], occasion, member, language, month)

    def note(self, room: str, member: Member, *, month: int) -> tuple[str, str] | None:
        """The language and the text of a note that somebody might leave in a room."""
        by_language = texts("notes").get(room, {})
        spoken = [language for language in by_language if language in member.languages]
        if not spoken:
            return None
        weights = [len(by_language[language]) for language in spoken]
        language = self._dice.choices(spoken, weights)[0]
        return language, self._one_of(by_language[language], room, member, language, month)

    def _one_of(
        self, phrases: Sequence[Parts], place: str, member: Member, language: str, month: int
    ) -> str:
        drawn = self._dice.choices(phrases, k=MOST_DRAWN)
        parts = min(drawn, key=lambda parts: self._used[place, parts])
        self._used[place, parts] += 1
        values = Values(self._dice, Scenery(member.place, month), {})
        text = template.render(parts, values, NOBODY, self._dice)
        text = values.with_articles(text) if language == "en" else text
        return text[:1].upper() + text[1:]


@cache
def texts(name: str) -> Mapping[str, Mapping[str, Sequence[Parts]]]:
    """A list of short texts by room or occasion, and language."""
    return {
        place: {
            language: [template.parse(text) for text in told]
            for language, told in by_language.items()
        }
        for place, by_language in lists(name).items()
    }
