"""An export as it lies there: a ZIP or a folder, read in place, file by file, within limits."""

from __future__ import annotations

import hashlib
import re
import stat
import unicodedata
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO

from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused
from groundswell.foundation.sentences import Sentence, stated

MIB = 1024 * 1024
LARGEST_FILE = 256 * MIB  # one day of one channel has some 100 kB
LARGEST_TOTAL = 64 * 1024 * MIB  # some 25 million messages
# JSON of messages shrinks 5 to 20 times; what shrinks more is made to fill the disk of a reader.
MOST_TIMES, FREELY = 100, 64 * MIB
STRAY = ("__MACOSX/", ".DS_Store")
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class ExportCannotBeRead(Refused):
    """The archive is damaged, dangerous, or none of Slack's."""

    message = _lazy("%(file)s: %(reason)s Nothing was imported.")


class Archive(ABC):
    """The files of an export, by their paths with forward slashes."""

    def __init__(self, path: Path) -> None:
        self.name = path.name

    @cached_property
    def fingerprint(self) -> str:
        """What tells this export from another: the names and sizes of its files."""
        lines = "\n".join(f"{name} {size} {check}" for name, size, check in self._contents())
        return hashlib.sha256(lines.encode()).hexdigest()

    @cached_property
    def files(self) -> frozenset[str]:
        """All paths, in composed letters, whatever system packed them."""
        return frozenset(name for name, _, _ in self._contents())

    def read(self, path: str, *, most: int = LARGEST_FILE) -> bytes:
        """The bytes of one file.

        Raises:
            ExportCannotBeRead: it is damaged, or has more bytes than `most`.
        """
        try:
            with self._open(path) as file:
                content = file.read(most + 1)
        except DAMAGES as error:
            raise self.refusal(
                stated(
                    "%(path)s is damaged (%(error)s). Get the export again.",
                    path=path,
                    error=str(error),
                )
            ) from None
        if len(content) > most:
            raise self.refusal(
                stated(
                    "%(path)s unpacks to more than %(megabytes)s MB.",
                    path=path,
                    megabytes=most // MIB,
                )
            )
        return content

    def refusal(self, reason: Sentence) -> ExportCannotBeRead:
        """Why this export is not taken."""
        return ExportCannotBeRead(file=self.name, reason=reason)

    @abstractmethod
    def _contents(self) -> list[tuple[str, int, int]]:
        """Path, size and checksum of each file, by path."""

    @abstractmethod
    def _open(self, path: str) -> IO[bytes]:
        """One file, to be read once."""


class ZippedArchive(Archive):
    """A ZIP. Nothing of it is ever unpacked to the disk."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except DAMAGES as error:
            reason = stated(
                "This is no ZIP, or a damaged one (%(error)s). Get the export again.",
                error=str(error),
            )
            raise self.refusal(reason) from None
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in self._zip.infolist():
            self._take(member)
        self._refuse_bomb(path.stat().st_size)

    def close(self) -> None:
        self._zip.close()

    def _take(self, member: zipfile.ZipInfo) -> None:
        name = _composed(_decoded(member))
        if leads_outside(name) or stat.S_ISLNK(member.external_attr >> 16):
            raise self.refusal(
                stated(
                    "%(name)s leads outside of the archive. Slack writes no such file.",
                    name=repr(name),
                )
            )
        if member.is_dir() or _is_stray(name):
            return
        if member.flag_bits & 1:
            raise self.refusal(stated("It is locked with a password. Unlock it first."))
        if name in self._members:
            raise self.refusal(
                stated("%(name)s stands in it twice. Get the export again.", name=name)
            )
        self._members[name] = member

    def _refuse_bomb(self, packed: int) -> None:
        total = sum(member.file_size for member in self._members.values())
        if total > LARGEST_TOTAL or total > MOST_TIMES * packed + FREELY:
            raise self.refusal(
                stated(
                    "It unpacks to %(megabytes)s MB, far more than messages do.",
                    megabytes=total // MIB,
                )
            )

    def _contents(self) -> list[tuple[str, int, int]]:
        return [(name, m.file_size, m.CRC) for name, m in sorted(self._members.items())]

    def _open(self, path: str) -> IO[bytes]:
        # Reading ends at the size that the directory declares; a lie fails at the checksum.
        return self._zip.open(self._members[path])


class FolderArchive(Archive):
    """An export that somebody has unpacked."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._root = path.resolve()
        self._paths: dict[str, Path] = {}
        for found in sorted(path.rglob("*")):
            self._take(found, found.relative_to(path).as_posix())

    def close(self) -> None:
        """Nothing is held open."""

    def _take(self, found: Path, name: str) -> None:
        if found.is_symlink() and not found.resolve().is_relative_to(self._root):
            raise self.refusal(
                stated("%(name)s is a link that leads outside of the folder.", name=name)
            )
        if found.is_file() and not _is_stray(name):
            self._paths[_composed(name)] = found

    def _contents(self) -> list[tuple[str, int, int]]:
        return [(name, path.stat().st_size, 0) for name, path in sorted(self._paths.items())]

    def _open(self, path: str) -> IO[bytes]:
        return self._paths[path].open("rb")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at a path, open while it is used.

    Raises:
        ExportCannotBeRead: there is nothing, or nothing that can be read safely.
    """
    if not path.exists():
        raise ExportCannotBeRead(file=str(path), reason=stated("There is no such file or folder."))
    archive = FolderArchive(path) if path.is_dir() else ZippedArchive(path)
    try:
        yield archive
    finally:
        archive.close()


def leads_outside(name: str) -> bool:
    """Whether a path in an archive would lead out of the folder that it is unpacked into."""
    slashed = name.replace("\\", "/")
    is_absolute = slashed.startswith("/") or bool(re.match(r"[A-Za-z]:", slashed))
    return is_absolute or ".." in slashed.split("/") or "\x00" in name


def _decoded(member: zipfile.ZipInfo) -> str:
    # Without the flag for UTF-8 the standard says cp437; many packers write UTF-8 all the same.
    if member.flag_bits & 0x800:
        return member.orig_filename
    try:
        return member.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.orig_filename


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _is_stray(name: str) -> bool:
    return name.startswith(STRAY[0]) or name.endswith(STRAY[1])
