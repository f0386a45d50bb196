"""Webhooks, for admins: endpoints that are told what happens."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims import tasks
from claims.api.addresses import address_of
from claims.api.serializers.webhooks import (
    DeliveryOutput,
    ReplayInput,
    SecretWebhookOutput,
    WebhookChangeInput,
    WebhookInput,
    WebhookOutput,
    present_deliveries,
    present_webhook,
    present_webhooks,
    present_with_secret,
)
from claims.api.views.base import DeskView
from claims.models import Delivery, Webhook
from claims.services.telling import ask_webhook
from claims.services.webhooks import add_webhook, change_webhook, remove_webhook, replay_webhook, rotate_secret


class WebhookDoor(DeskView):
    """What the routes of webhooks have in common: they are the admins'."""

    queryset = Webhook.objects.none()

    def webhook(self, pk: int) -> Webhook:
        self.ask("manage", Webhook)
        return get_object_or_404(Webhook, pk=pk)


class WebhooksView(WebhookDoor):
    """All endpoints."""

    output = WebhookOutput
    is_list = True
    ordering = ("id",)

    @extend_schema(operation_id="webhooks_list", responses=WebhookOutput(many=True))
    def get(self, request: Any) -> Any:
        """The oldest endpoint first. For admins."""
        self.ask("manage", Webhook)
        return self.page(Webhook.objects.all(), present_webhooks)

    @extend_schema(operation_id="webhooks_create", request=WebhookInput, responses={201: SecretWebhookOutput})
    def post(self, request: Any) -> Response:
        """Add an endpoint. It is told what happens from now on; `secret` is shown in this answer only.

        Messages are signed as Standard Webhooks asks: `webhook-signature` is `v1,` and the base64 HMAC-SHA256 of
        `webhook-id.webhook-timestamp.body`. They arrive in order and at least once; an answer of 2xx moves on.
        """
        self.ask("manage", Webhook)
        webhook = add_webhook(actor=request.user, **self.read(WebhookInput))
        location = address_of(request, "api-webhook", webhook.pk)
        return Response(present_with_secret(webhook), status=201, headers={"Location": location})


class WebhookView(WebhookDoor):
    """One endpoint."""

    output = WebhookOutput

    @extend_schema(operation_id="webhooks_retrieve", responses=WebhookOutput)
    def get(self, request: Any, pk: int) -> Response:
        """How an endpoint does."""
        return Response(self.chosen_fields([present_webhook(self.webhook(pk))])[0])

    @extend_schema(operation_id="webhooks_update", request=WebhookChangeInput, responses=WebhookOutput)
    def patch(self, request: Any, pk: int) -> Response:
        """Change an endpoint, pause it, or let it go on."""
        webhook = change_webhook(actor=request.user, webhook=self.webhook(pk), **self.read(WebhookChangeInput))
        return Response(present_webhook(webhook))

    @extend_schema(operation_id="webhooks_remove", request=None, responses={204: None})
    def delete(self, request: Any, pk: int) -> HttpResponse:
        """Remove an endpoint with its log."""
        remove_webhook(actor=request.user, webhook=self.webhook(pk))
        return HttpResponse(status=204)


class WebhookSecretView(WebhookDoor):
    """A new secret."""

    @extend_schema(operation_id="webhooks_rotate", request=None, responses={201: SecretWebhookOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Give it a new secret, shown in this answer only. The old one signs beside it for a day."""
        return Response(present_with_secret(rotate_secret(actor=request.user, webhook=self.webhook(pk))), status=201)


class WebhookReplayView(WebhookDoor):
    """Telling once more."""

    @extend_schema(operation_id="webhooks_replay", request=ReplayInput, responses={202: WebhookOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Tell everything after an event once more, with the ids it had; a paused one hears it as it goes on."""
        webhook = replay_webhook(actor=request.user, webhook=self.webhook(pk), **self.read(ReplayInput))
        tasks.start(ask_webhook(webhook))
        return Response(present_webhook(webhook), status=202)


class WebhookDeliveriesView(WebhookDoor):
    """The log of one endpoint."""

    output = DeliveryOutput
    is_list = True

    @extend_schema(operation_id="webhooks_deliveries_list", responses=DeliveryOutput(many=True))
    def get(self, request: Any, pk: int) -> Any:
        """Every attempt of the last month, the latest first."""
        deliveries = Delivery.objects.filter(webhook=self.webhook(pk)).select_related("event")
        return self.page(deliveries, present_deliveries)
