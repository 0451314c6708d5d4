"""The organisation's own mark and colours, as pages name them and as they are kept."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from groundswell.config import accents, choosing
from groundswell.foundation import durable, images
from groundswell.people.persons.models import Person

FOLDER = "branding"
EDGE = 256  # pixels: the mark is shown 30 high, on screens of up to four times that
SAFE = 0.62  # of an icon's edge: what stays when a phone cuts it round
NAME = re.compile(r"[0-9a-f]{64}\.webp")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the head of a page names: files under /branding/, or nothing."""

    sheet: str
    logo: str


def shown() -> Shown:
    """What is in force."""
    chosen = settings.OPTIONS.branding
    style = _style(chosen.accent_light, chosen.accent_dark)
    logo = f"{chosen.logo}.webp" if chosen.logo else ""
    return Shown(f"{_hash(style)}.css" if style else "", logo)


def style(name: str) -> str | None:
    """The style sheet of that name; None when it is another one by now."""
    chosen = settings.OPTIONS.branding
    found = _style(chosen.accent_light, chosen.accent_dark)
    return found if found and name == f"{_hash(found)}.css" else None


def logo(name: str) -> Path | None:
    """The file of a mark that was or is ours."""
    path = _folder() / name
    return path if NAME.fullmatch(name) and path.is_file() else None


def icon(edge: int) -> bytes | None:
    """The mark as the sign of an installed app, a PNG; None where no mark was chosen."""
    file = logo(f"{settings.OPTIONS.branding.logo}.webp")
    return _icon(file, edge) if file else None


@lru_cache(maxsize=8)
def _icon(file: Path, edge: int) -> bytes:
    return images.square(file.read_bytes(), edge, share=SAFE, ground="#ffffff")


def take_logo(*, person: Person, name: str, content: bytes) -> None:
    """Let a picture be the mark, drawn anew and small.

    Raises:
        ImageIsBroken, ImageIsTooLarge: it is none that can be drawn.
    """
    drawn = images.draw(name, content, sizes={"mark": EDGE}).sizes["mark"]
    key = hashlib.sha256(drawn).hexdigest()
    _folder().mkdir(mode=0o700, exist_ok=True)
    durable.write(_folder() / f"{key}.webp", drawn)
    choosing.choose(person=person, values={"branding.logo": key})


def files(directory: Path) -> list[Path]:
    """The marks that are kept in a data directory."""
    return sorted(path for path in (directory / FOLDER).glob("*.webp") if NAME.fullmatch(path.name))


@lru_cache(maxsize=4)
def _style(light: str, dark: str) -> str:
    return accents.style(light, dark)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _folder() -> Path:
    return Path(settings.DIRECTORY) / FOLDER
