"""The cache that all processes of a desk share (`REDIS_URL`): it may go away, and nothing else goes with it."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

log = logging.getLogger("annotator.cache")

# Seconds in which Redis is not asked again, so that no request pays for it twice.
LEFT_ALONE = 5.0
# Not longer than a page may take: one that accepts and says nothing is as good as away.
PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 1}

OPERATIONS = (
    *("add", "get", "set", "touch", "delete", "has_key", "incr"),
    *("get_many", "set_many", "delete_many", "clear"),
)


class SharedCache(RedisCache):
    """Redis's. While it is away each process keeps and counts for itself, as every process does without REDIS_URL.

    What limits sign-ins and requests goes on limiting them: an empty cache would let everybody in, an error nobody.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params | {"OPTIONS": PATIENCE | params.get("OPTIONS", {})})
        self.own = LocMemCache("while the shared one is away", {})
        self.away_until = 0.0

    @property
    def failures(self) -> type[Exception]:
        # Installed with requirements/scale.txt only.
        from redis.exceptions import RedisError

        return RedisError

    def ask(self, name: str, *args: Any, **named: Any) -> Any:
        if time.monotonic() >= self.away_until:
            try:
                return getattr(super(), name)(*args, **named)
            except self.failures as error:
                self.away_until = time.monotonic() + LEFT_ALONE
                log.warning("the shared cache does not answer, each process counts for itself meanwhile: %s", error)
        return getattr(self.own, name)(*args, **named)


def asked(name: str) -> Callable[..., Any]:
    def operation(self: SharedCache, *args: Any, **named: Any) -> Any:
        return self.ask(name, *args, **named)

    return operation


for operation in OPERATIONS:
    setattr(SharedCache, operation, asked(operation))
