"""Webhooks: adding, changing, replaying and removing endpoints. `services.telling` sends."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from claims.choices import EventKind, NotificationKind, Role, WebhookState
from claims.errors import BadInput, ClaimsError
from claims.fetching import BadAddress, CannotFetch, check_target
from claims.models import Delivery, Webhook
from claims.models.horizon import read_horizon
from claims.models.webhook import TOLD
from claims.services import outside
from claims.services.events import record
from claims.services.input import clean_line, clean_link
from claims.services.notifications import notify

MOST_WEBHOOKS = 50
# How long the old secret signs beside the new one.
OVERLAP = timedelta(hours=24)


class TooManyWebhooks(ClaimsError):
    """A desk tells at most fifty endpoints: "There are too many webhooks." """

    code = "too_many_webhooks"
    default_message = f"A desk has at most {MOST_WEBHOOKS} webhooks. Remove one first."


def add_webhook(*, actor: Any, url: str, kinds: Sequence[str], description: str = "") -> Webhook:
    """Add an endpoint; it is told what happens from now on. Raises BadInput for its address or kinds."""
    about = {"url": checked_url(url), "kinds": checked_kinds(kinds)}
    about["description"] = clean_line(description, field="description", limit=200)
    if Webhook.objects.count() >= MOST_WEBHOOKS:
        raise TooManyWebhooks
    with transaction.atomic():
        webhook = Webhook.objects.create(added_by=actor, seed=new_seed(), position=read_horizon(), **about)
        record(EventKind.WEBHOOK_ADDED, actor=actor, new=webhook.url, data={"webhook": webhook.pk})
    return webhook


def change_webhook(
    *,
    actor: Any,
    webhook: Webhook,
    url: str | None = None,
    kinds: Sequence[str] | None = None,
    description: str | None = None,
    active: bool | None = None,
) -> Webhook:
    """Change what is given. A paused endpoint that is made active goes on where it stopped, at once."""
    changes: dict[str, Any] = {}
    if url is not None:
        changes["url"] = checked_url(url)
    if kinds is not None:
        changes["kinds"] = checked_kinds(kinds)
    if description is not None:
        changes["description"] = clean_line(description, field="description", limit=200)
    if active is not None:
        changes |= _fresh(WebhookState.ACTIVE if active else WebhookState.PAUSED)
    return _change(
        actor, webhook, changes, what=", ".join(sorted({"url", "kinds", "description", "state"} & set(changes)))
    )


def replay_webhook(*, actor: Any, webhook: Webhook, after: int) -> Webhook:
    """Tell it once more of everything after this event; a larger number than now skips. Raises BadInput."""
    if not 0 <= after <= read_horizon():
        raise BadInput("Give the number of an event of this desk, or 0 for all of them.", field="after")
    return _change(
        actor, webhook, {"position": after, "failures": 0, "next_at": timezone.now()}, what=f"after {after}"
    )


def rotate_secret(*, actor: Any, webhook: Webhook) -> Webhook:
    """Give it a new secret. The old one signs beside it for a day."""
    with transaction.atomic():
        seed = Webhook.objects.select_for_update().values_list("seed", flat=True).get(pk=webhook.pk)
        changes = {"seed": new_seed(), "old_seed": seed, "old_seed_until": timezone.now() + OVERLAP}
        return _change(actor, webhook, changes, what="secret")


def remove_webhook(*, actor: Any, webhook: Webhook) -> None:
    """Forget an endpoint and its log. What it was told stays told."""
    with transaction.atomic():
        record(EventKind.WEBHOOK_REMOVED, actor=actor, old=webhook.url, data={"webhook": webhook.pk})
        Webhook.objects.filter(pk=webhook.pk).delete()


def pause_dead(webhook: Webhook, *, reason: str) -> None:
    """The desk stops by itself, and tells the admins. Called with the row locked."""
    webhook.state, webhook.state_reason = WebhookState.PAUSED, reason
    webhook.save(update_fields=["state", "state_reason"])
    record(EventKind.WEBHOOK_PAUSED, actor=None, old=webhook.url, reason=reason, data={"webhook": webhook.pk})
    notify(NotificationKind.WEBHOOK_PAUSED, get_user_model().objects.filter(role=Role.ADMIN, is_active=True))


def checked_url(url: str) -> str:
    """The address, once it is one this desk may ever send to. Raises BadLink, BadInput."""
    url = clean_link(url, field="url")
    try:
        check_target(url, policy=outside.policy())
    except BadAddress as error:
        raise BadInput(error.message, field="url") from error
    except CannotFetch as error:
        raise BadInput("This address is not one of the public internet.", field="url") from error
    return url


def checked_kinds(kinds: Sequence[str]) -> list[str]:
    unknown = [kind for kind in kinds if kind not in TOLD]
    if unknown:
        message = f"No webhook is told of “{str(unknown[0])[:50]}”; there are {', '.join(TOLD)}."
        raise BadInput(message, field="kinds")
    if not kinds:
        raise BadInput("Choose at least one event.", field="kinds")
    return [kind for kind in TOLD if kind in set(kinds)]


def new_seed() -> str:
    return secrets.token_hex(32)


def _fresh(state: WebhookState) -> dict[str, Any]:
    return {"state": state, "state_reason": "", "failures": 0, "failing_since": None, "next_at": timezone.now()}


def _change(actor: Any, webhook: Webhook, changes: dict[str, Any], *, what: str) -> Webhook:
    with transaction.atomic():
        locked = Webhook.objects.select_for_update().get(pk=webhook.pk)
        for name, value in changes.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(changes))
        record(EventKind.WEBHOOK_CHANGED, actor=actor, old=locked.url, new=what, data={"webhook": locked.pk})
    return locked


def forget_old_deliveries(*, days: int = 30) -> int:
    """The log keeps a month; how many lines went."""
    return Delivery.objects.filter(at__lt=timezone.now() - timedelta(days=days)).delete()[0]
