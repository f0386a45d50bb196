"""From a name to an open connection, by way of an address that was checked."""

import socket
import ssl
import threading
import time

from claims.fetching.addresses import Address, may_connect, read_address
from claims.fetching.policy import Deadline, Policy
from claims.fetching.refusals import NotReachable
from claims.fetching.target import Target

MOST_ADDRESSES = 4


def connect(target: Target, policy: Policy, deadline: Deadline) -> socket.socket:
    """Open a connection to an address that was resolved once and checked. Raises NotReachable, TooSlow.

    Every way of not being reachable takes the same time: a forbidden address is refused without a
    packet sent, and that must not show.
    """
    started = time.monotonic()
    try:
        addresses = checked_addresses(target, policy, deadline)
        return _secured(_first_open(addresses, target.port, policy, deadline), target, policy, deadline)
    except (OSError, NotReachable) as error:
        wait = started + policy.unreachable_after - time.monotonic()
        if wait > 0:
            time.sleep(deadline.left(wait))
        raise NotReachable from error


def checked_addresses(target: Target, policy: Policy, deadline: Deadline) -> list[Address]:
    """The addresses of the target's host. One that may not be connected to refuses them all."""
    literal = read_address(target.host)
    answers = [target.host] if literal else _resolve(target, policy, deadline.left(policy.connect_limit))
    addresses = [read_address(answer) for answer in answers]
    if not addresses or not all(_may_connect(address, policy) for address in addresses):
        raise NotReachable
    return [address for address in addresses if address is not None][:MOST_ADDRESSES]


def _may_connect(address: Address | None, policy: Policy) -> bool:
    return address is not None and may_connect(
        address, refused=policy.refused_addresses, allow_loopback=policy.allow_loopback
    )


def _resolve(target: Target, policy: Policy, seconds: float) -> list[str]:
    # The system's resolver has no time limit of its own: it is left behind when it takes too long.
    answers: list[str] = []

    def ask() -> None:
        try:
            answers.extend(policy.resolver(target.host, target.port))
        except (OSError, UnicodeError):
            answers.clear()

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise NotReachable
    return answers


def _first_open(addresses: list[Address], port: int, policy: Policy, deadline: Deadline) -> socket.socket:
    share = policy.connect_limit / len(addresses)
    for address in addresses[:-1]:
        try:
            return socket.create_connection((str(address), port), timeout=deadline.left(share))
        except OSError:
            continue
    return socket.create_connection((str(addresses[-1]), port), timeout=deadline.left(share))


def _secured(connection: socket.socket, target: Target, policy: Policy, deadline: Deadline) -> socket.socket:
    if target.scheme == "http":
        return connection
    try:
        connection.settimeout(deadline.left(policy.connect_limit))
        # The address was chosen above; the certificate must still be for the name.
        return policy.tls.wrap_socket(connection, server_hostname=target.host)
    except (OSError, ssl.SSLError):
        connection.close()
        raise
