"""Which IP addresses may be connected to: those of the public internet, and no others.

The lists are the special-purpose registries of IANA (RFC 6890 and its updates), with the addresses
that tunnel or map IPv4 into IPv6 (RFC 4291, 6052, 3056, 4380): behind those stands any IPv4 at all.
"""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_REFUSED_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_REFUSED_6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "::/96",
        "::ffff:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)
_LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))

# The machine agent of one large cloud answers at a public address.
CLOUD_AGENTS = frozenset({ipaddress.ip_address("168.63.129.16")})


def read_address(text: str) -> Address | None:
    """The address `text` spells in plain dotted or colon form, without a scope; nothing for other forms."""
    if "%" in text:
        return None
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def may_connect(address: Address, *, refused: frozenset[Address], allow_loopback: bool = False) -> bool:
    """Whether a connection to `address` may be opened; `refused` adds single addresses of the operator's."""
    if address in refused:
        return False
    if any(_is_in(address, network) for network in _LOOPBACK):
        return allow_loopback
    networks = _REFUSED_4 if address.version == 4 else _REFUSED_6
    # Python's own table is asked as well: it may know of a range reserved since this list was written.
    return address.is_global and not any(_is_in(address, network) for network in networks)


def _is_in(address: Address, network: ipaddress.IPv4Network | ipaddress.IPv6Network) -> bool:
    return address.version == network.version and address in network
