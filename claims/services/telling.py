"""Telling endpoints what happened: signed as Standard Webhooks asks, in order, at least once.

The record of events is the outbox. An endpoint's position moves on when it has answered 2xx, one event after the
other, so order holds for every claim and for the whole. Who fails is tried again with growing pauses; after a day
it is paused, the admins are told, and nothing is lost: made active again it goes on where it stopped.
"""

import base64
import hashlib
import hmac
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import orjson
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from claims.choices import JobKind, WebhookState
from claims.errors import ClaimsError
from claims.fetching import Policy, TooSlow, send
from claims.models import Delivery, Event, Job, Webhook
from claims.models.horizon import read_horizon
from claims.services import outside
from claims.services.jobs import Lease, LostLease, add_job, finish
from claims.services.webhooks import pause_dead

SALT = "claims.webhooks"
PREFIX = "whsec_"
# Seconds to wait after the first failure, the second one, …; the last one again and again.
PAUSES = (5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400)
DEAD_AFTER = timedelta(days=1)
GONE = 410
MOST_AT_ONCE = 200


def ask_due_webhooks() -> list[Job]:
    """A job for each endpoint that has something to be told and may be told now."""
    due = Webhook.objects.filter(state=WebhookState.ACTIVE, next_at__lte=timezone.now())
    found = list(due.select_related("added_by").order_by("id"))
    if not found:
        return []
    horizon = read_horizon()
    return [ask_webhook(webhook) for webhook in found if webhook.position < horizon]


def ask_webhook(webhook: Webhook) -> Job:
    """A job that tells this endpoint what waits for it. Asking twice is asking once."""
    return add_job(actor=webhook.added_by, kind=JobKind.WEBHOOK, key=f"webhook:{webhook.pk}", webhook=webhook)


def run_webhook(lease: Lease) -> None:
    """Tell the endpoint one event after the other until nothing is left, it fails, or others should have a turn."""
    for _ in range(MOST_AT_ONCE):
        webhook = Webhook.objects.filter(jobs=lease.job, state=WebhookState.ACTIVE).first()
        event = _next_event(webhook, lease) if webhook else None
        if webhook is None or event is None:
            break
        delivery = deliver(webhook, event)
        with lease.fenced():
            _note(delivery)
        if not delivery.is_done:
            break
    finish(lease)


def _next_event(webhook: Webhook, lease: Lease) -> Event | None:
    """The first event after the position that the endpoint wants; without one, the position moves past the rest."""
    horizon = read_horizon()
    waiting = Event.objects.filter(id__gt=webhook.position, id__lte=horizon, kind__in=webhook.kinds)
    event = waiting.order_by("id").first()
    if event is None and horizon > webhook.position:
        with lease.fenced():
            Webhook.objects.filter(pk=webhook.pk, position=webhook.position).update(position=horizon)
    return event


def deliver(webhook: Webhook, event: Event) -> Delivery:
    """One attempt, not yet noted. The far end's answer is its status alone."""
    body, started = body_of(event), time.monotonic()
    delivery = Delivery(webhook=webhook, event=event)
    try:
        headers = {"Content-Type": "application/json", **signed_headers(webhook, event, body)}
        delivery.status = send(webhook.url, body=body, headers=headers, policy=patient_policy())
    except TooSlow:
        delivery.error = "The endpoint took too long to answer."
    except ClaimsError:
        delivery.error = "The endpoint could not be reached."
    delivery.milliseconds = int((time.monotonic() - started) * 1000)
    return delivery


def patient_policy() -> Policy:
    """An endpoint may be silent as long as it may take at all: it works first, then answers."""
    policy = outside.policy()
    return replace(policy, read_limit=policy.whole_limit)


def _note(delivery: Delivery) -> None:
    """Move the endpoint on, or say when it is tried again. A replay asked for meanwhile stands."""
    webhook = Webhook.objects.select_for_update().filter(pk=delivery.webhook_id).first()
    if webhook is None:
        raise LostLease
    delivery.save()
    if delivery.is_done:
        if webhook.position == delivery.webhook.position:
            webhook.position = delivery.event_id
        webhook.failures, webhook.failing_since, webhook.delivered_at = 0, None, delivery.at
        webhook.save(update_fields=["position", "failures", "failing_since", "delivered_at"])
        return
    now = timezone.now()
    webhook.next_at = now + timedelta(seconds=PAUSES[min(webhook.failures, len(PAUSES) - 1)])
    webhook.failures, webhook.failing_since = webhook.failures + 1, webhook.failing_since or now
    webhook.save(update_fields=["next_at", "failures", "failing_since"])
    if delivery.status == GONE:
        pause_dead(webhook, reason="The endpoint answered 410: it wants nothing more.")
    elif now - webhook.failing_since >= DEAD_AFTER:
        pause_dead(webhook, reason="The endpoint has failed for a day.")


def body_of(event: Event) -> bytes:
    """Which event, about what: numbers alone. What they stand for is asked at the API, by who may see it."""
    about = ("article", "claim", "review", "verdict")
    data = {name: getattr(event, f"{name}_id") for name in about}
    return orjson.dumps(
        {"type": event.kind, "timestamp": event.at, "data": {"event": event.pk, **data}}, option=orjson.OPT_UTC_Z
    )


def signed_headers(webhook: Webhook, event: Event, body: bytes) -> dict[str, str]:
    """`webhook-id`, the same at every attempt; `webhook-timestamp` of this one; a signature for each valid secret."""
    name, moment = f"evt_{event.pk}", str(int(timezone.now().timestamp()))
    signatures = [f"v1,{sign(secret, name, moment, body)}" for secret in valid_secrets(webhook)]
    return {"webhook-id": name, "webhook-timestamp": moment, "webhook-signature": " ".join(signatures)}


def sign(secret: str, name: str, moment: str, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.digest(key, f"{name}.{moment}.".encode() + body, hashlib.sha256)).decode()


def secret_of(webhook: Webhook) -> str:
    """What the receiver verifies with: `whsec_` and 32 bytes in base64."""
    return _derived(webhook.seed, settings.SECRET_KEY)


def valid_secrets(webhook: Webhook) -> list[str]:
    """The present one first; those of the old seed and of the operator's old keys while they hold."""
    seeds = [webhook.seed]
    if webhook.old_seed_until and webhook.old_seed_until > timezone.now():
        seeds.append(webhook.old_seed)
    keys: list[Any] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_derived(seed, key) for seed in seeds for key in keys]


def _derived(seed: str, key: str) -> str:
    return PREFIX + base64.b64encode(salted_hmac(SALT, seed, secret=key, algorithm="sha256").digest()).decode()
