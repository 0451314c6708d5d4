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
from groundswell.config.findings import Check, Finding, advice, wrong
from groundswell.config.wellbeing import LEAST_FREE
from groundswell.foundation.sentences import some, stated, stated_many
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
        yield wrong(stated("DEBUG is on: errors show settings and data."), stated("Turn it off."))
    if chosen.plain_http and not chosen.is_https:
        yield advice(
            stated("Passwords and posts travel in the clear (`plain_http = true`)."),
            stated("Put a proxy with TLS before it and set `public_address` to its https address."),
        )
    if chosen.host in LOOPBACK:
        yield advice(
            stated(
                "Links in mails and letters begin with %(address)s: this machine alone.",
                address=chosen.public_address,
            ),
            stated("Set `public_address` to where people reach you."),
        )
    if chosen.is_https and not chosen.trusted_proxies:
        yield advice(
            stated(
                "`trusted_proxies` is empty: behind a proxy everybody seems to come from one"
                " address, and fifty wrong passwords shut the door for all."
            ),
            stated('Name the proxy, for example `trusted_proxies = ["127.0.0.1"]`.'),
        )


def people(_is_full: bool) -> Iterator[Finding]:
    """Mail, privacy, and who can help when something is wrong."""
    chosen = settings.OPTIONS
    if not chosen.mail.host:
        yield advice(
            stated(
                "The doors are open, but no invitation, notice or new password can be sent"
                " (`mail.host` is empty)."
            )
            if signin.doors_are_open()
            else stated(
                "There is no mail server: no invitation, notice or new password can be sent"
                " (`mail.host` is empty)."
            ),
            stated("Set `mail.host` and `mail.sender` in the settings."),
        )
    if chosen.privacy_threshold < USUAL_THRESHOLD:
        yield advice(
            stated(
                "Figures about %(people)s people are shown (`privacy_threshold`).",
                people=chosen.privacy_threshold,
            ),
            stated(
                "%(usual)s is usual; agree on less with those who are counted.",
                usual=USUAL_THRESHOLD,
            ),
        )
    active = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, person__state=State.ACTIVE)
    if not active.exists():
        yield advice(
            stated("No administrator has come in yet, or all have left."),
            stated("`groundswell admin create EMAIL` makes one and prints the way in."),
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
            stated("Others on this machine can read %(names)s.", names=some(names)),
            stated("`groundswell doctor --mend` leaves them to their owner alone."),
            lambda: _close(open_),
        )


def room(_is_full: bool) -> Iterator[Finding]:
    """Disk and backups."""
    disk = shutil.disk_usage(settings.DIRECTORY)
    share = disk.free / disk.total
    if share < LITTLE_FREE:
        yield (wrong if share < LEAST_FREE else advice)(
            stated(
                "%(percent)s %% of the disk is free (%(room)s GB).",
                percent=round(100 * share),
                room=disk.free / 1e9,
            ),
            stated("Make room, or move the data directory: a full disk stops all writing."),
        )
    last = backups.last(Path(settings.DIRECTORY))
    if last is None:
        yield advice(
            stated("No backup was taken yet."),
            stated("Let a timer run `groundswell backup` each night."),
        )
    elif datetime.now(UTC) - last > OLDEST_BACKUP:
        days = (datetime.now(UTC) - last).days
        yield advice(
            stated_many(
                "The last backup is %(count)s day old.",
                "The last backup is %(count)s days old.",
                count=days,
            ),
            stated("See why the timer that runs `groundswell backup` does not."),
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
