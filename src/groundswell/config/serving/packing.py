"""Pages are packed on their way, for phones and slow lines; a proxy that packs does it no harm.

What an attacker could guess by a page's length (BREACH) is not in it: the session's token never
is, and the token of forms is masked anew in each answer.
"""

from __future__ import annotations

import zlib

from groundswell.config.serving.asgi import Headers

TYPES = (b"text/html", b"text/plain", b"text/csv", b"application/json")
LEAST = 1400  # bytes: what fits into one packet arrives no sooner
LEVEL = 3  # measured on a home page of 60 KB: a sixth of its size in a third of a millisecond
GZIP = 31  # zlib's word for the format

type Packed = tuple[list[tuple[bytes, bytes]], bytes]


def pack(headers: Headers, body: bytes, accepted: str) -> Packed:
    """The headers and body of an answer, packed where it helps and the browser takes it."""
    kept = list(headers)
    said = dict(kept)
    is_text = said.get(b"content-type", b"").startswith(TYPES)
    if len(body) < LEAST or not is_text or b"content-encoding" in said:
        return kept, body
    kept.append((b"vary", b"accept-encoding"))
    if not _takes_gzip(accepted):
        return kept, body
    packer = zlib.compressobj(LEVEL, wbits=GZIP)
    kept = [(name, value) for name, value in kept if name != b"content-length"]
    return [*kept, (b"content-encoding", b"gzip")], packer.compress(body) + packer.flush()


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";")
        if name.strip() in {"gzip", "*"}:
            return quality.replace(" ", "").rstrip("0.") != "q="
    return False
