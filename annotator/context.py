"""What every template may say about the desk itself."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, Any]:
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "OIDC_NAME": settings.OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else "",
        "SOLO_DESK": settings.SOLO_DESK,
        "request_id": getattr(request, "request_id", ""),
    }
