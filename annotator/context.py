"""What every template may say about the desk itself."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from claims.services.notifications import MOST_SHOWN, unread


def desk(request: HttpRequest) -> dict[str, Any]:
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "OIDC_NAME": settings.OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else "",
        "SOLO_DESK": settings.SOLO_DESK,
        "request_id": getattr(request, "request_id", ""),
        # Asked by the header alone: pieces of pages and pages of the public cost nothing.
        "unread": lambda: unread_by(request),
    }


def unread_by(request: HttpRequest) -> str:
    """How many notifications the person has not read, in figures; empty without any."""
    number = unread(request.user.pk)
    return f"{MOST_SHOWN}+" if number > MOST_SHOWN else str(number or "")
