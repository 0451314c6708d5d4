"""One file that holds an instance: a ZIP whose last member says what all others must be.

Without its manifest, which is written last, a file is no backup; each member has its SHA-256 there.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from groundswell.foundation.errors import Refused

PRODUCT, FORMAT = "groundswell", 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.db", "postgresql": "database.dump"}
# Nothing else is ever taken out: no name leads out of the directory.
NAMES = re.compile(
    r"database\.(?:db|dump)|groundswell\.toml|erasures\.jsonl|secrets/[A-Za-z0-9][\w.-]*"
    r"|files/[0-9a-f]{2}/[0-9a-f]{64}",
    re.ASCII,
)
CHUNK = 1024 * 1024

type Tell = Callable[[int], None]  # hears how many bytes more are done


class ThatIsNoBackup(Refused):
    """A file of another kind, or one that was cut off."""

    message = (
        "%(file)s is no whole backup of Groundswell (%(reason)s). Nothing was changed."
        " Name another file, or copy it again from where it was made."
    )


class BackupIsDamaged(Refused):
    """A member is not what was written."""

    message = (
        "%(file)s is damaged: %(member)s is not what was backed up. Nothing was changed."
        " Copy it again from where it was made, or take an older one."
    )


@dataclass(frozen=True, slots=True)
class Member:
    """The length of a member in bytes, and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself. `missing` and `damaged` name files that were so already."""

    version: str
    database: str
    schema: list[list[str]]
    taken_at: str
    organisation: str
    has_files: bool
    has_secrets: bool
    rows: dict[str, int]
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    members: dict[str, Member] = field(default_factory=dict)
    product: str = PRODUCT
    format: int = FORMAT


class Writer:
    """Writes members one by one into a file that is not a backup before `finish`."""

    def __init__(self, file: IO[bytes], tell: Tell) -> None:
        self.members: dict[str, Member] = {}
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._tell = tell

    def add(self, name: str, source: IO[bytes], *, is_packed: bool = False) -> Member:
        """Copy a member; what is packed already is not packed again."""
        target = zipfile.ZipInfo(name) if is_packed else name
        digest, size = hashlib.sha256(), 0
        with self._zip.open(target, "w", force_zip64=True) as member:
            for chunk in _chunks(source):
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
                self._tell(len(chunk))
        self.members[name] = Member(size, digest.hexdigest())
        return self.members[name]

    def finish(self, manifest: Manifest) -> None:
        """Write what makes the file a backup."""
        self._zip.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
        self._zip.close()


def manifest_of(file: Path) -> Manifest:
    """What a backup says of itself; its members are not looked at yet.

    Raises:
        ThatIsNoBackup: it is none, or of a later form.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            said = json.loads(archive.read(MANIFEST))
            names = set(archive.namelist()) - {MANIFEST}
        manifest = _manifest(said)
    except OSError as error:
        raise ThatIsNoBackup(file=file, reason=error.strerror or str(error)) from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        raise ThatIsNoBackup(file=file, reason="it was cut off, or is another file") from None
    if manifest.product != PRODUCT or manifest.format != FORMAT:
        raise ThatIsNoBackup(file=file, reason="a later version made it")
    if names != set(manifest.members) or not all(map(NAMES.fullmatch, names)):
        raise ThatIsNoBackup(file=file, reason="it holds other members than it says")
    return manifest


def verify(file: Path, manifest: Manifest, tell: Tell) -> None:
    """Read every member and compare it with what was written.

    Raises:
        BackupIsDamaged: one differs.
    """
    with zipfile.ZipFile(file) as archive:
        for name, told in manifest.members.items():
            digest, size = hashlib.sha256(), 0
            try:
                with archive.open(name) as member:
                    for chunk in _chunks(member):
                        digest.update(chunk)
                        size += len(chunk)
                        tell(len(chunk))
            except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
                raise BackupIsDamaged(file=file, member=name) from error
            if Member(size, digest.hexdigest()) != told:
                raise BackupIsDamaged(file=file, member=name)


def extract(file: Path, manifest: Manifest, folder: Path, tell: Tell) -> None:
    """Lay all members out in a folder, readable by their owner alone."""
    with zipfile.ZipFile(file) as archive:
        for name in manifest.members:
            path = folder / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            with archive.open(name) as member, path.open("wb") as written:
                for chunk in _chunks(member):
                    written.write(chunk)
                    tell(len(chunk))


def _manifest(said: dict[str, Any]) -> Manifest:
    members = {name: Member(**told) for name, told in said.pop("members").items()}
    return Manifest(**said, members=members)


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk
