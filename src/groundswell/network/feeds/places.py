"""Where a ranked feed goes on: the ids that come, signed, so that nothing repeats or is skipped."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from django.core.signing import BadSignature, Signer, b64_decode, b64_encode
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused

SIGNER = Signer(salt="for you")


class PlaceIsNotOurs(Refused):
    """A page goes on where the page before it said."""

    message = _lazy("This is no place in For you. Open it again from its beginning.")


def place(rest: Sequence[int]) -> str:
    """The ids as a text that is hard to forge."""
    return SIGNER.sign(b64_encode(struct.pack(f"<{len(rest)}q", *rest)).decode())


def rest_of(text: str) -> tuple[int, ...]:
    """The ids of a place.

    Raises:
        PlaceIsNotOurs: nobody here wrote it.
    """
    try:
        packed = b64_decode(SIGNER.unsign(text).encode())
    except BadSignature as refusal:
        raise PlaceIsNotOurs from refusal
    return struct.unpack(f"<{len(packed) // 8}q", packed)
