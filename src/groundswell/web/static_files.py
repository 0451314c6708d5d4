"""Style, script, fonts and pictures: bundled, named by their content and compressed beforehand.

Style sheets are joined by their `@import` lines, behaviours are joined into one script. A name
carries the hash of its content, so a browser may keep it for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli

SOURCE = Path(__file__).parent / "static"
ADDRESS = "/static/"
STYLES = ("groundswell.css", "gallery.css")
IMPORT = re.compile(r'@import url\("([^"]+)"\);\n')
ASSET = re.compile(r'url\("((?:fonts|images)/[^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
TEXT = {".css", ".js", ".svg", ".txt"}
HASH_LENGTH = 12
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent: its media type, its bytes, and the same bytes by encoding."""

    media_type: str
    content: bytes
    encoded: dict[str, bytes]


@cache
def bundle() -> dict[str, tuple[str, bytes]]:
    """Every file that is served: its plain name, the name with its hash, and its bytes."""
    files: dict[str, bytes] = {}
    for kind in ("fonts", "images", "vendor"):
        for path in sorted((SOURCE / kind).iterdir()):
            files[f"{kind}/{path.name}"] = path.read_bytes()
    named = {name: (_hashed(name, content), content) for name, content in files.items()}
    texts = {**{name: _style(name, named) for name in STYLES}, "groundswell.js": _script()}
    for name, text in texts.items():
        content = text.encode()
        named[name] = (_hashed(name, content), content)
    return named


def address(name: str) -> str:
    """The address of a file by its plain name.

    Raises:
        KeyError: there is no such file.
    """
    return ADDRESS + bundle()[name][0]


@cache
def served() -> dict[str, Asset]:
    """Every file by its address, texts compressed as far as it goes: once, before serving."""
    found = {}
    for hashed, content in bundle().values():
        ending = Path(hashed).suffix
        forms = {}
        if ending in TEXT:
            forms = {
                "gzip": gzip.compress(content, 9, mtime=0),
                "br": brotli.compress(content),
            }
        found[ADDRESS + hashed] = Asset(MEDIA_TYPES[ending], content, forms)
    return found


def _hashed(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:HASH_LENGTH]}{dot}{ending}"


def _style(name: str, named: dict[str, tuple[str, bytes]]) -> str:
    text = (SOURCE / name).read_text("utf-8")
    text = IMPORT.sub(lambda found: (SOURCE / found[1]).read_text("utf-8"), text)
    text = COMMENT.sub("", text)
    return ASSET.sub(lambda found: f'url("{ADDRESS}{named[found[1]][0]}")', text)


def _script() -> str:
    # A block each, so that the names of one behaviour are not those of another.
    parts = sorted((SOURCE / "behaviours").glob("*.js"))
    return "".join(f"{{\n{part.read_text('utf-8')}}}\n" for part in parts)
