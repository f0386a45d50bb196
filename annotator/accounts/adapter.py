"""How allauth behaves at this desk: people are invited, they do not sign themselves up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):
    """No open sign-up. An inactive person is refused by Django's own backend, here as everywhere."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
