"""A real push service on loopback, and browsers that can read what it carries (RFC 8291, 8292)."""

from __future__ import annotations

import base64
import hmac
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from groundswell.config.options import Push


def quoted(some: bytes) -> str:
    return base64.urlsafe_b64encode(some).rstrip(b"=").decode()


def unquoted(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    """One browser that subscribed: it alone can read what is sent to its endpoint."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = os.urandom(16)
        form = serialization.PublicFormat.UncompressedPoint
        encoding = serialization.Encoding.X962
        self.point = self._key.public_key().public_bytes(encoding, form)

    @property
    def subscription(self) -> dict[str, str]:
        """What it gives to the house."""
        keys = {"p256dh": quoted(self.point), "auth": quoted(self._auth)}
        return {"endpoint": self.endpoint, **keys}

    def read(self, body: bytes) -> Any:
        """What a message says. Told once more from RFC 8291, apart from the code that encrypts."""
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(body) <= size <= 4096
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        secret = self._key.exchange(ec.ECDH(), theirs)
        mixed = hmac.digest(self._auth, secret, sha256)
        info = b"WebPush: info\x00" + self.point + sender
        root = hmac.digest(salt, hmac.digest(mixed, info + b"\x01", sha256), sha256)
        key = hmac.digest(root, b"Content-Encoding: aes128gcm\x00\x01", sha256)[:16]
        nonce = hmac.digest(root, b"Content-Encoding: nonce\x00\x01", sha256)[:12]
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        text, mark, padding = plain.rpartition(b"\x02")
        assert mark and not padding.strip(b"\x00")
        return json.loads(text)


def claims(authorization: str) -> tuple[Any, str]:
    """What a VAPID header claims, and by which key: its signature is right (else it raises)."""
    scheme, _, rest = authorization.partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    head, said, signed = parts["t"].split(".")
    assert json.loads(unquoted(head))["alg"] == "ES256"
    raw = unquoted(signed)
    signature = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unquoted(parts["k"]))
    key.verify(signature, f"{head}.{said}".encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(unquoted(said)), parts["k"]


@dataclass
class PushService:
    """Keeps what it is given. `answers` are the next statuses; then it takes what comes."""

    host: str = ""
    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    asked: int = 0
    thinks_for: float = 0.0  # seconds

    def subscribe(self, name: str) -> Browser:
        return Browser(f"http://{self.host}/{name}")

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str]]:
        self.asked += 1
        time.sleep(self.thinks_for)
        status, more = self.answers.pop(0) if self.answers else (201, {})
        if status == 201:
            self.taken.append((path, headers, body))
        return status, more


@contextmanager
def push_service() -> Iterator[PushService]:
    """A push service that listens."""
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, more = service.answer(self.path, headers, body)
            if status:
                self.send_response(status)
                for name, value in more.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service.host = f"127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def push_service_of(settings: Any) -> Iterator[PushService]:
    """A push service inside, which the settings allow."""
    with push_service() as service:
        settings.OPTIONS = replace(settings.OPTIONS, push=Push(is_on=True, inside=[service.host]))
        yield service
