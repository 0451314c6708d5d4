"""From a name to the bytes of a picture, in the sizes that pages show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from groundswell.demo.pictures import charts, faces, sketches, views
from groundswell.demo.pictures.canvas import SMALL, Canvas, as_webp

SKETCHES: Mapping[str, Callable[[Random], Canvas]] = {
    sketch.__name__: sketch
    for sketch in (
        charts.spectrum, charts.stop, charts.week, charts.forecast, charts.ranking,
        sketches.section, sketches.title_block, sketches.tunnel, sketches.board, sketches.gate,
        sketches.card,
        views.dusk, views.tugs, views.fog, views.propeller, views.frost, views.race,
        views.crack,
    )
}  # fmt: skip

type Key = tuple[str, int]  # a sketch and which of its kind, or a motif and its palette


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture's size in pixels, and its WebP bytes: as it is, and small."""

    width: int
    height: int
    full: bytes
    small: bytes


def sketch(keys: Sequence[Key]) -> list[Drawn]:
    """Pictures for posts, in the order of their keys."""
    found = []
    for name, number in keys:
        picture = SKETCHES[name](Random(f"{name} {number}")).finished()  # noqa: S311 - a drawing
        found.append(Drawn(*picture.size, as_webp(picture), as_webp(picture, SMALL)))
    return found


def faces_of(keys: Sequence[Key]) -> list[bytes]:
    """Faces, in the order of their keys."""
    return [as_webp(faces.face(*key).finished()) for key in keys]
