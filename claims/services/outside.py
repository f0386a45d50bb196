"""What the operator allows when this desk opens a page: the settings, as a policy for `fetching`."""

from functools import cache

from django.conf import settings

from claims.fetching import Policy


def policy() -> Policy:
    """The policy of this desk."""
    return _policy(
        settings.SITE_URL,
        frozenset(settings.FETCH_PORTS),
        settings.FETCH_ALLOW_LOOPBACK,
        settings.FETCH_BODY_LIMIT,
    )


@cache
def _policy(site_url: str, ports: frozenset[int], allow_loopback: bool, body_limit: int) -> Policy:
    # Cached because the certificates of a TLS context take a moment to load.
    return Policy(
        user_agent=f"ClaimDesk/1.0 (+{site_url})", ports=ports, allow_loopback=allow_loopback, body_limit=body_limit
    )
