"""Pictures are drawn anew: in the sizes that pages show, without what a camera wrote in them."""

from __future__ import annotations

import io
import threading
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _lazy
from PIL import Image, ImageOps, UnidentifiedImageError

from groundswell.foundation.errors import Refused

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
SIZES = {"small": 480, "large": 1360, "full": 4096}  # pixels of the longer edge
QUALITY = 84
MOST_PIXELS = 60_000_000
# A picture of so many pixels takes 600 MB while it is drawn; others wait.
_at_once = threading.BoundedSemaphore(2)


class ImageIsBroken(Refused):
    """Something that begins like a picture and is none."""

    message = _lazy("“%(name)s” looks like a picture but cannot be read. Save it again, as JPEG.")


class ImageIsTooLarge(Refused):
    """A picture of more pixels than any screen has."""

    message = _lazy("“%(name)s” has more than 60 million pixels. Make it smaller first.")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture's width and height in pixels, and its WebP bytes by size."""

    width: int
    height: int
    sizes: dict[str, bytes]


def draw(name: str, content: bytes, *, sizes: dict[str, int] | None = None) -> Drawn:
    """The picture in each size, as WebP, turned upright, without metadata.

    Raises:
        ImageIsBroken: it cannot be decoded.
        ImageIsTooLarge: too many pixels.
    """
    with _at_once:
        return _draw(name, content, sizes or SIZES)


def _draw(name: str, content: bytes, sizes: dict[str, int]) -> Drawn:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise ImageIsTooLarge(name=name)
            picture.load()
            upright = _upright(picture)
    except Image.DecompressionBombError:
        raise ImageIsTooLarge(name=name) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise ImageIsBroken(name=name) from None
    drawn = {key: _webp(upright, edge) for key, edge in sizes.items()}
    return Drawn(upright.width, upright.height, drawn)


def square(content: bytes, edge: int, *, share: float, ground: str) -> bytes:
    """A picture of our own on a square of one colour, of whose edge it fills a share, as PNG."""
    with _at_once:
        picture = Image.open(io.BytesIO(content), formats=FORMATS).convert("RGBA")
        fitted = ImageOps.contain(picture, (round(edge * share), round(edge * share)))
        sheet = Image.new("RGB", (edge, edge), ground)
        sheet.paste(fitted, ((edge - fitted.width) // 2, (edge - fitted.height) // 2), fitted)
        out = io.BytesIO()
        sheet.save(out, "PNG", optimize=True)
        return out.getvalue()


def _upright(picture: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(picture)
    is_clear = "A" in picture.getbands() or "transparency" in picture.info
    # What has 16 bits of grey has no way to transparency.
    return turned.convert("RGBA" if is_clear and not turned.mode.startswith("I") else "RGB")


def _webp(picture: Image.Image, edge: int) -> bytes:
    copy = picture.copy()
    copy.thumbnail((edge, edge))
    out = io.BytesIO()
    copy.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()
