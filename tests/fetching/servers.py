"""Servers of the far end, on loopback, that behave as badly as a test asks."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from claims.fetching import Policy

Handler = Callable[[socket.socket, str], None]


@dataclass
class Server:
    """A listening socket's port, and the heads of the requests that came."""

    port: int
    requests: list[str] = field(default_factory=list)
    connections: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def serve(handler: Handler, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Server]:
    """Hand each connection and its request head to `handler`, in a thread of its own."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.bind((host, 0))
        listener.listen(32)
        server = Server(listener.getsockname()[1])
        threading.Thread(target=_accept, args=(listener, server, handler, tls), daemon=True).start()
        try:
            yield server
        finally:
            # Wakes the accepting thread, which then ends.
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, server: Server, handler: Handler, tls: ssl.SSLContext | None) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        server.connections += 1
        threading.Thread(target=_converse, args=(connection, server, handler, tls), daemon=True).start()


def _converse(connection: socket.socket, server: Server, handler: Handler, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError):
        connection.settimeout(30)
        if tls:
            connection = tls.wrap_socket(connection, server_side=True)
        with connection:
            head = _read_head(connection)
            server.requests.append(head)
            handler(connection, head)


def _read_head(connection: socket.socket) -> str:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65536)
        if not piece:
            break
        head += piece
    return head.decode("latin-1")


def answer(
    body: bytes = b"", *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str
) -> Handler:
    """A handler that answers every request alike, correctly framed."""
    lines = {"Content-Type": kind, "Content-Length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())

    def handle(connection: socket.socket, _: str) -> None:
        connection.sendall(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body)

    return handle


def routes(**handlers: Handler) -> Handler:
    """Answer `/name` by the handler of that name, anything else by 404."""

    def handle(connection: socket.socket, head: str) -> None:
        path = head.split(" ")[1].strip("/").split("?")[0]
        handlers.get(path, answer(status="404 Not Found"))(connection, head)

    return handle


def policy(*ports: int, **names: list[str] | str) -> Policy:
    """A policy that lets through to loopback, with a resolver that knows only `names`."""
    return Policy(
        ports=frozenset({80, 443, *ports}), allow_loopback=True, unreachable_after=0, resolver=resolver(names)
    )


def resolver(names: dict[str, list[str] | str]) -> Callable[[str, int], list[str]]:
    def resolve(host: str, port: int) -> list[str]:
        key = host.replace(".", "_").replace("-", "_")
        if key not in names:
            raise socket.gaierror(f"no such name: {host}")
        known = names[key]
        return [known] if isinstance(known, str) else list(known)

    return resolve
