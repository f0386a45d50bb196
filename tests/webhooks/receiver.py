"""A receiver as one would write it: it verifies as Standard Webhooks says, and can be killed and revived."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver:
    """Keeps what it was told and could verify; `status` is its answer, `refused` counts what it could not."""

    def __init__(self) -> None:
        self.secret, self.told, self.ids, self.refused, self.status, self.port = "", [], [], 0, 204, 0
        self.signatures: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def events(self) -> list[int]:
        return [message["data"]["event"] for message in self.told]

    def take(self, headers: Any, body: bytes) -> int:
        self.signatures.append(headers["webhook-signature"])
        if not verify(self.secret, headers, body):
            self.refused += 1
            return 401
        if self.status < 300:
            self.told.append(json.loads(body))
            self.ids.append(headers["webhook-id"])
        return self.status

    @contextmanager
    def alive(self) -> Iterator["Receiver"]:
        """Listens, the first time on any free port and later on the same one."""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(receiver.take(self.headers, body))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", self.port), Handler) as server:
            self.port = server.server_address[1]
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            try:
                yield self
            finally:
                server.shutdown()


def verify(secret: str, headers: Any, body: bytes, *, tolerance: float = 300) -> bool:
    """The rules as the specification words them, written anew."""
    if abs(time.time() - int(headers["webhook-timestamp"])) > tolerance:
        return False
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    offered = [one.partition(",")[2] for one in headers["webhook-signature"].split(" ") if one.startswith("v1,")]
    return any(hmac.compare_digest(expected, one) for one in offered)
