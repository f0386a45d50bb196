"""Inviting people, letting them in, and helping somebody who lost their second factor."""

import logging
import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from annotator.accounts.errors import InvitationOver
from annotator.accounts.models import Invitation, User
from annotator.accounts.services import create_user, end_sessions, known_role
from claims.choices import EventKind
from claims.errors import BadInput
from claims.services.events import record
from claims.text.characters import refuse_bad_characters

log = logging.getLogger("annotator.accounts")

SALT = "annotator.accounts.invitations"
LONGEST_DAYS = 30


def invite(*, actor: User, role: str, email: str = "", days: int = 7) -> tuple[Invitation, str]:
    """A new invitation and its link, returned here once and never again; mailed where there is an address."""
    refuse_bad_characters(email, field="email")
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput(f"An invitation lasts from 1 to {LONGEST_DAYS} days.", field="days")
    words = secrets.token_urlsafe(32)
    with transaction.atomic():
        invitation = Invitation.objects.create(
            email=email.strip(),
            role=known_role(role),
            digest=digest(words),
            invited_by=actor,
            expires_at=timezone.now() + timedelta(days=days),
        )
        record(EventKind.PERSON_INVITED, actor=actor, new=f"{invitation.role} {invitation.email}".strip())
    link = f"{settings.SITE_URL}{reverse('account_join', args=[words])}"
    if invitation.email:
        _mail(invitation, link)
    return invitation, link


def find_invitation(words: str) -> Invitation | None:
    """The invitation behind a link, if it may still be used."""
    found = Invitation.objects.filter(digest=digest(words), accepted_at=None, expires_at__gt=timezone.now())
    return found.select_related("invited_by").first()


@transaction.atomic
def accept(*, words: str, username: str, password: str, display_name: str = "") -> User:
    """Make the invited person. Of two who use one link at once, one gets in. Raises InvitationOver, BadInput."""
    open_ones = Invitation.objects.select_for_update().filter(accepted_at=None, expires_at__gt=timezone.now())
    invitation = open_ones.filter(digest=digest(words)).first()
    if invitation is None:
        raise InvitationOver
    user = create_user(
        username=username,
        password=password,
        role=invitation.role,
        email=invitation.email,
        display_name=display_name,
        actor=invitation.invited_by,
    )
    invitation.accepted_by, invitation.accepted_at = user, timezone.now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    record(EventKind.PERSON_JOINED, actor=user, person=user, new=user.role)
    return user


@transaction.atomic
def call_back(*, actor: User, invitation: Invitation) -> Invitation:
    """End an invitation that nobody has used."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at is not None:
        raise InvitationOver
    invitation.expires_at = timezone.now()
    invitation.save(update_fields=["expires_at"])
    return invitation


@transaction.atomic
def reset_second_factor(*, actor: User, user: User) -> User:
    """Take away every second factor of somebody who lost theirs; their sessions end, their password stays."""
    removed, _by_model = Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    if removed:
        record(EventKind.PERSON_SECOND_FACTOR, actor=actor, person=user)
    return user


def digest(words: str) -> str:
    return salted_hmac(SALT, words[:200], algorithm="sha256").hexdigest()


def _mail(invitation: Invitation, link: str) -> None:
    text = _("You are invited to %(site)s. Open this link to choose a name and a password:\n\n%(link)s\n")
    try:
        send_mail(_("Your invitation"), text % {"site": settings.SITE_NAME, "link": link}, None, [invitation.email])
    except OSError:
        # The admin has the link on the page; a mail server that is away costs nobody the invitation.
        log.exception("invitation not mailed: id=%s", invitation.pk)
