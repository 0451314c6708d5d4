"""Taking in files. What a file is, its content tells; its name is only what people call it."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath

import puremagic
from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import blobs, clock, images
from groundswell.foundation.errors import Refused
from groundswell.network.files.models import LONGEST_DESCRIPTION, File
from groundswell.people.persons.models import Person

IMAGES = {"image/jpeg", "image/png", "image/webp", "image/gif"}
UNKNOWN = "application/octet-stream"
ZIP = b"PK\x03\x04"
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
MIB = 1024 * 1024
LONGEST_NAME = 120


class FileIsTooLarge(Refused):
    """There is a limit to one file."""

    message = _lazy("“%(name)s” is larger than %(megabytes)s MB. Put it elsewhere and post a link.")


class FileIsEmpty(Refused):
    """A file without content."""

    message = _lazy("“%(name)s” is empty. Choose the file again.")


class DescriptionIsTooLong(Refused):
    """What a picture shows is said in a few sentences."""

    message = _lazy(
        "What you say of “%(name)s” has %(letters)s characters, and %(most)s is the most. Shorten"
        " it, or say the rest in the text."
    )


def store(*, uploader: Person, name: str, content: bytes, description: str = "") -> File:
    """Keep a file that its uploader may then attach to a post.

    `description` is what it shows; of what is no picture none is kept.

    Raises:
        FileIsTooLarge, FileIsEmpty, ImageIsBroken, ImageIsTooLarge, DescriptionIsTooLong: it is
            not kept.
    """
    description = described(name, description)
    file = draft(uploader=uploader, name=name, content=content)
    if file.is_image:
        file.description = description
    file.save(force_insert=True)
    return file


def draft(*, uploader: Person, name: str, content: bytes) -> File:
    """A file whose bytes are kept and whose row is not written yet; raises as `store`."""
    name = safe_name(name)
    megabytes = settings.OPTIONS.upload_megabytes
    if len(content) > megabytes * MIB:
        raise FileIsTooLarge(name=name, megabytes=megabytes)
    if not content:
        raise FileIsEmpty(name=name)
    media_type = type_of(content)
    file = File(uploader=uploader, name=name, media_type=media_type, created_at=clock.now())
    if media_type in IMAGES:
        drawn = images.draw(name, content)
        file.width, file.height = drawn.width, drawn.height
        file.sizes = {size: blobs.put(webp) for size, webp in drawn.sizes.items()}
        file.key, file.media_type = file.sizes["full"], "image/webp"
        file.size_bytes = len(drawn.sizes["full"])
    else:
        file.key, file.size_bytes = blobs.put(content), len(content)
    return file


def described(name: str, words: str) -> str:
    """What somebody says that a file shows, in one line.

    Raises:
        DescriptionIsTooLong: it is longer than `LONGEST_DESCRIPTION`.
    """
    line = " ".join(words.replace("\0", "").split())
    if len(line) > LONGEST_DESCRIPTION:
        raise DescriptionIsTooLong(
            name=safe_name(name),
            letters=number_format(len(line), force_grouping=True),
            most=number_format(LONGEST_DESCRIPTION, force_grouping=True),
        )
    return line


def type_of(content: bytes) -> str:
    """The media type that the content shows, whatever the name says."""
    if content.startswith(ZIP):
        return _type_of_zip(content)
    try:
        matches = puremagic.magic_string(content[: 64 * 1024])
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    return next((match.mime_type for match in matches if match.mime_type), UNKNOWN)


def _type_of_zip(content: bytes) -> str:
    # Office documents are archives too: what lies in one tells them apart.
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return "application/zip"
    for folder, media_type in OFFICE.items():
        if any(name.startswith(folder) for name in names):
            return media_type
    return "application/zip"


def safe_name(name: str) -> str:
    """A name without folders, control characters and tricks of direction; never empty."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    shown = re.sub(r"\s+", " ", shown).strip(" .") or "file"
    if len(shown) > LONGEST_NAME:
        stem, dot, ending = shown.rpartition(".")
        shown = (stem or ending)[: LONGEST_NAME - len(ending) - 1] + dot + ending[:20]
    return shown
