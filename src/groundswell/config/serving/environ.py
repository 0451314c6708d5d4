"""From an ASGI scope to the WSGI environment that Django's handler takes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from groundswell.config.serving import proxies
from groundswell.config.serving.asgi import Scope
from groundswell.config.serving.proxies import Network

# What a proxy says of the client is taken once, here; Django shall not read it again.
# `Proxy` would become the HTTP_PROXY that some HTTP clients obey.
TAKEN = frozenset(
    {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port", "proxy"}
)
JOINED_BY = {"cookie": "; "}


def environ_of(
    scope: Scope, body: IO[bytes], length: int, trusted: Sequence[Network]
) -> dict[str, Any]:
    """The environment of one request whose body was received whole."""
    headers = _headers(scope)
    origin = proxies.origin(
        scope["client"][0] if scope.get("client") else "",
        scope.get("scheme", "http"),
        headers.get("x-forwarded-for", ""),
        headers.get("x-forwarded-proto", ""),
        trusted,
    )
    server = scope.get("server") or ("localhost", 80)
    environ = {
        # HEAD is GET without the body, which the bridge leaves out; views know GET alone.
        "REQUEST_METHOD": "GET" if scope["method"] == "HEAD" else scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": _path(scope),
        "QUERY_STRING": scope.get("query_string", b"").decode("latin-1"),
        "CONTENT_TYPE": headers.pop("content-type", ""),
        "CONTENT_LENGTH": str(length),
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": origin.address,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": origin.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    headers.pop("content-length", None)
    for name, value in headers.items():
        if name not in TAKEN:
            environ["HTTP_" + name.upper().replace("-", "_")] = value
    return environ


def _headers(scope: Scope) -> dict[str, str]:
    found: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        # `x_forwarded_for` would arrive under the same key as the real header.
        if "_" in name:
            continue
        found[name] = f"{found[name]}{JOINED_BY.get(name, ',')}{value}" if name in found else value
    return found


def _path(scope: Scope) -> str:
    raw = scope.get("raw_path")
    path = unquote_to_bytes(raw.partition(b"?")[0]) if raw else scope["path"].encode()
    return str(path.decode("latin-1"))
