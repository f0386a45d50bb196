"""So many requests a minute for each person, by role, as API_RATES says.

Counted in the cache: with a cache per process, as without REDIS_URL, each process counts for itself.
"""

import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

WINDOW = 60


class RoleThrottle(BaseThrottle):
    """Fixed windows of a minute. Over the limit: 429, and Retry-After says when the next window starts."""

    def allow_request(self, request: Any, view: Any) -> bool:
        if not request.user.is_authenticated:
            return True
        self.now = time.time()
        key = f"api-rate:{request.user.pk}:{int(self.now // WINDOW)}"
        cache.add(key, 0, timeout=2 * WINDOW)
        try:
            count = cache.incr(key)
        except ValueError:  # evicted between the two calls
            count = 1
        return count <= settings.API_RATES[request.user.role]

    def wait(self) -> float:
        return WINDOW - self.now % WINDOW
