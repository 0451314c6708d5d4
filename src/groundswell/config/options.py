"""The options of one instance: `groundswell.toml` in the data directory, typed.

What administrators choose in the browser lies above it in `chosen.toml`, and the environment above
both: `mail.host` is `GROUNDSWELL_MAIL_HOST`. An unknown key, a wrong type or an impossible pair
stops the start with line, value and the nearest right name.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from groundswell.config.option_list import OPTIONS
from groundswell.config.option_rules import rules

FILE, CHOSEN = "groundswell.toml", "chosen.toml"
PREFIX = "GROUNDSWELL_"
OTHER_VARIABLES = {"GROUNDSWELL_DIR"}
FILES_AT_ONCE = 4  # the largest form: a post with several files, a people list, an export


class OptionsAreWrong(Exception):
    """The options cannot be used; the text says file, line, value and how to mend it."""


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail leaves the house."""

    host: str
    port: int
    user: str
    password_file: str
    tls: str
    sender: str
    replies: str = ""


@dataclass(frozen=True, slots=True)
class Oidc:
    """The company's own sign-in; without an issuer there is none."""

    issuer: str
    name: str
    client_id: str
    client_secret_file: str
    scopes: list[str]
    trusts_email: bool
    groups_claim: str
    roles: list[str]
    is_the_only_way: bool


@dataclass(frozen=True, slots=True)
class Branding:
    """How the pages look like the organisation's own; empty: as Groundswell does."""

    accent_light: str
    accent_dark: str
    logo: str


@dataclass(frozen=True, slots=True)
class Push:
    """Whether browsers that are closed are told, and which services inside may be asked."""

    is_on: bool
    inside: list[str]


SECTIONS = {"branding": Branding, "mail": Mail, "push": Push, "oidc": Oidc}


@dataclass(frozen=True, slots=True)
class Options:
    """All options of an instance, checked."""

    organisation: str
    language: str
    time_zone: str
    working_days: list[str]
    working_hours: str
    site_calendars: list[str]
    holidays: list[str]
    comms_functions: list[str]
    leader_levels: list[str]
    privacy_threshold: int
    raw_months: int
    public_address: str
    plain_http: bool
    trusted_proxies: list[str]
    database_url: str = field(repr=False)
    group_sleep_days: int
    upload_megabytes: int
    log_format: str
    metrics_addresses: list[str]
    metrics_token_file: str
    branding: Branding
    mail: Mail
    push: Push
    oidc: Oidc

    @property
    def is_https(self) -> bool:
        return self.public_address.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.public_address).hostname or "localhost"

    @property
    def origin(self) -> str:
        return self.public_address.rstrip("/")

    @property
    def port(self) -> int:
        return urlsplit(self.public_address).port or (443 if self.is_https else 80)

    @property
    def form_megabytes(self) -> int:
        """The largest form that is taken."""
        return self.upload_megabytes * FILES_AT_ONCE

    @property
    def allowed_hosts(self) -> list[str]:
        return sorted({self.host, "localhost", "127.0.0.1", "[::1]"})


type Said = tuple[Any, str]  # a value, and where it is said


def said(
    directory: Path,
    environment: Mapping[str, str] = os.environ,
    files: Sequence[str] = (FILE, CHOSEN),
) -> dict[str, Said]:
    """What is said of options and where, as far as anything is: the last one to speak is heard.

    Raises:
        OptionsAreWrong: a file cannot be read, or has an unknown key.
    """
    _refuse_misspelt(environment)
    values: dict[str, Said] = {}
    for name in files:
        values |= _read(directory / name, _text(directory / name))
    for key in OPTIONS:
        name = variable(key)
        if name in environment:
            values[key] = (_from_environment(key, name, environment[name]), name)
    return values


def chosen(directory: Path) -> dict[str, Any]:
    """What was chosen in the browser."""
    values = _read(directory / CHOSEN, _text(directory / CHOSEN))
    return {key: value for key, (value, _) in values.items()}


def load(directory: Path, environment: Mapping[str, str] = os.environ) -> Options:
    """The options in `directory`, or the defaults where there is no file.

    Raises:
        OptionsAreWrong: an unknown key, a wrong type, an impossible value or pair.
    """
    values = said(directory, environment)
    check(values)
    plain: dict[str, Any] = {}
    sections: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}
    for key, option in OPTIONS.items():
        section, _, name = key.rpartition(".")
        into = sections[section] if section else plain
        into[name] = values[key][0] if key in values else option.default
    return Options(**plain, **{name: SECTIONS[name](**sections[name]) for name in SECTIONS})


