"""An address taken apart strictly: what is asked, of whom, on which port."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from claims.errors import BadLink
from claims.fetching.addresses import read_address
from claims.fetching.policy import Policy
from claims.fetching.refusals import BadAddress, NotReachable
from claims.text.links import read_link

_PORTS = {"http": 80, "https": 443}
_PRIVATE_ENDINGS = (".localhost", ".local", ".internal", ".home.arpa", ".onion")
# A last label like this makes browsers and resolvers read the whole name as a number (WHATWG URL).
_NUMERIC_ENDING = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """One request's goal. `host` is ASCII, lower case, without brackets; `path` includes the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The Host header's value."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def read_target(url: str, policy: Policy) -> Target:
    """Read an address for fetching. Raises BadAddress for its form, NotReachable for a private name."""
    try:
        link = read_link(url)
    except BadLink as error:
        raise BadAddress from error
    parts = urlsplit(link.given)
    port = parts.port or _PORTS[parts.scheme]
    if port not in policy.ports:
        allowed = " and ".join(map(str, sorted(policy.ports)))
        raise BadAddress(
            f"This address cannot be opened: port {port} is none of those this desk may ask ({allowed})."
        )
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    query = f"?{quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")}" if parts.query else ""
    _refuse_private(link.host)
    return Target(parts.scheme, link.host, port, path + query)


def follow(target: Target, location: str, policy: Policy) -> Target:
    """Where a redirect leads, read as strictly as the first address; never from https down to http."""
    after = read_target(urljoin(target.url, location.strip(" \t")), policy)
    if target.scheme == "https" and after.scheme == "http":
        raise NotReachable
    return after


def _refuse_private(host: str) -> None:
    if host == "localhost" or host.endswith(_PRIVATE_ENDINGS):
        raise NotReachable
    if ":" not in host and _NUMERIC_ENDING.search(host) and read_address(host) is None:
        raise BadAddress
