"""Style, script, fonts and pictures: bundled, named by their content and compressed beforehand.

Style sheets are joined by their `@import` lines, behaviours are joined into one script. A name
carries the hash of its content, so a browser may keep it for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path

import brotli

SOURCE = Path(__file__).parent / "static"
ADDRESS = "/static/"
IMPORT = re.compile(r'@import url\("([^"]+)"\);\n')
ASSET = re.compile(r'url\("((?:fonts|images)/[^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
TEXT = {".css", ".js", ".svg", ".txt"}
HASH_LENGTH = 12


@cache
def bundle() -> dict[str, tuple[str, bytes]]:
    """Every file that is served: its plain name, the name with its hash, and its bytes."""
    files: dict[str, bytes] = {}
    for kind in ("fonts", "images", "vendor"):
        for path in sorted((SOURCE / kind).iterdir()):
            files[f"{kind}/{path.name}"] = path.read_bytes()
    named = {name: (_hashed(name, content), content) for name, content in files.items()}
    for name, text in (("groundswell.css", _style(named)), ("groundswell.js", _script())):
        content = text.encode()
        named[name] = (_hashed(name, content), content)
    return named


def address(name: str) -> str:
    """The address of a file by its plain name.

    Raises:
        KeyError: there is no such file.
    """
    return ADDRESS + bundle()[name][0]


def write(folder: Path) -> None:
    """Put all files into a folder, texts with a gzip and a brotli copy beside them."""
    for hashed, content in bundle().values():
        path = folder / hashed
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            continue
        if path.suffix in TEXT:
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
            path.with_name(path.name + ".br").write_bytes(brotli.compress(content))
        path.write_bytes(content)


def is_immutable(_path: str, url: str) -> bool:
    """Whether a file's name carries the hash of its content."""
    return bool(re.search(rf"\.[0-9a-f]{{{HASH_LENGTH}}}\.\w+$", url))


def _hashed(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:HASH_LENGTH]}{dot}{ending}"


def _style(named: dict[str, tuple[str, bytes]]) -> str:
    text = (SOURCE / "groundswell.css").read_text("utf-8")
    text = IMPORT.sub(lambda found: (SOURCE / found[1]).read_text("utf-8"), text)
    text = COMMENT.sub("", text)
    return ASSET.sub(lambda found: f'url("{ADDRESS}{named[found[1]][0]}")', text)


def _script() -> str:
    # A block each, so that the names of one behaviour are not those of another.
    parts = sorted((SOURCE / "behaviours").glob("*.js"))
    return "".join(f"{{\n{part.read_text('utf-8')}}}\n" for part in parts)
