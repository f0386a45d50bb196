"""The far end on loopback: every page differs, feeds announce three of them."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

PAGE = (
    "<html lang='en'><head><title>Bridge {0}</title></head><body><article><p>Bridge {0} opened in 1932 after years "
    "of work.</p>\n<p>It carries 160,000 vehicles a day, the council said in report {0}.</p></article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    server: "Pages"

    def do_GET(self) -> None:
        self.server.hits += 1
        time.sleep(self.server.pause)
        kind, *rest = self.path.strip("/").split("/")
        body, media_type = (
            (self.feed(rest[0]), "application/rss+xml") if kind == "feed" else (self.page(), "text/html")
        )
        self.send_response(200)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """A webhook's endpoint: remembers which message came where."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append((self.path, self.headers["webhook-id"]))
        self.send_response(204)
        self.end_headers()

    def page(self) -> bytes:
        return PAGE.format(self.path.replace("/", "-")).encode()

    def feed(self, number: str) -> bytes:
        items = "".join(f"<item><link>/page/{number}/{part}</link></item>" for part in range(3))
        return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()

    def log_message(self, *_: Any) -> None:
        return


class Pages(ThreadingHTTPServer):
    """Counts who came, and makes each of them wait."""

    hits = 0
    pause = 0.0
    told: ClassVar[list[tuple[str, str]]] = []


class FarEnd:
    """Serves while the block runs, each page after `pause` seconds; `url` ends with a slash."""

    def __init__(self, *, pause: float = 0.0) -> None:
        self.pause = pause

    @property
    def hits(self) -> int:
        return self.server.hits

    def told(self, path: str) -> list[str]:
        """Numbers of the messages that came to this path, in the order they came."""
        return [number for where, number in self.server.told if where == path]

    def __enter__(self) -> "FarEnd":
        self.server = Pages(("127.0.0.1", 0), Handler)
        self.server.pause = self.pause
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
