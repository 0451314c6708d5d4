"""Asking addresses that came from outside: over TLS, public ones alone, and never led elsewhere.

Whoever names an address chooses what we connect to. So a name is resolved once, all that it stands
for must be public, and the connection goes to just that: no second answer of a name server counts.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, urlsplit

PATIENCE = 10.0  # seconds to connect
AT_MOST = 20.0  # seconds for all of it: who drips bytes would hold up everybody else
LONGEST = 1000  # letters of an address
NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})*\.(?!\d+$)[a-z0-9-]{2,63}")
OURS = (".localhost", ".local", ".internal", ".home.arpa", ".lan")


class AddressIsInside(Exception):
    """The address is none, or leads into a network that is not public; nothing was asked."""


class NotReached(Exception):
    """Nobody was there; nothing was said."""


class NoAnswer(Exception):
    """It was said, and whether it was heard nobody knows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, and headers by their names in small letters."""

    status: int
    headers: Mapping[str, str]


def checked(address: str, *, inside: Collection[str] = ()) -> SplitResult:
    """The parts of an address that may be asked, as far as one sees without asking anybody.

    `inside` are hosts (with their port) of one's own network that may be asked all the same.

    Raises:
        AddressIsInside: it may not.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AddressIsInside("it is no address") from None
    if len(address) > LONGEST or not address.isascii() or re.search(r"[\s\x00-\x1f\\]", address):
        raise AddressIsInside("it is no address")
    if parts.netloc in inside and parts.scheme in {"http", "https"}:
        return parts
    if parts.scheme != "https" or port not in {None, 443} or "@" in parts.netloc:
        raise AddressIsInside("it must begin with https:// and have no port")
    if not (_is_public(host) or (NAME.fullmatch(host) and not host.endswith(OURS))):
        raise AddressIsInside("its host is not public")
    return parts


def post(
    address: str, *, headers: Mapping[str, str], body: bytes, inside: Collection[str] = ()
) -> Answer:
    """Send a body there; redirections are not followed, and what the answer says is not read.

    Raises:
        AddressIsInside: it leads to something that is not public.
        NotReached: nobody took it.
        NoAnswer: it was sent, and no answer came.
    """
    parts = checked(address, inside=inside)
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    places = _places(host, port, may_be_inside=parts.netloc in inside)
    made = http.client.HTTPSConnection if is_tls else http.client.HTTPConnection
    connection = made(host, port)
    connection.sock = _connected(places)
    watch = threading.Timer(AT_MOST, _hang_up, (connection,))
    watch.start()
    try:
        if is_tls:
            _secure(connection, host)
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        return _said(connection, target, headers, body)
    finally:
        watch.cancel()
        connection.close()


def _said(
    connection: http.client.HTTPConnection, target: str, headers: Mapping[str, str], body: bytes
) -> Answer:
    try:
        connection.request("POST", target, body=body, headers=dict(headers))
        answer = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer(type(error).__name__) from error
    return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()})


def _places(host: str, port: int, *, may_be_inside: bool) -> list[tuple[int, tuple[object, ...]]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotReached(f"no such host: {error}") from error
    if not may_be_inside and not all(_is_public(str(place[0])) for *_, place in found):
        raise AddressIsInside("its name stands for something that is not public")
    return [(family, place) for family, _kind, _protocol, _name, place in found]


def _connected(places: list[tuple[int, tuple[object, ...]]]) -> socket.socket:
    failure: OSError | None = None
    for family, place in places[:4]:
        link = socket.socket(family, socket.SOCK_STREAM)
        link.settimeout(PATIENCE)
        try:
            link.connect(place)
        except OSError as error:
            link.close()
            failure = error
        else:
            return link
    raise NotReached(str(failure)) from failure


def _secure(connection: http.client.HTTPConnection, host: str) -> None:
    try:
        # The handshake begins when the watch knows the socket that it would hang up.
        link = _trust().wrap_socket(
            connection.sock, server_hostname=host, do_handshake_on_connect=False
        )
        connection.sock = link
        link.do_handshake()
    except OSError as error:
        raise NotReached(f"no TLS: {error}") from error


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _is_public(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return address.is_global and not address.is_multicast


def _hang_up(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError):  # it may be closed already
        socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)
