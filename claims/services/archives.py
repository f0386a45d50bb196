"""Pages as they came, in files any web archive reads (WARC 1.1, ISO 28500:2017)."""

import gzip
import hashlib
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from claims.fetching import Page

# Of the transfer, which is over: the record holds the body as it reads.
_OF_TRANSFER = {"content-encoding", "transfer-encoding", "content-length", "connection"}


def write_record(page: Page, *, folder: Path) -> str:
    """Write one response record and return its name. Named by the body's digest: the same page is one file.

    Raises OSError when there is no room; a file is there whole or not at all.
    """
    digest = hashlib.sha256(page.body).hexdigest()
    name = f"{digest[:2]}/{digest}.warc.gz"
    path = folder / name
    with suppress(FileNotFoundError):
        os.utime(path)  # told to be of use again, before whoever tidies up looks at it
        return name
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{uuid4().hex}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(gzip.compress(_record(page, digest)))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return name


def _record(page: Page, digest: str) -> bytes:
    kept = [(name, value) for name, value in page.headers if name.lower() not in _OF_TRANSFER]
    kept.append(("Content-Length", str(len(page.body))))
    head = "".join(f"{name}: {value}\r\n" for name, value in kept)
    block = b"HTTP/1.1 200 OK\r\n" + head.encode("latin-1", "replace") + b"\r\n" + page.body
    fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<urn:uuid:{uuid4()}>",
        "WARC-Date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "WARC-Target-URI": page.url,
        "WARC-Payload-Digest": f"sha256:{digest}",
        "Content-Type": "application/http;msgtype=response",
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"