def variable(key: str) -> str:
    """The environment variable that overrides a key."""
    return PREFIX + key.upper().replace(".", "_")


def as_variable(value: Any) -> str:
    """A value as its environment variable writes it."""
    if isinstance(value, list):
        return ",".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def example(chosen: Mapping[str, Any] | None = None) -> str:
    """A commented file with every key and its default, for a new instance; `chosen` are set."""
    chosen = chosen or {}
    lines = ["# Groundswell's settings. A key that is commented out has the value shown."]
    last = ""
    for key, option in OPTIONS.items():
        section = key.rpartition(".")[0]
        if section != last:
            lines += ["", f"[{section}]"]
            last = section
        mark = "" if key in chosen else "# "
        value = as_toml(chosen.get(key, option.default))
        lines += ["", f"# {option.words}", f"{mark}{key.split('.')[-1]} = {value}"]
    return "\n".join(lines) + "\n"


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{file} cannot be read: {error}. It is a text file in UTF-8."
        raise OptionsAreWrong(msg) from None


def _read(file: Path, text: str) -> dict[str, Said]:
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        msg = f"{file}: not TOML: {error}. Mend that line."
        raise OptionsAreWrong(msg) from None
    values = {}
    for key, value in _flat(tree):
        where = f"{file}, line {_line(text, key)}"
        if key not in OPTIONS:
            near = difflib.get_close_matches(key, OPTIONS, 1, 0.5)
            hint = f"Did you mean '{near[0]}'?" if near else f"Known are: {', '.join(OPTIONS)}."
            msg = f"{where}: there is no setting '{key}' (value {as_toml(value)}). {hint}"
            raise OptionsAreWrong(msg)
        values[key] = (value, where)
    return values


def _refuse_misspelt(environment: Mapping[str, str]) -> None:
    # Others may use our prefix for something else; what nearly is a setting is meant as one.
    ours = {variable(key).removeprefix(PREFIX): variable(key) for key in OPTIONS}
    for name in environment:
        said = name.removeprefix(PREFIX)
        if said == name or said in ours or name in OTHER_VARIABLES:
            continue
        if near := difflib.get_close_matches(said, ours, 1, 0.75):
            msg = f"There is no setting {name} in the environment. Did you mean {ours[near[0]]}?"
            raise OptionsAreWrong(msg)


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _line(text: str, key: str) -> int:
    section, last = "", key.rsplit(".", 1)[-1]
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(r"\s*\[+([^\]]+)\]", line):
            section = heading[1].strip() + "."
        name = re.match(r"\s*[\"']?([\w.-]+)[\"']?\s*=", line)
        if name and (section + name[1] == key or (name[1] == last and key.startswith(section))):
            return number
    return 1


def _from_environment(key: str, name: str, value: str) -> Any:
    default = OPTIONS[key].default
    if isinstance(default, bool):
        if value.lower() not in {"true", "false"}:
            msg = f"{name}: '{value}' is neither true nor false."
            raise OptionsAreWrong(msg)
        return value.lower() == "true"
    if isinstance(default, int):
        if not re.fullmatch(r"-?\d+", value):
            msg = f"{name}: '{value}' is not a whole number."
            raise OptionsAreWrong(msg)
        return int(value)
    if isinstance(default, list):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


TYPES = {
    bool: "true or false",
    int: "a whole number",
    str: "text in quotes",
    list: "a list of texts",
}


def check(values: Mapping[str, Said]) -> None:
    """Do nothing when all that is said is possible.

    Raises:
        OptionsAreWrong: a wrong type, an impossible value or pair.
    """
    for key, (value, where) in values.items():
        kind = type(OPTIONS[key].default)
        fits = type(value) is kind and (
            kind is not list or all(isinstance(part, str) for part in value)
        )
        if not fits:
            msg = f"{where}: '{key}' is {as_toml(value)}, but must be {TYPES[kind]}."
            raise OptionsAreWrong(msg)

    def get(key: str) -> Any:
        return values[key][0] if key in values else OPTIONS[key].default

    for key, is_right, mend in rules(get):
        if not is_right:
            where = values[key][1] if key in values else FILE
            msg = f"{where}: '{key}' is {as_toml(get(key))}. {mend}"
            raise OptionsAreWrong(msg)


def as_toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(part) for part in value) + "]"
    # JSON writes texts as TOML does.
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
