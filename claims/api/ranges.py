"""Parts of a file (RFC 9110, 14): a download that broke off goes on where it stopped."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import HttpResponse, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse

from claims.api.preconditions import has_already
from claims.api.renderers import dump

RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
PIECE = 256 * 1024


def served(request: Any, path: Path, *, sha256: str, size: int, content_type: str, name: str) -> HttpResponseBase:
    """The file, or the part of it that Range asks for. One range only; of several the whole file is sent."""
    tag = f'"{sha256}"'
    headers = {
        "ETag": tag,
        "Accept-Ranges": "bytes",
        "Repr-Digest": f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    if has_already(request, tag):
        return HttpResponseNotModified(headers={"ETag": tag})
    part = asked_part(request, tag, size)
    if part is None:
        return _answer(request, path, 0, size, status=200, content_type=content_type, headers=headers)
    start, end = part
    if start >= end:
        return _beyond(request, size)
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return _answer(request, path, start, end, status=206, content_type=content_type, headers=headers)


def _beyond(request: Any, size: int) -> HttpResponse:
    """416, in the shape of every refusal."""
    words = f"The file has {size:,} bytes."
    body = {"code": "range", "message": words, "errors": [], "request_id": getattr(request, "request_id", "")}
    headers = {"Content-Range": f"bytes */{size}"}
    return HttpResponse(dump(body), status=416, headers=headers, content_type="application/json")


def asked_part(request: Any, tag: str, size: int) -> tuple[int, int] | None:
    """`(start, end)`, half-open, empty for one outside the file; None where the whole file is asked for."""
    found = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if found is None or found.group(1) == found.group(2) == "":
        return None
    if request.headers.get("If-Range", tag).strip() != tag:
        return None
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) else (size, size)
    start, end = int(first), min(int(last) + 1, size) if last else size
    # A range whose end lies before its start is none (RFC 9110, 14.1.1).
    return None if last and int(last) < int(first) else (start, max(start, end)) if start < size else (size, size)


def _answer(request: Any, path: Path, start: int, end: int, **about: Any) -> HttpResponseBase:
    about["headers"]["Content-Length"] = str(end - start)
    if request.method == "HEAD":
        return HttpResponse(**about)
    return StreamingHttpResponse(pieces(path, start, end), **about)


def pieces(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = end - start
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
