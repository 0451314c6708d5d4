"""Settings and surroundings that are dangerous, or safer otherwise."""

from __future__ import annotations

import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from groundswell.config import backups, options
from groundswell.config.findings import Check, Finding, advice, counted, some, wrong
from groundswell.config.wellbeing import LEAST_FREE
from groundswell.people.persons.models import State
from groundswell.people.roles.models import Role, RoleGrant
from groundswell.people.signin import queries as signin

LITTLE_FREE = 0.15
OLDEST_BACKUP = timedelta(days=7)
USUAL_THRESHOLD = 10
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def addresses(_is_full: bool) -> Iterator[Finding]:
    """How people come in."""
    chosen = settings.OPTIONS
    if settings.DEBUG:
        yield wrong("DEBUG is on: errors show settings and data.", "Turn it off.")
    if chosen.plain_http and not chosen.is_https:
        yield advice(
            "Passwords and posts travel in the clear (plain_http = true).",
            "Put a proxy with TLS before it and set public_address to its https address.",
        )
    if chosen.host in LOOPBACK:
        yield advice(
            f"Links in mails and letters begin with {chosen.public_address}: this machine alone.",
            "Set public_address to where people reach you.",
        )
    if chosen.is_https and not chosen.trusted_proxies:
        yield advice(
            "trusted_proxies is empty: behind a proxy everybody seems to come from one address,"
            " and fifty wrong passwords shut the door for all.",
            'Name the proxy, for example trusted_proxies = ["127.0.0.1"].',
        )


def people(_is_full: bool) -> Iterator[Finding]:
    """Mail, privacy, and who can help when something is wrong."""
    chosen = settings.OPTIONS
    if not chosen.mail.host:
        doors = signin.doors_are_open()
        words = "The doors are open, but" if doors else "There is no mail server:"
        yield advice(
            f"{words} no invitation, notice or new password can be sent (mail.host is empty).",
            "Set mail.host and mail.sender in the settings.",
        )
    if chosen.privacy_threshold < USUAL_THRESHOLD:
        yield advice(
            f"Figures about {chosen.privacy_threshold} people are shown (privacy_threshold).",
            f"{USUAL_THRESHOLD} is usual; agree on less with those who are counted.",
        )
    active = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, person__state=State.ACTIVE)
    if not active.exists():
        yield advice(
            "No administrator has come in yet, or all have left.",
            "`groundswell admin create EMAIL` makes one and prints the way in.",
        )


def rights(_is_full: bool) -> Iterator[Finding]:
    """Who on this machine may read what."""
    directory = Path(settings.DIRECTORY)
    secret = [directory / "secrets", *(directory / "secrets").glob("*")]
    toml = directory / options.FILE
    if toml.exists() and re.search(
        r"^\s*database_url\s*=\s*\S*:[^/]\S*@", _text(toml), re.MULTILINE
    ):
        secret.append(toml)
    secret += _words_of_settings()
    secret += (directory / backups.FOLDER).glob(f"*{backups.ENDING}")
    secret += directory.glob("groundswell.db*") if _is_open(directory) else []
    if open_ := [path for path in secret if _is_open(path)]:
        names = [_short(path, directory) for path in open_]
        yield wrong(
            f"Others on this machine can read {some(names)}.",
            "`groundswell doctor --mend` leaves them to their owner alone.",
            lambda: _close(open_),
        )


def room(_is_full: bool) -> Iterator[Finding]:
    """Disk and backups."""
    disk = shutil.disk_usage(settings.DIRECTORY)
    share = disk.free / disk.total
    if share < LITTLE_FREE:
        yield (wrong if share < LEAST_FREE else advice)(
            f"{share:.0%} of the disk is free ({disk.free / 1e9:,.1f} GB).",
            "Make room, or move the data directory: a full disk stops all writing.",
        )
    last = backups.last(Path(settings.DIRECTORY))
    if last is None:
        yield advice("No backup was taken yet.", "Let a timer run `groundswell backup` each night.")
    elif datetime.now(UTC) - last > OLDEST_BACKUP:
        days = (datetime.now(UTC) - last).days
        yield advice(
            f"The last backup is {counted(days, 'day', 'days')} old.",
            "See why the timer that runs `groundswell backup` does not.",
        )


def _words_of_settings() -> list[Path]:
    """Files outside the directory that hold passwords of this instance."""
    chosen = settings.OPTIONS
    named = (
        chosen.mail.password_file, chosen.oidc.client_secret_file, chosen.metrics_token_file,
    )  # fmt: skip
    return [Path(name) for name in named if name]


def _short(path: Path, directory: Path) -> str:
    return str(path.relative_to(directory) if path.is_relative_to(directory) else path)


def _text(file: Path) -> str:
    return file.read_text("utf-8-sig", errors="replace")


def _is_open(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _close(paths: list[Path]) -> None:
    for path in paths:
        path.chmod(0o700 if path.is_dir() else 0o600)


CHECKS: Mapping[str, Check] = {
    "addresses": addresses,
    "people": people,
    "rights": rights,
    "room": room,
}
