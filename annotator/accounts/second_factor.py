"""Where the desk asks for it, editors and admins have a second factor, or come nowhere until they do."""

from collections.abc import Callable
from http import HTTPStatus

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from annotator.accounts.models import User
from annotator.errors import API_PATH, answer
from claims.choices import Role
from claims.models.viewers import has_role

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# What one needs to set it up, or to leave.
OPEN = (
    "/accounts/2fa/",
    "/accounts/reauthenticate/",
    "/accounts/logout/",
    "/accounts/login/",
    "/language/",
    "/static/",
)
HEALTH = ("/healthz", "/readyz", "/metrics")


def lacks_second_factor(user: User) -> bool:
    """Whether this person must have a second factor and has none; recovery codes alone are none."""
    if not settings.SECOND_FACTOR_REQUIRED or not has_role(user, Role.EDITOR):
        return False
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return not factors.exists()


class SecondFactorMiddleware:
    """Leads whoever lacks one to the page that sets it up. Costs nothing where the desk does not ask."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Asked in this order, so that a desk that does not ask reads no session here.
        closed = settings.SECOND_FACTOR_REQUIRED and not request.path_info.startswith((*OPEN, *HEALTH))
        if closed and lacks_second_factor(request.user):  # type: ignore[arg-type]
            return _refuse(request)
        return self.get_response(request)


def _refuse(request: HttpRequest) -> HttpResponseBase:
    words = _("This desk asks editors and admins for a second factor. Set one up to go on.")
    if request.path_info.startswith(API_PATH):
        return answer(request, HTTPStatus.FORBIDDEN, "second_factor_required", words)
    messages.warning(request, words)
    return redirect(reverse("mfa_index"))
