"""What the values of options must be, beyond their types: each rule with how to mend it."""

from __future__ import annotations

import difflib
import ipaddress
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from groundswell.config import accents
from groundswell.foundation.calendars import DAYS, HOURS, holiday, site_calendar

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
ROLES = (
    "administrator", "people_administrator", "moderator", "analyst", "reader", "legal",
    "announcer", "works_council",
)  # fmt: skip
KEY = re.compile(r"[0-9a-f]{64}")
ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")

type Get = Callable[[str], Any]
type Rule = tuple[str, bool, str]


def rules(get: Get) -> Iterator[Rule]:
    """Each rule as the key it speaks of, whether it holds, and how to mend it."""
    yield from _organisation(get)
    yield from _addresses(get)
    yield from _watching(get)
    yield from _branding(get)
    yield from _mail(get)
    yield from _push(get)
    yield from _oidc(get)


def _organisation(get: Get) -> Iterator[Rule]:
    yield "organisation", bool(get("organisation").strip()), "Give the name that everybody sees."
    nearest = _nearest_zone(get("time_zone"))
    known = nearest == get("time_zone")
    yield "time_zone", known, f"No such time zone; the nearest is '{nearest}'."
    yield "language", get("language") in {"en", "de"}, "Choose 'en' or 'de'."
    yield "privacy_threshold", get("privacy_threshold") >= 5, "Never under 5; 10 is usual."
    yield "raw_months", 4 <= get("raw_months") <= 13, "Choose 4 to 13: structure needs 90 days."
    days = get("working_days")
    yield "working_days", bool(days) and set(days) <= set(DAYS), f"Choose from {', '.join(DAYS)}."
    hours = HOURS.fullmatch(get("working_hours"))
    in_order = hours is not None and hours[1] < hours[2]
    yield "working_hours", in_order, "Write it like '08:00-16:00', the beginning first."
    sites = all(site_calendar(line) for line in get("site_calendars"))
    form = "Write lines like 'Busan=Asia/Seoul 09:00-18:00 monday,tuesday'; parts may be left out."
    yield "site_calendars", sites, form
    free = all(holiday(line) for line in get("holidays"))
    yield "holidays", free, "Write days like '2026-12-25', of one site 'Busan=2026-02-17'."
    nights = get("group_sleep_days")
    yield "group_sleep_days", nights == 0 or 30 <= nights <= 3650, "From 30 to 3650, or 0: never."
    yield "upload_megabytes", 1 <= get("upload_megabytes") <= 2000, "From 1 to 2000."


def _nearest_zone(name: str) -> str:
    """The time zone of that name, or the one that is called most like it."""
    zones = available_timezones()
    if name in zones:  # looking for others takes as long as reading all options
        return name
    near = difflib.get_close_matches(name, zones, 1, 0)
    return near[0] if near else "Europe/Oslo"


def _addresses(get: Get) -> Iterator[Rule]:
    form = "Write it like 'https://net.example.com', without a path."
    yield "public_address", _is_address(get("public_address")), form
    address = urlsplit(get("public_address"))
    is_safe = address.scheme == "https" or address.hostname in LOOPBACK or get("plain_http")
    yield (
        "public_address",
        is_safe,
        "Without TLS passwords can be read on the way. Use https, or say plain_http = true.",
    )
    is_needed = address.scheme != "https" or not get("plain_http")
    mend = "public_address is https already: leave plain_http out, or write the address as http."
    yield "plain_http", is_needed, mend
    proxies = all(_is_network(proxy) for proxy in get("trusted_proxies"))
    form = "Give addresses like '127.0.0.1' or networks like '10.0.0.0/24'."
    yield "trusted_proxies", proxies, form
    yield (
        "database_url",
        not get("database_url") or _is_postgresql(get("database_url")),
        "Write it like postgresql://user:word@host/name, or leave it empty: then SQLite keeps"
        " everything in the data directory.",
    )


