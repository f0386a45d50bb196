"""Signing in by an OpenID Connect server of one's own, as the settings tell it to allauth."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PROVIDER = "desk"
LOCAL = {"localhost", "127.0.0.1", "::1"}


def providers(server: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """What SOCIALACCOUNT_PROVIDERS takes; empty without a server. Raises ImproperlyConfigured for half a setting."""
    if not server:
        return {}
    if not (client and secret):
        raise ImproperlyConfigured("OIDC_SERVER_URL is set, so OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be too.")
    address = urlsplit(server)
    if address.scheme != "https" and address.hostname not in LOCAL:
        raise ImproperlyConfigured("OIDC_SERVER_URL must begin with https://: who signs in is told over it.")
    app = {
        "provider_id": PROVIDER,
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def origin(server: str) -> list[str]:
    """Where the sign-in form leads on to, as a content policy names it."""
    address = urlsplit(server)
    return [f"{address.scheme}://{address.netloc}"] if server else []
