"""Who guesses: an address, and with it all that whoever has it has beside it."""

from __future__ import annotations

import ipaddress

IPV6_PREFIX = 64  # bits: the network that one household or company gets


def network_of(address: str) -> str:
    """What failures are counted for: an IPv4 address itself, of an IPv6 address its network."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(ipaddress.IPv6Network((int(found), IPV6_PREFIX), strict=False))
