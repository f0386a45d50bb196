"""Lost updates, refused: an edit names the revision it saw (RFC 9110, If-Match), and a reader asks only for news.

An ETag is `"<revision>-<digest of the answer>"`. If-Match compares the revision alone, so that a review that comes
in meanwhile does not stale an edit of the wording; If-None-Match compares all of it.
"""

import re
from hashlib import blake2b
from typing import Any

from django.http import HttpResponseNotModified
from rest_framework.response import Response

from claims.api.errors import PreconditionRequired
from claims.api.renderers import dump
from claims.errors import BadInput

TAG = re.compile(r'(?:W/)?"([0-9]{1,18})(?:-[0-9a-f]{1,64})?"')
FOREIGN = -1
ANY_TAG = re.compile(r'(?:W/)?"[^"]*"')


def seen_revision(request: Any, *, present: int, required: bool) -> int | None:
    """The revision that If-Match names; None when there is none to compare with (`*`, or no header).

    `present` is the revision that stands now: of several tags, one that names it wins. Raises
    PreconditionRequired when the header is missing, BadInput when it is no list of ETags.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        if required:
            raise PreconditionRequired
        return None
    if header == "*":
        return None
    tags = [tag.strip() for tag in header.split(",")]
    if not all(ANY_TAG.fullmatch(tag) for tag in tags):
        raise BadInput("If-Match takes the ETag of an earlier answer, with its quotes.", field="If-Match")
    # A tag of another kind names no revision that ever was; 0 is one of what was never changed.
    revisions = [int(found[1]) if (found := TAG.fullmatch(tag)) else FOREIGN for tag in tags]
    return present if present in revisions else revisions[0]


def tagged(request: Any, body: dict[str, Any], *, revision: int, status: int = 200, **headers: str) -> Any:
    """The answer with its ETag, or 304 when the reader has exactly this one."""
    tag = f'"{revision}-{blake2b(dump(body), digest_size=8).hexdigest()}"'
    if request.method in {"GET", "HEAD"} and has_already(request, tag):
        return HttpResponseNotModified(headers={"ETag": tag})
    return Response(body, status=status, headers={"ETag": tag, **headers})


def news(request: Any, response: Any) -> Any:
    """The answer to a GET with an ETag of its words where it has none yet, or 304 for who has exactly these."""
    plain = isinstance(response, Response) and response.status_code == 200 and "ETag" not in response.headers
    if request.method not in {"GET", "HEAD"} or not plain:
        return response
    tag = f'W/"{blake2b(dump(response.data), digest_size=12).hexdigest()}"'
    if has_already(request, tag):
        return HttpResponseNotModified(headers={"ETag": tag})
    response.headers["ETag"] = tag
    return response


def has_already(request: Any, tag: str) -> bool:
    """Whether If-None-Match names this ETag (weak comparison, RFC 9110 13.1.2)."""
    offered = [value.strip().removeprefix("W/") for value in request.headers.get("If-None-Match", "").split(",")]
    return tag.removeprefix("W/") in offered or "*" in offered
