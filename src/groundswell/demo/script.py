"""The written scenes: read, checked, and told so that no telling repeats an earlier one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random

from groundswell.demo import template
from groundswell.demo.cast import Member
from groundswell.demo.scenes_file import Scene, Turn
from groundswell.demo.slots import Values
from groundswell.demo.template import Voices

LONG = 15  # words: from here on a text must not sound like an earlier one
MOST_SHARED = 0.58  # of the word trigrams of the shorter text; the bound of the world is 0.6
WORDINGS, TELLINGS = 6, 4  # tries: of one turn, and of the whole scene with other slots
WORD = re.compile(r"[\w@'’-]+")

type Trigrams = frozenset[tuple[str, str, str]]


class Told:
    """A scene with its words chosen: a title and the text of each turn."""

    __slots__ = ("scene", "texts", "title")

    def __init__(self, scene: Scene, title: str, texts: Sequence[str]) -> None:
        self.scene, self.title, self.texts = scene, title, texts


class Teller:
    """Tells scenes, and remembers all that was told."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._told: dict[tuple[str, int], list[Trigrams]] = defaultdict(list)

    def tell(self, scene: Scene, cast: Mapping[str, Member]) -> Told | None:
        """One telling with these people, or None when each sounds too much like an earlier one."""
        voices = Voices(
            {role: member.given for role, member in cast.items()},
            {role: member.handle for role, member in cast.items()},
        )
        for _ in range(TELLINGS):
            values = Values(self._dice, cast[scene.turns[0].role].place, scene.vary)
            said = [self._say(scene, turn, values, voices) for turn in scene.turns]
            if all(text is not None for text, _ in said):
                for number, (_, trigrams) in enumerate(said):
                    if trigrams:
                        self._told[scene.key, number].append(trigrams)
                title = template.render(scene.title, values, voices, self._dice)
                return Told(scene, title, [text for text, _ in said if text is not None])
        return None

    def _say(
        self, scene: Scene, turn: Turn, values: Values, voices: Voices
    ) -> tuple[str | None, Trigrams]:
        earlier = self._told[scene.key, turn.number]
        for _ in range(WORDINGS):
            text = template.render(turn.text, values, voices, self._dice)
            words = words_of(text)
            if len(words) < LONG:
                return text, frozenset()
            trigrams = trigrams_of(words)
            if all(shared(trigrams, other) < MOST_SHARED for other in earlier):
                return text, trigrams
        return None, frozenset()


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return WORD.findall(text.lower())


def trigrams_of(words: Sequence[str]) -> Trigrams:
    """Each three words that follow one another."""
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def shared(one: Trigrams, other: Trigrams) -> float:
    """The part of the shorter text's trigrams that the other has too, 0 to 1."""
    return len(one & other) / (min(len(one), len(other)) or 1)
