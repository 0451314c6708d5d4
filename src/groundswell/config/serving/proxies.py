"""Where a request comes from. What a header says of it is believed of trusted proxies alone."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Origin:
    """The address of whoever asks, and the scheme that they typed."""

    address: str
    scheme: str


def networks(addresses: Iterable[str]) -> list[Network]:
    """Addresses and networks of trusted proxies, as the settings name them."""
    return [ipaddress.ip_network(address, strict=False) for address in addresses]


def origin(
    peer: str, scheme: str, forwarded_for: str, forwarded_proto: str, trusted: Sequence[Network]
) -> Origin:
    """Of a chain of proxies, the last address that no trusted proxy has."""
    nearest = plain(peer)
    if not _is_in(nearest, trusted):
        return Origin(nearest, scheme)
    said = forwarded_proto.rpartition(",")[2].strip().lower()
    hops = [plain(hop) for hop in forwarded_for.split(",") if hop.strip()]
    strangers = [hop for hop in reversed(hops) if not _is_in(hop, trusted)]
    return Origin(
        strangers[0] if strangers else nearest, said if said in {"http", "https"} else scheme
    )


def plain(address: str) -> str:
    """An address in its one form: without a port, an IPv4 address never dressed as IPv6."""
    bare = address.strip().strip('"')
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ipaddress.ip_address(bare)
    except ValueError:
        return bare[:64]
    return str(getattr(found, "ipv4_mapped", None) or found)


def _is_in(address: str, trusted: Sequence[Network]) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in trusted)
