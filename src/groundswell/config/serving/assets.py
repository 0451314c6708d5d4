"""Style, script, fonts and pictures, out of memory: compressed beforehand, kept by browsers."""

from __future__ import annotations

import re

from groundswell.config.serving.asgi import (
    NOTHING_RUNS,
    Headers,
    Scope,
    Send,
    answer,
    answer_in_words,
    header,
)
from groundswell.web import static_files
from groundswell.web.static_files import Asset

FOR_EVER = b"public, max-age=31536000, immutable"  # its name carries the hash of its content
REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$")


async def assets(scope: Scope, send: Send) -> None:
    """Answer with the file at the address, in the smallest form that the browser takes."""
    asset = static_files.served().get(scope["path"])
    if asset is None:
        await answer_in_words(send, 404, "There is no such file.")
        return
    encoding, content = _smallest(asset, header(scope, b"accept-encoding").decode("latin-1"))
    headers = _headers(asset, encoding, len(content))
    await answer(send, 200, headers, b"" if scope["method"] == "HEAD" else content)


def _smallest(asset: Asset, accepted: str) -> tuple[str, bytes]:
    taken = {
        part.partition(";")[0].strip() for part in accepted.split(",") if not REFUSED.search(part)
    }
    forms = [(name, content) for name, content in asset.encoded.items() if name in taken]
    return min(forms, key=lambda form: len(form[1]), default=("", asset.content))


def _headers(asset: Asset, encoding: str, length: int) -> Headers:
    headers = [
        (b"content-type", asset.media_type.encode()),
        (b"content-length", str(length).encode()),
        (b"cache-control", FOR_EVER),
        (b"vary", b"accept-encoding"),
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", NOTHING_RUNS),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]
    return [*headers, (b"content-encoding", encoding.encode())] if encoding else headers
