"""API tokens as words: made, keyed-hashed, found again.

A token is `fc_` and 256 random bits. The database holds an HMAC-SHA256 of it under a key derived from
SECRET_KEY: a stolen database gives no token away, and a lookup is one indexed query.
"""

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from annotator.accounts.models import ApiToken

PREFIX = "fc_"
HINT_LENGTH = len(PREFIX) + 6
LONGEST = 200
SALT = "annotator.accounts.tokens"


def make() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def digest(token: str, *, secret: str | None = None) -> str:
    """64 hexadecimal digits."""
    return salted_hmac(SALT, token, secret=secret, algorithm="sha256").hexdigest()


def find(offered: bytes) -> ApiToken | None:
    """The usable token with these words and its person, or None."""
    try:
        words = offered.decode("ascii")
    except UnicodeDecodeError:
        return None
    if not words.startswith(PREFIX) or len(words) > LONGEST:
        return None
    secrets_known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [digest(words, secret=secret) for secret in secrets_known]
    token = ApiToken.objects.select_related("user").filter(digest__in=digests).first()
    return token if token is not None and token.is_usable else None
