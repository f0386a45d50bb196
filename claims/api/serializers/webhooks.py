"""Endpoints that are told what happens."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Choice, Whole, Words
from claims.choices import EventKind, WebhookState
from claims.models import Delivery, Webhook
from claims.models.webhook import TOLD
from claims.services.telling import secret_of

KINDS = [(kind, EventKind(kind).label) for kind in TOLD]


class WebhookInput(StrictInput):
    """An endpoint and the events it is told of."""

    url = Words(help_text="http or https, on the public internet.")
    kinds = serializers.ListField(child=Choice(KINDS), min_length=1, max_length=len(KINDS))
    description = Words(required=False)


class WebhookChangeInput(StrictInput):
    """What is to change; what is left out stays."""

    url = Words(required=False)
    kinds = serializers.ListField(child=Choice(KINDS), min_length=1, max_length=len(KINDS), required=False)
    description = Words(required=False)
    active = serializers.BooleanField(required=False, help_text="False pauses it; true goes on where it stopped.")


class ReplayInput(StrictInput):
    """From where to tell once more."""

    after = Whole(help_text="Everything after this event; 0 for all of them.")


class WebhookOutput(Output):
    """An endpoint. `position` is the last event that is done with."""

    id = serializers.IntegerField()
    url = serializers.CharField()
    description = serializers.CharField()
    kinds = serializers.ListField(child=serializers.ChoiceField(KINDS))
    state = serializers.ChoiceField(WebhookState.choices)
    state_reason = serializers.CharField()
    position = serializers.IntegerField()
    failures = serializers.IntegerField(help_text="In a row.")
    next_at = serializers.DateTimeField(
        allow_null=True, help_text="It is told of nothing before this moment; null while it is paused."
    )
    delivered_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class SecretWebhookOutput(WebhookOutput):
    """The same with its secret, which is shown this once."""

    secret = serializers.CharField(allow_null=True, help_text="`whsec_…`; null where the answer is replayed.")


class DeliveryOutput(Output):
    """One attempt to tell an endpoint of one event."""

    id = serializers.IntegerField()
    event = serializers.IntegerField()
    kind = serializers.ChoiceField(EventKind.choices)
    status = serializers.IntegerField(help_text="The HTTP status of its answer; 0 for none.")
    error = serializers.CharField()
    milliseconds = serializers.IntegerField()
    at = serializers.DateTimeField()


FIELDS = list(WebhookOutput._declared_fields)
ATTRIBUTES = {"id": "pk", "next_at": "due_at"}


def present_webhook(webhook: Webhook) -> dict[str, Any]:
    return {name: getattr(webhook, ATTRIBUTES.get(name, name)) for name in FIELDS}


def present_webhooks(webhooks: list[Webhook]) -> list[dict[str, Any]]:
    return [present_webhook(webhook) for webhook in webhooks]


def present_with_secret(webhook: Webhook) -> dict[str, Any]:
    return {**present_webhook(webhook), "secret": secret_of(webhook)}


def present_deliveries(deliveries: list[Delivery]) -> list[dict[str, Any]]:
    return [
        {
            "id": delivery.pk,
            "event": delivery.event_id,
            "kind": delivery.event.kind,
            "status": delivery.status,
            "error": delivery.error,
            "milliseconds": delivery.milliseconds,
            "at": delivery.at,
        }
        for delivery in deliveries
    ]
