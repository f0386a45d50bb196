"""A request that is sent twice is done once (the Idempotency-Key header).

The key, what was done and the answer are one transaction: either all of it is there, or the retry does it anew. A
second request with the same key waits for the first on the key's unique row.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.errors import KeyReused
from claims.models import KeptAnswer

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its status, its own headers, its JSON as it is kept and as it is `shown` the first time."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)
    replayed: bool = False
    shown: str = ""


def answer_once(*, actor: Any, route: str, key: str, request_sha256: str, work: Callable[[], Answer]) -> Answer:
    """Do `work` and keep its answer, or give the answer kept under this person's key for this route.

    Refusals raise out of `work` and are not kept: nothing was done, so asking again is safe. Raises KeyReused when
    the key belongs to a request with another body.
    """
    with transaction.atomic():
        kept = _reserve(actor, route, key, request_sha256)
        if kept.status:
            return Answer(kept.status, kept.body, kept.headers, replayed=True)
        answer = work()
        kept.status, kept.headers, kept.body = answer.status, answer.headers, answer.body
        kept.save(update_fields=["status", "headers", "body"])
    return answer


def _reserve(actor: Any, route: str, key: str, request_sha256: str) -> KeptAnswer:
    """This key's row: a new one without a status, or the one that has the answer."""
    KeptAnswer.objects.filter(user=actor, created_at__lt=timezone.now() - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            return KeptAnswer.objects.create(user=actor, route=route, key=key, request_sha256=request_sha256)
    except IntegrityError:
        kept = KeptAnswer.objects.get(user=actor, route=route, key=key)
    if kept.request_sha256 != request_sha256:
        raise KeyReused(field="Idempotency-Key")
    return kept
