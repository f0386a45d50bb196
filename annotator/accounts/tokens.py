"""API tokens as words: made, keyed-hashed, found again.

A token is `fc_` and 256 random bits. The database holds an HMAC-SHA256 of it under a key derived from
SECRET_KEY: a stolen database gives no token away, and a lookup is one indexed query.
"""

import secrets

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.utils.crypto import salted_hmac

from annotator.accounts.models import ApiToken, User
from claims.models.prepared import asked_first
from claims.models.statements import Slot, Statement

PREFIX = "fc_"
HINT_LENGTH = len(PREFIX) + 6
LONGEST = 200
SALT = "annotator.accounts.tokens"

TOKEN_NAMES = [field.attname for field in ApiToken._meta.concrete_fields]
USER_NAMES = [field.attname for field in User._meta.concrete_fields]
BY_DIGEST = Statement(
    lambda: ApiToken.objects.filter(digest=Slot("digest")).values_list(
        *TOKEN_NAMES, *(f"user__{name}" for name in USER_NAMES)
    ),
    prepared=True,
)


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
    for secret in secrets_known:
        token = _with(digest(words, secret=secret))
        if token is not None:
            return token if token.is_usable else None
    return None


def _with(digest: str) -> ApiToken | None:
    """The token with this digest and its person, by the query that every request of a program begins with."""
    for row in asked_first(lambda: BY_DIGEST.rows(digest=digest)):
        token = ApiToken.from_db(DEFAULT_DB_ALIAS, TOKEN_NAMES, row[: len(TOKEN_NAMES)])
        token.user = User.from_db(DEFAULT_DB_ALIAS, USER_NAMES, row[len(TOKEN_NAMES) :])
        return token
    return None