def _watching(get: Get) -> Iterator[Rule]:
    yield "log_format", get("log_format") in {"text", "json"}, "text or json."
    networks = all(_is_network(network) for network in get("metrics_addresses"))
    form = "Give addresses like '127.0.0.1' or networks like '10.0.0.0/24'."
    yield "metrics_addresses", networks, form
    word = get("metrics_token_file")
    yield "metrics_token_file", not word or Path(word).is_file(), "It must name a file."


def _branding(get: Get) -> Iterator[Rule]:
    for scheme in accents.SCHEMES:
        wrong = accents.problem(scheme, get(f"branding.accent_{scheme}"))
        yield f"branding.accent_{scheme}", not wrong, wrong
    logo = get("branding.logo")
    yield "branding.logo", not logo or bool(KEY.fullmatch(logo)), "It is sent in the browser."


def _mail(get: Get) -> Iterator[Rule]:
    yield "mail.tls", get("mail.tls") in {"starttls", "tls", "none"}, "starttls, tls or none."
    yield "mail.port", 1 <= get("mail.port") <= 65535, "A port is a number from 1 to 65535."
    replies = get("mail.replies")
    is_plain = not replies or bool(ADDRESS.fullmatch(replies) and "+" not in replies)
    yield "mail.replies", is_plain, "An address like 'reply@net.example.com'; +… is added to it."
    if not get("mail.host"):
        alone = "Without mail.host nobody signs in anywhere: name the server, or leave both empty."
        yield "mail.user", not get("mail.user"), alone
        return
    has_sender = bool(ADDRESS.fullmatch(get("mail.sender")))
    yield "mail.sender", has_sender, "With mail.host a sender is needed, like 'net@example.com'."
    word = get("mail.password_file")
    has_word = not get("mail.user") or Path(word).is_file()
    yield "mail.password_file", has_word, "With mail.user it must name a file with the password."
    is_covered = get("mail.tls") != "none" or not get("mail.user") or get("mail.host") in LOOPBACK
    yield "mail.tls", is_covered, "With mail.user the password needs starttls or tls."


def _push(get: Get) -> Iterator[Rule]:
    hosts = all(re.fullmatch(r"[^\s/@:]+(:\d{1,5})?", host) for host in get("push.inside"))
    yield "push.inside", hosts, "Write hosts like 'push.example.com' or 'push.example.com:8443'."


def _oidc(get: Get) -> Iterator[Rule]:
    pairs = [pair.rpartition("=") for pair in get("oidc.roles")]
    known = all(group and role in ROLES for group, _, role in pairs)
    yield "oidc.roles", known, f"Write 'their-group=role'; roles are {', '.join(ROLES)}."
    if not get("oidc.issuer"):
        alone = "It needs oidc.issuer; without, nobody could sign in."
        yield "oidc.is_the_only_way", not get("oidc.is_the_only_way"), alone
        return
    issuer = urlsplit(get("oidc.issuer"))
    is_safe = bool(issuer.hostname) and (issuer.scheme == "https" or issuer.hostname in LOOPBACK)
    yield "oidc.issuer", is_safe, "Write it as the provider does, like 'https://login.example.com'."
    yield "oidc.client_id", bool(get("oidc.client_id")), "The provider gives it; it is needed."
    file = get("oidc.client_secret_file")
    yield "oidc.client_secret_file", not file or Path(file).is_file(), "There is no such file."
    yield "oidc.scopes", "openid" in get("oidc.scopes"), "'openid' must be among them."


def _is_address(text: str) -> bool:
    try:
        address = urlsplit(text)
        _ = address.port  # raises when it is none
    except ValueError:
        return False
    is_bare = address.path in {"", "/"} and not address.query and not address.username
    return address.scheme in {"http", "https"} and bool(address.hostname) and is_bare


def _is_postgresql(text: str) -> bool:
    try:
        url = urlsplit(text)
        _ = url.port  # raises when it is none
    except ValueError:
        return False
    return url.scheme in {"postgresql", "postgres"} and len(url.path) > 1


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True
