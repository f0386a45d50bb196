"""People who are vouched for by the desk's OpenID Connect server.

The server says who somebody is; what they may do is the desk's own to say. Whoever is here already is found by an
address that the server has verified. Others come in only where the desk gives newcomers a role.
"""

import re
import secrets
from typing import Any

from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from annotator.accounts.models import User
from annotator.accounts.services import create_user
from claims.choices import EventKind
from claims.services.events import record

LONGEST_NAME = 100


def recognize(request: HttpRequest, login: SocialLogin) -> User | None:
    """The person behind a first sign-in from outside, tied to it from now on; None when the desk knows nobody."""
    address = next((one.email for one in login.email_addresses if one.verified), "")
    if not address:
        return None
    with transaction.atomic():
        user = _known(address) or _newcomer(address, login)
        if user is not None:
            login.connect(request, user)
    return user


def _known(address: str) -> User | None:
    """Locked, because tying saves the whole person: a role changed at this moment must stand."""
    return User.objects.select_for_update().filter(email__iexact=address).first()


def _newcomer(address: str, login: SocialLogin) -> User | None:
    if not settings.OIDC_ROLE:
        return None
    told: dict[str, Any] = login.account.extra_data
    about = told.get("userinfo") or told.get("id_token") or {}
    user = create_user(
        username=_free_name(str(about.get("preferred_username") or address.split("@")[0])),
        password=secrets.token_urlsafe(32),  # nobody knows it; they sign in from outside
        role=settings.OIDC_ROLE,
        email=address,
        display_name=str(about.get("name") or "")[:LONGEST_NAME],
    )
    record(EventKind.PERSON_JOINED, actor=user, person=user, new=user.role)
    return user


def _free_name(wanted: str) -> str:
    name = re.sub(r"[^\w.+-]", "", wanted)[:LONGEST_NAME] or "person"
    taken = {
        one.lower() for one in User.objects.filter(username__istartswith=name).values_list("username", flat=True)
    }
    names = [name, *(f"{name}{number}" for number in range(2, len(taken) + 3))]
    return next(one for one in names if one.lower() not in taken)
