"""Reading the scene files, and telling all that is wrong with them at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from groundswell.demo import slots, template, world
from groundswell.demo.cast import lists
from groundswell.demo.member import Member
from groundswell.demo.template import Mention, Parts, TextIsWrong
from groundswell.network.posts.kinds import KINDS

SCENES = Path(__file__).parent / "scenes"
ELSEWHERE = ("storyline", "organisation")
SPEC = re.compile(r"(?P<function>[^/@]+)(?:/(?P<level>\w+))?(?:@(?P<site>\w+))?")
TURN = re.compile(r"(?P<role>\w+)(?:>(?P<answers>\d+))?")
LONE, SHORT = "lone.toml", "short.toml"


class ScenesAreWrong(ValueError):
    """Scenes cannot be used; the message has a line for each mistake: file, scene, what."""


@dataclass(frozen=True, slots=True)
class Spec:
    """Who may play a role: one person by name, or anybody of a function, level and site."""

    name: str = ""
    function: str = ""
    level: str = ""
    site: str = ""

    def fits(self, member: Member) -> bool:
        if self.name:
            return member.name == self.name
        place = member.place
        return (
            self.function in {"", place.function}
            and self.level in {"", place.level}
            and self.site in {"", place.site}
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """What a role says; `answers` is the turn it answers, 0 the thread itself."""

    number: int
    role: str
    answers: int
    text: Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A conversation to be told, or a single post (one turn)."""

    key: str
    kind: str
    group: str
    cast: Mapping[str, Spec]
    turns: Sequence[Turn]
    language: str = "en"
    title: Parts = ()
    best: int | None = None
    vary: Mapping[str, Sequence[str]] = field(default_factory=dict)
    topics: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """All that was written: conversations, single posts by sort, short phrases by language."""

    scenes: Sequence[Scene]
    lone: Mapping[str, Sequence[Scene]]
    short: Mapping[str, Mapping[str, Sequence[Parts]]]


def load(folder: Path = SCENES) -> Library:
    """Everything in the folder.

    Raises:
        ScenesAreWrong: with every mistake of every file.
    """
    scenes: list[Scene] = []
    lone: dict[str, list[Scene]] = {}
    short: dict[str, dict[str, list[Parts]]] = {}
    wrong: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        if path.name == SHORT:
            short = _short(content)
        elif path.name == LONE:
            for sort, entries in content.items():
                single = [_single(f"{sort}-{i}", entry) for i, entry in enumerate(entries)]
                lone[sort] = list(_sound(path, single, wrong, fewest=1))
        else:
            told = [_scene(key, raw) for key, raw in content.items()]
            scenes += _sound(path, told, wrong, fewest=3)
    keys = [scene.key for scene in scenes]
    wrong += [f"scene {key!r} is there twice" for key in set(keys) if keys.count(key) > 1]
    if wrong:
        raise ScenesAreWrong("\n".join(wrong))
    return Library(scenes, lone, short)


def _sound(
    path: Path, scenes: Sequence[Scene | str], wrong: list[str], *, fewest: int
) -> Iterator[Scene]:
    for scene in scenes:
        problems = [scene] if isinstance(scene, str) else list(_problems(scene, fewest))
        key = "" if isinstance(scene, str) else f"{scene.key}: "
        wrong += [f"{path.name}: {key}{problem}" for problem in problems]
        if not isinstance(scene, str):
            yield scene


def _scene(key: str, raw: Mapping[str, Any]) -> Scene | str:
    try:
        turns = [_turn(number, turn) for number, turn in enumerate(raw["turns"])]
        return Scene(
            key=key,
            kind=raw["kind"],
            group=raw["group"],
            cast={role: _spec(text) for role, text in raw["cast"].items()},
            turns=turns,
            language=raw.get("language", "en"),
            title=template.parse(raw.get("title", "")),
            best=raw.get("best"),
            vary=raw.get("vary", {}),
            topics=raw.get("topics", ()),
        )
    except (KeyError, TextIsWrong, ValueError) as error:
        return f"{key}: {error!r}"


def _single(key: str, raw: Mapping[str, Any]) -> Scene | str:
    turns = [["a", raw.get("text", "")]]
    return _scene(key, {**raw, "cast": {"a": raw.get("from", "any")}, "turns": turns})


def _turn(number: int, raw: Sequence[str]) -> Turn:
    who, text = raw
    match = TURN.fullmatch(who)
    if match is None:
        msg = f"turn {number}: {who!r} is neither a role nor role>turn"
        raise ValueError(msg)
    return Turn(number, match["role"], int(match["answers"] or 0), template.parse(text))


def _spec(text: str) -> Spec:
    if any(named.name == text for named in world.NAMED):
        return Spec(name=text)
    match = SPEC.fullmatch(text)
    if match is None:
        msg = f"{text!r} is no person and no place"
        raise ValueError(msg)
    function = "" if match["function"] == "any" else match["function"]
    return Spec(function=function, level=match["level"] or "", site=match["site"] or "")


def _short(content: Mapping[str, Any]) -> dict[str, dict[str, list[Parts]]]:
    return {
        language: {
            sort: [template.parse(phrase) for phrase in table["phrases"]]
            for sort, table in sorts.items()
        }
        for language, sorts in content.items()
    }


def _problems(scene: Scene, fewest: int) -> Iterator[str]:
    if scene.group not in ELSEWHERE and scene.group not in lists("groups"):
        yield f"there is no group {scene.group!r}"
    if scene.kind not in KINDS:
        yield f"there is no kind {scene.kind!r}"
    elif KINDS[scene.kind].needs_title and not scene.title:
        yield f"a {scene.kind} needs a title"
    if len(scene.turns) < fewest:
        yield f"it has {len(scene.turns)} turns, fewer than {fewest}"
    if scene.best is not None and not 0 < scene.best < len(scene.turns):
        yield f"best = {scene.best} is no answer"
    for role, spec in scene.cast.items():
        yield from _spec_problems(role, spec)
    for turn in scene.turns:
        yield from _turn_problems(scene, turn)
    yield from _slot_problems(scene, scene.title, "title")


def _spec_problems(role: str, spec: Spec) -> Iterator[str]:
    known = spec.function in {"", *world.FUNCTIONS} and spec.site in {"", *world.SITES}
    if not known or spec.level not in {"", *world.LEVELS}:
        yield f"role {role}: no such person, function, level or site: {spec}"


def _turn_problems(scene: Scene, turn: Turn) -> Iterator[str]:
    if turn.role not in scene.cast:
        yield f"turn {turn.number}: role {turn.role!r} is not in the cast"
    if turn.answers >= max(turn.number, 1):
        yield f"turn {turn.number} answers turn {turn.answers}, which comes later"
    yield from _slot_problems(scene, turn.text, f"turn {turn.number}")


def _slot_problems(scene: Scene, parts: Parts, where: str) -> Iterator[str]:
    for part in template.names(parts):
        if isinstance(part, Mention):
            if part.role not in scene.cast:
                yield f"{where}: nobody plays {part.role!r}"
        elif part.name not in {*scene.cast, *scene.vary} and not slots.is_known(part.name):
            yield f"{where}: there is no slot {part.name!r}"
