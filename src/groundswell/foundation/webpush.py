"""Messages to browsers that are not open: encrypted for one browser, signed as ours.

The push service of the browser's maker carries them and can read neither. Sources: RFC 8291
(encryption for Web Push), RFC 8188 (its content coding), RFC 8292 (VAPID, who sends).
"""

from __future__ import annotations

import base64
import hmac
import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from groundswell.foundation.secret_files import secret

CURVE = ec.SECP256R1()
AUTH_BYTES, SALT_BYTES = 16, 16
RECORD = 4096  # bytes of a body: as much as every service must take
PADDED_TO = 512  # bytes: how long a message is tells less about what it says
SIGNED_FOR = timedelta(hours=12)  # services refuse more than a day


@dataclass(frozen=True, slots=True)
class Keys:
    """What a browser gave us to write to it: its public key and the secret shared with it."""

    p256dh: bytes
    auth: bytes


def keys(p256dh: str, auth: str) -> Keys:
    """A browser's keys, as it names them.

    Raises:
        ValueError: they are none.
    """
    found = Keys(unquoted(p256dh), unquoted(auth))
    ec.EllipticCurvePublicKey.from_encoded_point(CURVE, found.p256dh)
    if len(found.auth) != AUTH_BYTES:
        msg = "the shared secret has another length"
        raise ValueError(msg)
    return found


def encrypt(
    text: bytes,
    to: Keys,
    *,
    salt: bytes | None = None,
    once: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """The body of a message that this browser alone can read. `salt` and `once` are for tests.

    Raises:
        ValueError: the text is too long for one record.
    """
    salt = salt or os.urandom(SALT_BYTES)
    once = once or ec.generate_private_key(CURVE)
    ours = _point(once.public_key())
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, to.p256dh)
    shared = _derived(to.auth, once.exchange(ec.ECDH(), theirs))
    material = _derived(shared, b"WebPush: info\0" + to.p256dh + ours + b"\1")
    root = _derived(salt, material)
    key = _derived(root, b"Content-Encoding: aes128gcm\0\1")[:16]
    nonce = _derived(root, b"Content-Encoding: nonce\0\1")[:12]
    head = salt + RECORD.to_bytes(4) + bytes([len(ours)]) + ours
    body = head + AESGCM(key).encrypt(nonce, text + b"\2", None)
    if len(body) > RECORD:
        msg = "the message is too long"
        raise ValueError(msg)
    return body


def padded(text: bytes) -> bytes:
    """JSON with spaces behind it: they mean nothing there."""
    return text.ljust(-(-len(text) // PADDED_TO) * PADDED_TO)


def authorization(endpoint: str, *, directory: Path, subject: str, now: datetime) -> str:
    """What tells a push service that it is we who send to the endpoint, and whom to ask."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + SIGNED_FOR).timestamp()),
        "sub": subject,
    }
    said = ".".join(quoted(json.dumps(each).encode()) for each in (_HEAD, claims))
    r, s = decode_dss_signature(_private(directory).sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    return f"vapid t={said}.{quoted(r.to_bytes(32) + s.to_bytes(32))}, k={public_key(directory)}"


_HEAD = {"typ": "JWT", "alg": "ES256"}


def public_key(directory: Path) -> str:
    """The key by which browsers and push services know this instance."""
    return quoted(_point(_private(directory).public_key()))


def quoted(some: bytes) -> str:
    """Bytes as these standards write them."""
    return base64.urlsafe_b64encode(some).rstrip(b"=").decode()


def unquoted(text: str) -> bytes:
    """The bytes again.

    Raises:
        ValueError: it is not written so.
    """
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


@cache
def _private(directory: Path) -> ec.EllipticCurvePrivateKey:
    number = int.from_bytes(unquoted(secret(directory, "push-key", _new)))
    return ec.derive_private_key(number, CURVE)


def _new() -> str:
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    return quoted(number.to_bytes(32))


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    form = serialization.PublicFormat.UncompressedPoint
    return key.public_bytes(serialization.Encoding.X962, form)


def _derived(key: bytes, info: bytes) -> bytes:
    return hmac.digest(key, info, sha256)
