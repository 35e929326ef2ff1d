"""Which internet addresses are anybody's: not those of this machine, this network or its cloud provider."""

from __future__ import annotations

import os
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

ALLOW = "TACHOGRAPH_PRIVATE_ADDRESSES"
"""Set to ``allow``, addresses of this machine and network may be fetched, as an intranet needs."""

_Address = IPv4Address | IPv6Address

# What ipaddress holds to be global though it is not anybody's, or only in newer versions of Python.
_INWARD = tuple(
    ip_network(net)
    for net in (
        "168.63.129.16/32",  # Azure's platform, metadata included
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata
        "192.88.99.0/24",  # relays of 6to4
        "64:ff9b:1::/48",  # NAT64 of a local network
        "100:0:0:1::/64",  # a dummy prefix
        "2001:20::/28",  # ORCHID
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


class InwardError(Exception):
    """A name that leads to an address which is not anybody's."""


def private_allowed() -> bool:
    """Whether the user has allowed addresses of this machine and network."""
    return os.environ.get(ALLOW, "").strip().lower() == "allow"


def is_public(address: _Address) -> bool:
    """Whether an address is anybody's: global, for one receiver, and so is the one that it holds, if it holds one."""
    if isinstance(address, IPv6Address):
        held = _held(address)
        if held is not None:
            return is_public(held)
        if address.is_site_local:
            return False
    if any(address in net for net in _INWARD if net.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def checked_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, all of which are anybody's.

    Raises:
        InwardError: if one of them is not.
        OSError: if the name leads nowhere.
    """
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for text in found:
        if not is_public(ip_address(text.partition("%")[0])):
            raise InwardError(text)
    return list(dict.fromkeys(found))


def _held(address: IPv6Address) -> IPv4Address | None:
    """The older address that is written inside this one: mapped, 6to4, translated."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if int(address) >> 32 == 0 and int(address) > 0xFFFF:  # ::a.b.c.d, which is out of use
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
