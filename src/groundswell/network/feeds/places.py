"""Where a ranked feed goes on: what comes, signed, so that nothing repeats or is skipped."""

from __future__ import annotations

import struct
from typing import NamedTuple

from django.core.signing import BadSignature, Signer, b64_decode, b64_encode
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused

SALT = "for you: place"


class PlaceIsNotOurs(Refused):
    """A page goes on where the page before it said."""

    message = _lazy("This is no place in For you. Open it again from its beginning.")


class Place(NamedTuple):
    """What comes: ranked ids, then older questions, without those that were ranked.

    Those of the viewer's streams were as far as `near_floor`, those of their field as far as
    `field_floor` (0: all of them).
    """

    ids: tuple[int, ...]
    near_floor: int = 0
    field_floor: int = 0
    before: int = 0  # the id below which older questions go on; 0 when none follow


def place(rest: Place) -> str:
    """A place as a text that is hard to forge."""
    numbers = (*rest[1:], *rest.ids)
    return Signer(salt=SALT).sign(b64_encode(struct.pack(f"<{len(numbers)}q", *numbers)).decode())


def place_of(text: str) -> Place:
    """The place in a text.

    Raises:
        PlaceIsNotOurs: nobody here wrote it.
    """
    try:
        packed = b64_decode(Signer(salt=SALT).unsign(text).encode())
    except BadSignature as refusal:
        raise PlaceIsNotOurs from refusal
    near, field, before, *ids = struct.unpack(f"<{len(packed) // 8}q", packed)
    return Place(tuple(ids), near, field, before)
