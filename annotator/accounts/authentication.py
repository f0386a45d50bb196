"""`Authorization: Token fc_…` for programs.

An unknown, expired or revoked token, and any token of an inactive person, is answered with 401 and
the same words, so that nobody learns which it was. The scope is enforced here, once, so that no route
can forget it: a `read` token changes nothing, and a `review` token acts as a reviewer at most.
"""

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from annotator.accounts import tokens
from annotator.accounts.models import ApiToken, TokenScope, User
from annotator.accounts.second_factor import lacks_second_factor
from annotator.accounts.services import touch_token
from claims.choices import Role

KEYWORD = b"token"


class TokenAuthentication(BaseAuthentication):
    """Sets `request.user` to the token's person and `request.auth` to the token."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != KEYWORD:
            return None
        token = tokens.find(parts[1]) if len(parts) == 2 else None
        if token is None:
            raise AuthenticationFailed(_("This token is not valid, or no longer."), code="bad_token")
        if token.scope == TokenScope.READ and request.method not in SAFE_METHODS:
            raise PermissionDenied(_("This token may only read."), code="token_scope")
        if lacks_second_factor(token.user):
            raise PermissionDenied(
                _("Set up a second factor first: this desk asks for one."), code="second_factor_required"
            )
        touch_token(token=token)
        return capped(token.user, token.scope), token

    def authenticate_header(self, request: Request) -> str:
        return 'Token realm="api"'


def capped(user: User, scope: str) -> User:
    """The person as far as the scope lets them act. Never saved: only this request sees it."""
    if scope == TokenScope.REVIEW and Role(user.role).rank > Role.REVIEWER.rank:
        user.role = Role.REVIEWER
        user.is_staff = user.is_superuser = False
    return user
