"""Files of messages: those whose bytes lie in the archive, and links to where the others were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from groundswell.exchange.slack.archive import Archive, ExportCannotBeRead
from groundswell.exchange.slack.records import Message
from groundswell.foundation.errors import Refused
from groundswell.network.files import actions
from groundswell.network.files.models import LONGEST_DESCRIPTION, File
from groundswell.people.persons.models import Person

MEDIA_TYPE = re.compile(r"[\w.+-]{1,48}/[\w.+-]{1,48}", re.ASCII)
LONGEST_LINK = 1000
SECRET = re.compile(r"(?:^|&)t=xox", re.IGNORECASE)
MIB = 1024 * 1024


def drafts(
    message: Message, uploader_id: int, archive: Archive, uploads: Mapping[str, str]
) -> list[File]:
    """The files of a message, not yet stored; their bytes are kept already."""
    return list(_drafts(message, uploader_id, archive, uploads))


def _drafts(
    message: Message, uploader_id: int, archive: Archive, uploads: Mapping[str, str]
) -> Iterator[File]:
    for record in message.files:
        path = uploads.get(_string(record, "id").upper())
        file = _kept(record, uploader_id, archive, path) if path else None
        file = file or _linked(record, uploader_id)
        file.created_at = message.at
        file.description = _description(record)
        yield file


def _kept(record: Mapping[str, Any], uploader_id: int, archive: Archive, path: str) -> File | None:
    uploader = Person(account_id=uploader_id)
    try:
        content = archive.read(path, most=settings.OPTIONS.upload_megabytes * MIB)
        return actions.draft(uploader=uploader, name=_name(record), content=content)
    except (Refused, ExportCannotBeRead):
        # Too large, empty or broken: what is known of it is kept as of any other.
        return None


def _linked(record: Mapping[str, Any], uploader_id: int) -> File:
    media_type = _string(record, "mimetype")
    link = _link(record)
    size = record.get("size")
    return File(
        uploader_id=uploader_id,
        name=actions.safe_name(_name(record)),
        media_type=media_type if MEDIA_TYPE.fullmatch(media_type) else actions.UNKNOWN,
        size_bytes=size if link and isinstance(size, int) and 0 <= size < 1 << 50 else 0,
        link=link,
    )


def _name(record: Mapping[str, Any]) -> str:
    return _string(record, "name") or _string(record, "title") or _string(record, "id") or "file"


def _description(record: Mapping[str, Any]) -> str:
    """What its author said that it shows; of a longer text its beginning, as nobody can mend it."""
    words = " ".join(_string(record, "alt_txt").replace("\0", "").split())
    return words[:LONGEST_DESCRIPTION]


def _link(record: Mapping[str, Any]) -> str:
    """Where the file was: at its owner's outside, else its page at Slack, without passwords."""
    keys = ["permalink", "url_private"]
    if record.get("is_external") or record.get("mode") == "external":
        keys = ["url_private", "external_url", "permalink"]
    for key in keys:
        if link := _safe(_string(record, key)):
            return link
    return ""


def _safe(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or not address.isprintable():
        return ""
    if SECRET.search(parts.query):
        address = urlunsplit(parts._replace(query=""))
    return address if len(address) <= LONGEST_LINK and " " not in address else ""


def _string(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""
