"""Where a request comes from: whose word is taken for it, and which addresses are counted as one."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
#: Whoever has one IPv6 address has these many bits of others for the asking, so they count as one.
ONE_HOME = 64


def is_trusted(peer: str, trusted: Iterable[Network]) -> bool:
    """Whether the other end of this connection is a proxy whose word is taken."""
    address = _address(peer)
    return address is not None and _is_in(address, trusted)


def client(peer: str, forwarded: str, trusted: tuple[Network, ...]) -> str:
    """The network of whoever asks: an IPv4 address, or the /64 of an IPv6 address.

    `peer` is the other end of the connection, `forwarded` the X-Forwarded-For it sent. Each proxy adds at the
    right whom it spoke with, so the first address from the right that is not itself a trusted proxy is the
    client; what stands left of it, anybody may have written. Where that says nothing, it is the peer.
    """
    here = _address(peer)
    if here is None:
        return peer
    if _is_in(here, trusted):
        for said in reversed(forwarded.split(",")):
            address = _address(said.strip())
            if address is None:
                break
            if not _is_in(address, trusted):
                return _home(address)
    return _home(here)


def _address(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def _is_in(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)


def _home(address: Address) -> str:
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((int(address), ONE_HOME), strict=False))
    return str(address)
