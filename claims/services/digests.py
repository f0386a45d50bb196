"""The daily mail: what a person has not read yet, once each."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.choices import AssignmentState, NotificationKind
from claims.models import Assignment, Notification
from claims.services.notifications import notify

log = logging.getLogger(__name__)
SOON = timedelta(days=1)
MOST_LINES = 50


def warn_of_due_work() -> int:
    """Tell everybody whose work is due within a day, once for each piece; how many were told."""
    now = timezone.now()
    due = Assignment.objects.filter(state=AssignmentState.OPEN, due_at__gt=now, due_at__lte=now + SOON)
    told = 0
    for assignment in due.select_related("assignee", "claim", "article").order_by("id"):
        about = {"claim": assignment.claim} if assignment.claim_id else {"article": assignment.article}
        mine = Notification.objects.filter(person=assignment.assignee, kind=NotificationKind.DUE_SOON, **about)
        if not mine.filter(created_at__gt=now - SOON).exists():
            notify(NotificationKind.DUE_SOON, [assignment.assignee], **about)
            told += 1
    return told


def send_digests() -> int:
    """Mail everybody who wants it what is new since their last mail; how many mails went out.

    A mail server that is away costs nothing: what was not mailed comes with the next digest.
    """
    sent = 0
    for person in get_user_model().objects.filter(is_active=True).exclude(email="").order_by("id"):
        if person.preferences.get("digest") and _send_digest(person):
            sent += 1
    return sent


def _send_digest(person: Any) -> bool:
    new = Notification.objects.filter(person=person, read_at=None, mailed_at=None)
    told = list(new.select_related("claim", "article").order_by("id")[:MOST_LINES])
    if not told:
        return False
    lines = [f"{notification.get_kind_display()}: {_about(notification)}" for notification in told]
    subject = ngettext("%(n)s thing waits for you", "%(n)s things wait for you", len(told)) % {"n": len(told)}
    closing = _("All of it: %(link)s") % {"link": f"{settings.SITE_URL}/notifications/"}
    try:
        send_mail(subject, "\n".join([*lines, "", closing, ""]), None, [person.email])
    except OSError:
        # Nor does one address that is refused cost the others theirs.
        log.exception("digest not mailed: user=%s", person.pk)
        return False
    new.filter(pk__in=[notification.pk for notification in told]).update(mailed_at=timezone.now())
    return True


def _about(notification: Notification) -> str:
    """One line that no text of an article can break."""
    about = notification.claim or notification.article
    return " ".join(str(about or "").split())[:200]
