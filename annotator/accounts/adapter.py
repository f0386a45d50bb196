"""How allauth behaves at this desk: people are invited, they do not sign themselves up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import render

from annotator.accounts.services_outside import recognize


class ClosedAdapter(DefaultAccountAdapter):
    """No open sign-up. An inactive person is refused by Django's own backend, here as everywhere."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class OutsideAdapter(DefaultSocialAccountAdapter):
    """Signing in by the desk's OpenID Connect server. allauth's own sign-up stays closed."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Raises ImmediateHttpResponse for somebody the desk does not know."""
        if not sociallogin.is_existing and recognize(request, sociallogin) is None:
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
