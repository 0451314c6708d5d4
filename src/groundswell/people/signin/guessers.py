"""Who guesses is slowed down: an account that is tried, and the address that tries."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.people.signin.models import SignInFailure

WINDOW = timedelta(minutes=15)
MOST_AN_ACCOUNT = 10
MOST_AN_ADDRESS = 50
IPV6_PREFIX = 64  # bits: the network that one household or company gets


class TooManyAttempts(Refused):
    """Guessing is slowed down."""

    message = _lazy("Too many attempts. Wait 15 minutes, or ask an administrator for a new link.")


def keyed(kind: str, value: str) -> str:
    """What is kept of a value that must not be read from the database."""
    return hmac.new(
        settings.SECRET_KEY.encode(), f"{kind}:{value}".encode(), hashlib.sha256
    ).hexdigest()


def of_address(address: str) -> str:
    """The key under which failures from an address are counted."""
    return keyed("address", network_of(address))


def throttle(*keys: str) -> None:
    """Let pass, unless there were too many failures; keys are those of an account and an address.

    Raises:
        TooManyAttempts: 10 in 15 minutes for the account, or 50 from the address (which may stand
            alone).
    """
    since = clock.now() - WINDOW
    mosts = {1: (MOST_AN_ADDRESS,), 2: (MOST_AN_ACCOUNT, MOST_AN_ADDRESS)}[len(keys)]
    for key, most in zip(keys, mosts, strict=True):
        if SignInFailure.objects.filter(key=key, at__gt=since).count() >= most:
            raise TooManyAttempts


def note(*keys: str) -> None:
    """Count a failure under each key."""
    now = clock.now()
    SignInFailure.objects.bulk_create(SignInFailure(key=key, at=now) for key in keys)


def forget(key: str) -> None:
    """Who came in has made no mistakes."""
    SignInFailure.objects.filter(key=key).delete()


def forget_old() -> None:
    """Failures outside the window count for nothing and are dropped."""
    SignInFailure.objects.filter(at__lt=clock.now() - WINDOW).delete()


def network_of(address: str) -> str:
    """What failures are counted for: an IPv4 address itself, of an IPv6 address its network."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(ipaddress.IPv6Network((int(found), IPV6_PREFIX), strict=False))
