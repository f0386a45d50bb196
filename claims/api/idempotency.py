"""Idempotency-Key on a POST: the same key and body give the same answer once more, and do nothing twice."""

import hashlib
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse

from claims.api.renderers import dump
from claims.errors import BadInput
from claims.services.kept_answers import Answer, answer_once

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,200}")
# What belongs to the answer itself; the rest is made anew for each response.
KEPT_HEADERS = ("Location", "ETag")
# A secret goes out once and is kept by nobody: who asks again gets null in its place.
SHOWN_ONCE = ("secret", "link")


def once(request: Any, handler: Callable[[], Any]) -> HttpResponse:
    """The handler's answer, or the one it gave before. Raises KeyReused for a key of another request."""
    key = request.headers[HEADER]
    if not KEY.fullmatch(key):
        raise BadInput("Idempotency-Key has 1 to 200 printable characters without blanks.", field=HEADER)
    _ = request.data  # reads the body
    digest = hashlib.sha256(getattr(request, "raw_body", b"")).hexdigest()
    # With the role: who has lost it since is asked anew whether they may.
    route = f"{request.user.role} {request.path}"[:200]
    answer = answer_once(
        actor=request.user, route=route, key=key, request_sha256=digest, work=partial(_kept, handler)
    )
    headers = {**answer.headers, "Idempotency-Replayed": "true"} if answer.replayed else answer.headers
    body = answer.body if answer.replayed else answer.shown
    return HttpResponse(body, status=answer.status, headers=headers, content_type="application/json")


def _kept(handler: Callable[[], Any]) -> Answer:
    response = handler()
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    shown, kept = dump(response.data).decode(), response.data
    if isinstance(kept, dict):
        kept = {name: None if name in SHOWN_ONCE else value for name, value in kept.items()}
    return Answer(response.status_code, dump(kept).decode(), headers, shown=shown)
