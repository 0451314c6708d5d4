"""The written scenes: read, checked, and told so that no telling repeats an earlier one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from groundswell.demo import template
from groundswell.demo.member import Member
from groundswell.demo.scenes_file import Scene, Turn
from groundswell.demo.slots import Scenery, Values
from groundswell.demo.stories import STORIES
from groundswell.demo.template import Parts, Voices

LONG = 15  # words: from here on a text must not sound like an earlier one
MOST_SHARED = 0.57  # of the word trigrams of the shorter text; the bound of the world is 0.6
WORDINGS, TELLINGS = 16, 4  # tries: of one turn, and of the whole scene with other slots
WORD = re.compile(r"[\w@'’-]+")
BROKEN, BETWEEN_SPACES = re.compile(r"\w+"), re.compile(r"\S+")
TITLED = -1  # the number of an opening together with its title

type Place = tuple[str, int]  # a scene and the number of a turn in it
type Trigrams = frozenset[tuple[str, str, str]]


class Told:
    """A scene with its words chosen: the post's title and the source of each turn."""

    __slots__ = ("scene", "sources", "title")

    def __init__(self, scene: Scene, title: str, sources: Sequence[str]) -> None:
        self.scene, self.title, self.sources = scene, title, sources


@dataclass(frozen=True, slots=True)
class Turned:
    """One turn with its words chosen; the title is that of an opening."""

    title: str
    source: str
    heard: Mapping[Place, Trigrams]


class Teller:
    """Tells scenes, and remembers all that was told."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._told: dict[Place, list[Trigrams]] = defaultdict(list)

    def tell(self, scene: Scene, cast: Mapping[str, Member], *, month: int) -> Told | None:
        """One telling with these people, or None when each sounds too much like an earlier one."""
        voices = Voices(
            {role: member.given for role, member in cast.items()},
            {role: member.handle for role, member in cast.items()},
        )
        for _ in range(TELLINGS):
            scenery = Scenery(cast[scene.turns[0].role].place, month)
            values = Values(self._dice, scenery, scene.vary)
            told = self._try(scene, values, voices)
            if told is not None:
                return told
        return None

    def _try(self, scene: Scene, values: Values, voices: Voices) -> Told | None:
        asked = self._render(scene.title, scene, values, voices)
        turns = []
        for turn in scene.turns:
            said = self._say(scene, turn, asked, values, voices)
            if said is None:
                return None
            turns.append(said)
        for said in turns:
            for place, trigrams in said.heard.items():
                self._told[place].append(trigrams)
        return Told(scene, turns[0].title, [said.source for said in turns])

    def _say(
        self, scene: Scene, turn: Turn, asked: str, values: Values, voices: Voices
    ) -> Turned | None:
        for _ in range(WORDINGS):
            title, source = "", self._render(turn.text, scene, values, voices)
            if turn.number == 0:
                title, source = STORIES[scene.kind].opening(asked, source, scene.topics)
            # A reader hears a title together with its text, a search reads them apart.
            texts = {turn.number: source, TITLED: f"{title} {source}" if title else ""}
            heard = {
                (scene.key, number): trigrams_of(words_of(text))
                for number, text in texts.items()
                if is_long(text)
            }
            if all(self._is_new(place, trigrams) for place, trigrams in heard.items()):
                return Turned(title, source, heard)
        return None

    def _is_new(self, place: Place, trigrams: Trigrams) -> bool:
        return all(shared(trigrams, other) < MOST_SHARED for other in self._told[place])

    def _render(self, text: Parts, scene: Scene, values: Values, voices: Voices) -> str:
        rendered = template.render(text, values, voices, self._dice)
        if scene.language == "en":
            rendered = values.with_articles(rendered)
        return rendered[:1].upper() + rendered[1:]


def is_long(text: str) -> bool:
    """Whether it has 15 words, however they are counted: “it's” may be two, “–” may be one."""
    return any(len(way.findall(text)) >= LONG for way in (WORD, BROKEN, BETWEEN_SPACES))


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return WORD.findall(text.lower())


def trigrams_of(words: Sequence[str]) -> Trigrams:
    """Each three words that follow one another."""
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def shared(one: Trigrams, other: Trigrams) -> float:
    """The part of the shorter text's trigrams that the other has too, 0 to 1."""
    return len(one & other) / (min(len(one), len(other)) or 1)
