"""What a fetch may do and how much: every number in one place."""

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from claims.fetching.addresses import CLOUD_AGENTS, Address
from claims.fetching.refusals import TooSlow

Resolver = Callable[[str, int], list[str]]


def look_up(host: str, port: int) -> list[str]:
    """Every address the system knows for `host`. Raises OSError when there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


@cache
def usual_certificates() -> ssl.SSLContext:
    """Trust as the system has it. Kept for the life of the process: loading it takes a moment."""
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits in seconds and bytes. `body_limit` counts after decompression.

    `allow_loopback` is for tests and trials on one machine. `unreachable_after` is how long every
    "not reachable" takes, so that its time does not tell a closed door from a forbidden one.
    """

    user_agent: str = "ClaimDesk/1.0"
    ports: frozenset[int] = frozenset({80, 443})
    refused_addresses: frozenset[Address] = CLOUD_AGENTS
    allow_loopback: bool = False
    connect_limit: float = 5.0
    read_limit: float = 10.0
    whole_limit: float = 20.0
    unreachable_after: float = 5.0
    head_limit: int = 64_000
    body_limit: int = 5_000_000
    ratio_limit: int = 100
    redirects: int = 5
    resolver: Resolver = look_up
    tls: ssl.SSLContext = field(default_factory=usual_certificates)


class Deadline:
    """A moment after which nothing is waited for any more."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, at_most: float) -> float:
        """Seconds to wait for one step. Raises TooSlow when the moment has passed."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlow
        return min(left, at_most)
