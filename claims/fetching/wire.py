"""Reading an HTTP answer off a connection, with a limit on the time and on every byte."""

import io
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPException, HTTPResponse

from claims.fetching.policy import Deadline, Policy
from claims.fetching.refusals import NotReachable, TooLarge, TooSlow

CHUNK = 65_536


class Wire(io.RawIOBase):
    """The bytes of a connection. `allowance` is how many more are taken before TooLarge."""

    def __init__(self, connection: socket.socket, policy: Policy, deadline: Deadline) -> None:
        self._connection = connection
        self._policy = policy
        self._deadline = deadline
        self.allowance = policy.head_limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        try:
            self._connection.settimeout(self._deadline.left(self._policy.read_limit))
            count = self._connection.recv_into(buffer)
        except TimeoutError:
            raise TooSlow from None
        self.allowance -= count
        if self.allowance < 0:
            raise TooLarge
        return count

    def makefile(self, mode: str = "rb") -> io.BufferedReader:
        """What `http.client` asks of a socket."""
        return io.BufferedReader(self, 4096)


@contextmanager
def exchange(
    connection: socket.socket, request: bytes, method: str, policy: Policy, deadline: Deadline
) -> Iterator[HTTPResponse]:
    """Send one request and read the head of its answer. Raises NotReachable, TooLarge, TooSlow."""
    wire = Wire(connection, policy, deadline)
    with closing(HTTPResponse(wire, method=method)) as response:  # type: ignore[arg-type]
        try:
            connection.settimeout(deadline.left(policy.read_limit))
            connection.sendall(request)
            response.begin()
        except TimeoutError:
            raise TooSlow from None
        except (OSError, HTTPException, ValueError):
            raise NotReachable from None
        # What is left of the head's allowance was for the head; framing of small chunks takes some room.
        wire.allowance = policy.body_limit + policy.body_limit // 4 + policy.head_limit
        yield response
