"""What the operator allows when this desk opens a page: the settings, as a policy for `fetching`."""

from django.conf import settings

from claims.fetching import Policy


def policy() -> Policy:
    """The policy of this desk."""
    return Policy(
        user_agent=f"ClaimDesk/1.0 (+{settings.SITE_URL})",
        ports=frozenset(settings.FETCH_PORTS),
        allow_loopback=settings.FETCH_ALLOW_LOOPBACK,
        body_limit=settings.FETCH_BODY_LIMIT,
    )
