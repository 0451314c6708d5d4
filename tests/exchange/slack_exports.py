"""Small exports of Slack's, written for one test each."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

type Said = Mapping[str, Any]

USERS = (
    {"id": "U1", "name": "mira", "profile": {"real_name": "Mira L", "email": "mira@x.example"}},
    {"id": "U2", "name": "otto", "profile": {"real_name": "Otto B"}},
    {"id": "U3", "name": "joan", "deleted": True, "profile": {"real_name": "Joan W"}},
)


def ts(second: int) -> str:
    """A time of Slack's, so many seconds after a Monday morning in 2024."""
    return f"{1704700800 + second}.000100"


def said(second: int, text: str = "", *, user: str = "U1", **more: Any) -> dict[str, Any]:
    """A message."""
    return {"type": "message", "ts": ts(second), "user": user, "text": text, **more}


def reply(second: int, to: int, text: str = "yes", *, user: str = "U2", **more: Any) -> Said:
    """An answer to the message that was written at `to`."""
    return said(second, text, user=user, thread_ts=ts(to), **more)


def channel(name: str, *, members: Sequence[str] = ("U1", "U2"), **more: Any) -> dict[str, Any]:
    """A channel of a list; its id follows from its name."""
    key = f"C{name.upper().replace('-', '')}"
    return {
        "id": key, "name": name, "created": 1704700000, "creator": "U1",
        "members": list(members), **more,
    }  # fmt: skip


def files(
    messages: Mapping[str, Sequence[Said]] | Sequence[Said] = (),
    *,
    users: Sequence[Said] = USERS,
    lists: Mapping[str, Sequence[Said]] | None = None,
) -> dict[str, Any]:
    """The files of an export: messages by folder, or those of the one channel `pilots`."""
    by_folder = messages if isinstance(messages, Mapping) else {"pilots": messages}
    found: dict[str, Any] = {"users.json": list(users)}
    found.update(
        {"channels.json": [channel(name) for name in by_folder]} if lists is None else lists
    )
    for folder, said_there in by_folder.items():
        for message in said_there:
            seconds = float(message["ts"]) if "ts" in message else 1704700800
            day = datetime.fromtimestamp(seconds, UTC).date()
            found.setdefault(f"{folder}/{day}.json", []).append(message)
    return found


def zipped(path: Path, content: Mapping[str, Any], *, prefix: str = "") -> Path:
    """The files as a ZIP; what is no bytes is written as JSON."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in content.items():
            archive.writestr(prefix + name, _bytes(value))
    return path


def unpacked(path: Path, content: Mapping[str, Any]) -> Path:
    """The files as a folder."""
    for name, value in content.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_bytes(value))
    return path


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
